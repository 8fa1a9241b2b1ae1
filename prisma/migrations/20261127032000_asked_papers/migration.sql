-- What a request for a supplement names, paper by paper: until now it was words alone, and what came in was not written.
create table "dossier_asked_paper" (
    "id" serial not null,
    "stop_id" integer not null,
    "position" smallint not null,
    "name" text not null,
    "procedure_paper_id" integer,
    constraint "dossier_asked_paper_pkey" primary key ("id")
);
create unique index "dossier_asked_paper_stop_id_position_key" on "dossier_asked_paper" ("stop_id", "position");
alter table "dossier_asked_paper" add constraint "dossier_asked_paper_stop_id_fkey" foreign key ("stop_id")
    references "dossier_clock_stop" ("id") on delete cascade on update cascade;
grant select, insert on "dossier_asked_paper" to vong_lau_app;
grant usage, select on "dossier_asked_paper_id_seq" to vong_lau_app;
