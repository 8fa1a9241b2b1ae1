-- The steps that leave a paper to be handed out, by kind and time: what is still owed is looked for among them, not among all events.
create index "dossier_event_owed" on "dossier_event" ("kind", "at")
  where "kind" in ('requestSupplement', 'decline', 'refuse', 'extend', 'stop', 'withdraw', 'redate');
