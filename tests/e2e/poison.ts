import pg from "pg";
import { cityDay } from "@/lib/calendar/rules";

/** What a script hides behind, in turn: an element, a broken attribute, the end of the page's own script, an address, a template. */
const disguises = [
  '<img src=x onerror="ran=1">',
  '"><svg onload="ran=1">',
  "</script><script>ran=1</script>",
  "javascript:ran=1//",
  "'-(ran=1)-'",
  '<!--<iframe srcdoc="<script>parent.ran=1</script>">',
  "{{ran=1}}$\u007bran=1}",
] as const;
export const hostile = disguises.join(" ");

/** What people and registers have written, by table: whatever it says, a page shows it as text. */
export const written: Readonly<Record<string, readonly string[]>> = {
  agency: ["name", "email", "address"],
  agency_identifier: ["scheme", "code"],
  api_key: ["name"],
  app_user: ["name", "email"],
  area: ["name", "boundary_source"],
  area_succession: ["source"],
  calendar_day: ["name", "source"],
  camera: ["code", "name", "address", "model", "purpose", "main_stream", "sub_stream", "snapshot_url", "note"],
  camera_grant: ["reason", "made_by_name"],
  camera_group: ["name", "name_en"],
  camera_layout: ["name"],
  camera_health: ["codec"],
  camera_maintenance: ["reason", "made_by_name"],
  camera_outage: ["acknowledged_by_name", "cause"],
  city: ["name", "province"],
  dispatch: ["to_code", "to_name", "created_by_name", "words"],
  document: [
    ...["subject", "issuer", "symbol", "authority", "signer_name", "signer_post", "keeper", "note", "recipients"],
    ...["issuer_mark", "drafter_mark", "entered_by_name", "registered_by_name", "voided_by_name", "void_reason"],
    ...["exempt_reason", "exempted_by_name"],
  ],
  document_book: ["name"],
  document_register: ["closed_by_name"],
  document_file: ["name", "added_by_name", "removed_for", "removed_by_name", "threat"],
  document_task: [
    ...[
      "assignee_name",
      "instruction",
      "given_by_name",
      "on_instruction_of",
      "opened_by_name",
      "asked_reason",
      "progress",
      "result",
    ],
  ],
  document_type: ["name", "abbreviation", "source"],
  document_work: ["closed_by_name", "outcome"],
  document_work_event: ["by_name", "on_instruction_of", "text"],
  dossier: ["applicant_name", "applicant_address", "subject", "case_label", "submitter_name", "applicant_email"],
  dossier_asked_paper: ["name"],
  dossier_clock_stop: ["reason"],
  dossier_consultation: ["agency", "question", "answer"],
  dossier_event: ["actor_name", "note", "late_agencies"],
  dossier_fee: ["name", "receipt_number"],
  dossier_file: ["name", "added_by_name", "removed_for", "removed_by_name", "threat"],
  dossier_form: ["reason"],
  dossier_hand_over: ["collector_name", "tracking_number", "note"],
  dossier_paper: ["name", "note"],
  dossier_rating: ["comment"],
  dossier_step: ["name"],
  exchange_message: ["code", "sender_name", "reason"],
  exchange_portal: ["account", "agency_code"],
  import_batch: ["sender", "file_name", "archive_name", "failure", "started_by_name"],
  import_file: ["name"],
  import_mapping: ["sender"],
  indicator_definition: ["name_vi", "name_en", "definition_vi", "definition_en", "unit_of_measure", "law"],
  indicator_target: ["source"],
  measure: ["name_vi", "name_en", "unit_of_measure"],
  meeting: [
    ...["title", "place", "cancel_reason", "conclusion"],
    ...["made_by_name", "convened_by_name", "held_by_name", "cancelled_by_name", "concluded_by_name"],
  ],
  meeting_item: ["title", "presenter"],
  meeting_opening: ["user_name"],
  meeting_paper: ["name", "threat", "added_by_name", "removed_for", "removed_by_name"],
  meeting_participant: ["name"],
  office_hours: ["source"],
  packet: ["sender_name", "from_code", "from_name", "fault_at", "reason", "settled_by_name"],
  packet_file: ["name", "declared", "inside"],
  post: ["title"],
  procedure: ["name", "source", "result_name", "legal_basis"],
  procedure_fee: ["name", "case_label", "text", "source"],
  procedure_paper: ["name", "case_label", "form_name", "note"],
  procedure_policy: ["source"],
  procedure_step: ["name", "case_label"],
  procedure_time_limit: ["case_label", "text"],
  quality_definition: ["source"],
  quality_reopening: ["reason"],
  quality_reported: ["source"],
  redating: ["note", "by_name"],
  revocation_answer: ["name", "issuer_name"],
  revocation_question: ["responder"],
  revocation_list: ["issuer_name"],
  saved_view: ["name"],
  sector: ["name"],
  session: ["user_agent"],
  signing_request: ["signer_name", "note", "asked_by_name", "agreed_by_name", "reason"],
  signer_certificate: ["name", "organisation", "issuer_name", "credential_id", "end_reason"],
  subsystem: ["name_vi", "name_en", "about_vi", "about_en", "source"],
  sync: ["file_name"],
  trusted_certificate: ["name", "issuer_name"],
  unit: ["name", "short_name", "head_title", "phone", "address"],
  unit_identifier: ["code", "scheme"],
  unit_succession: ["source"],
};

/** What others have written inside a value of many parts: put in as the row is made, where its own shape lets it stand. */
export const writtenInside: readonly string[] = ["packet.header", "packet.signature", "dispatch.header", "sync_fault.sent"];
const inside = (column: string) => `${column} ${hostile}`;
const party = (column: string) => ({
  ...{ code: "H22.07", inCharge: "", name: inside(column), address: inside(column), email: "", phone: "", fax: "", website: "" },
});
const headerOf = (column: string) =>
  JSON.stringify({
    ...{ kind: "document", from: party(column), to: [party(column)], documentKey: `${column} ${disguises[0]}` },
    ...{ symbol: `${column} ${disguises[0]}`, issuedOn: "2026-01-05", subject: inside(column), content: inside(column) },
    ...{ type: { kind: "", detail: "", name: `${column} ${disguises[1]}` }, places: [inside(column)] },
    signer: { competence: "", post: `${column} ${disguises[2]}`, name: `${column} ${disguises[3]}` },
    responseFor: [{ code: "H22.07", symbol: `${column} ${disguises[4]}`, issuedOn: null, documentKey: "" }],
  });
const signatureOf = (column: string) => {
  const at = "2026-01-05T00:00:00.000Z";
  const said = inside(column);
  return JSON.stringify({
    ...{ verdict: "unknown", reasons: ["untrusted"] },
    signer: {
      ...{ name: said, organisation: said, unit: said, title: said, identifier: said, issuer: said, serial: "01", sha256: "x" },
      ...{ validFrom: at, validUntil: at },
    },
  });
};

/** Texts that neither people nor other systems write, and why nothing hostile can stand in them. */
export const notWritten: Readonly<Record<string, readonly string[]>> = {
  "who did it, as the product names them (user:7, key:3, system:…)": [
    "agency.recorded_by api_key.created_by audit_entry.actor_id calendar_day.recorded_by calendar_day.superseded_by dispatch.created_by",
    "camera_grant.made_by camera_maintenance.made_by camera_outage.acknowledged_by",
    "document.entered_by document.exempted_by document.registered_by document.voided_by document_book.opened_by document_file.added_by",
    "document_file.removed_by document_register.closed_by document_task.given_by document_work.closed_by document_work_event.by",
    "dossier_consultation.asked_by dossier_event.actor_id dossier_file.added_by dossier_file.removed_by dossier_form.issued_by",
    "exchange_message.ended_by exchange_message.sender_id exchange_portal.changed_by idempotency_key.actor_id import_batch.created_by",
    "import_batch.started_by import_mapping.saved_by indicator_target.recorded_by meeting.cancelled_by meeting.concluded_by meeting.convened_by",
    "meeting.held_by meeting.made_by meeting_paper.added_by meeting_paper.removed_by packet.sender_id packet.settled_by",
    "quality_definition.recorded_by quality_reopening.reopened_by quality_reported.recorded_by redating.by_id revocation_list.added_by",
    "secret_document_count.recorded_by signer_certificate.added_by signer_certificate.ended_by signing_request.agreed_by",
    "figure.recorded_by indicator_definition.recorded_by sync.by",
    "signing_request.asked_by trusted_certificate.added_by upload_day.actor_id revocation_answer.added_by",
  ],
  "a word out of a list of ours, checked by it as it is read or written": [
    "api_key.scopes audit_entry.action audit_entry.subject app_user.locale city.totp_roles dispatch.answer dispatch.business dispatch.fault dispatch.kind",
    "camera_layout_shown.layout camera_change.proof camera_health.proof camera_health.seen_proof camera_outage.proof",
    "indicator_definition.direction sync.way sync_fault.field sync_fault.code",
    "document_check.doubts document_check.reasons document_check.verdict document_file.active document_file.type document_type.code",
    "dossier_event.changed_fields dossier_event.kind dossier_file.active dossier_file.type dossier_form.generation dossier_step.role",
    "exchange_message.fault exchange_message.kind exchange_portal.fault import_batch.fault import_batch.format import_batch.kind",
    "import_batch.source import_file.active import_file.fault indicator_target.indicator_code list_source.fault meeting_check.reasons",
    "meeting_check.verdict meeting_paper.active meeting_paper.type one_time_link.purpose packet.business packet.fault packet.kind packet.told_code",
    "packet.way packet_file.active packet_file.type procedure.level procedure_step.role quality_count.measure quality_definition.kind",
    "quality_earlier.measure quality_reported.measure quality_total.measure saved_view.page session.method signing_request.fault revocation_question.fault",
  ],
  "a digest, a number of a certificate, a name made of bytes": [
    "audit_seal.hash audit_seal.previous audit_seal.root city.emblem_sha document.content_hash document_check.trust_key document_file.sha",
    "dossier_file.sha import_batch.archive_hash import_batch.file_sha import_batch.secret_keys import_file.sha meeting_check.trust_key meeting_paper.sha",
    "packet.raw_sha packet_file.sha revocation_list.sha256 signer_certificate.serial signer_certificate.sha256 trusted_certificate.sha256",
    "dispatch.signed_with revocation_answer.sha256 revocation_answer.issuer_key revocation_answer.serial revocation_question.sha256",
  ],
  "for searching and comparing only, shown nowhere": [
    "agency.search agency_identifier.key dispatch.document_key dispatch.to_key document.search document.symbol_key dossier.applicant_search",
    "idempotency_key.key idempotency_key.route idempotency_key.body import_batch.idempotency_key packet.document_key packet.from_key packet_file.search",
    "procedure.name_search rate_limit.key staged_dossier.applicant_search",
  ],
  "a code of a form that the product holds it to": [
    "api_key.prefix area.code audit_entry.subject_id dossier.code dossier.portal_id dossier_serial.agency_code procedure.code sector.code unit.code",
    "indicator_definition.code measure.code subsystem.code",
    "app_user.login session.address api_key.addresses session.id dossier_draft.id",
  ],
  "a secret or a key, which no page is given": [
    "app_user.oidc_issuer app_user.oidc_subject app_user.password_hash signing_request.ticket exchange_portal.login_path exchange_portal.service_path",
  ],
  "an address the deployment wrote down, or one judged by its host": ["exchange_portal.address list_source.url"],
  "a value of many parts: its words are those of columns that are poisoned, or of other tests": [
    "area.boundary area.boundary_drawn audit_entry.detail document_check.found exchange_message.reach exchange_portal.applicant_kinds file_check.faults",
    "indicator_definition.formula",
    "import_batch.layout import_batch.mapping import_batch.started_reach import_mapping.mapping import_rejection.reasons meeting_check.found",
    "quality_definition.content redating.before redating.change saved_view.query",
  ],
  "rows on their way into the registers, gone when they are there": [
    "import_file.words staged_dossier.applicant_address staged_dossier.applicant_name staged_dossier.code staged_dossier.subject",
  ],
};

/** Kept, but on no page that the walk opens, or only as a name made of it: who shows it takes it out of this list. */
export const onNoPage: readonly string[] = `
  camera.main_stream camera.model camera.note camera.snapshot_url camera.sub_stream camera_health.codec
  agency.address agency_identifier.scheme area.boundary_source area_succession.source dispatch.created_by_name
  document.drafter_mark document.issuer_mark document_register.closed_by_name document_task.asked_reason document_type.source
  dossier.applicant_email dossier_consultation.agency dossier_consultation.answer dossier_consultation.question
  dossier_form.reason dossier_hand_over.collector_name dossier_hand_over.note dossier_hand_over.tracking_number dossier_step.name
  exchange_message.reason exchange_portal.account exchange_portal.agency_code import_batch.failure import_batch.started_by_name
  indicator_definition.definition_en indicator_definition.name_en measure.name_en subsystem.about_en subsystem.name_en
  import_mapping.sender meeting.made_by_name meeting_paper.added_by_name meeting_paper.threat packet.reason packet_file.declared
  quality_reopening.reason quality_reported.source session.user_agent signer_certificate.organisation unit_identifier.code
  unit_identifier.scheme unit_succession.source
`
  .trim()
  .split(/\s+/);

/** The dossier that is opened: it has waited for its applicant, has papers, and the officer of phường Trần Phú reaches it. */
const full = `select d.id from dossier d join unit u on u.id = d.unit_id
  where u.name ilike '%phường Trần Phú%' and exists (select from dossier_clock_stop s where s.dossier_id = d.id)
    and exists (select from dossier_paper p where p.dossier_id = d.id) order by d.id desc limit 1`;

/** What the demo has none of, as a row each. */
const missing = [
  `update indicator_definition set law = 'x'`,
  `insert into sync_fault (sync_id, row, sent, field, code)
   select max(id), 1, $json$${JSON.stringify({ measure: `sync_fault.sent ${disguises[0]}`, unit: disguises[1], area: disguises[2], on: "x", value: "x" })}$json$::jsonb, 'measure', 'measure-unknown'
   from sync group by subsystem_id`,
  `insert into camera (code, name, group_id, unit_id, address, model, purpose, main_stream, sub_stream, snapshot_url, note, valid_from)
   select 'x', 'x', 1, min(id), 'x', 'x', 'x', 'x', 'x', 'x', 'x', '2020-01-01' from unit`,
  `insert into camera_health (camera_id, since_at, seen_since_at, next_at, codec) select id, now(), now(), now() + interval '1 day', 'x' from camera`,
  `insert into camera_outage (camera_id, state, proof, started_at, ended_at, acknowledged_at, acknowledged_by, acknowledged_by_name, cause)
   select id, 'OFFLINE', 'silent', now(), now(), now(), 'user:1', 'x', 'x' from camera`,
  `insert into camera_layout (owner_id, name, is_shared, grid, camera_ids, patrol_seconds)
   select min(u.id), 'x', true, 4, (select array_agg(c.id) from camera c), 0 from app_user u`,
  `insert into camera_maintenance (camera_id, from_at, until_at, reason, made_at, made_by, made_by_name)
   select id, now(), now() + interval '1 day', 'x', now(), 'user:1', 'x' from camera`,
  `insert into camera_grant (unit_id, owner_id, group_id, reason, made_at, made_by, made_by_name)
   select min(id), max(id), 1, 'x', now(), 'user:1', 'x' from unit`,
  `insert into document_book (unit_id, direction, name, type_ids, opened_at, opened_by)
   select id, 'INCOMING', 'x', '{}', now(), 'user:1' from unit where name ilike '%phường Trần Phú%' and kind = 'WARD'`,
  `insert into document_register (book_id, year, last_number, closed_at, closed_by, closed_by_name)
   select id, y, 1, case y when 2025 then now() end, 'user:1', 'x' from document_book, unnest(array[2025, 2026]) y`,
  `insert into document_book (unit_id, direction, name, type_ids, opened_at, opened_by)
   select id, 'OUTGOING', 'x', '{}', now(), 'user:1' from unit where name ilike '%phường Trần Phú%' and kind = 'WARD'`,
  // One of the ward's own, which was exempted from being signed, and went to an agency.
  `insert into document (direction, state, unit_id, type_id, book_id, year, number, symbol, subject, issuer, issuer_mark, drafter_mark, authority, signer_name,
     signer_post, recipients, keeper, note, search, issued_on, registered_on, registered_at, registered_by, registered_by_name, content_hash, entered_at,
     entered_by, entered_by_name, signing, exempted_at, exempted_by, exempted_by_name, exempt_reason)
   select 'OUTGOING', 'REGISTERED', b.unit_id, 1, b.id, 2026, 1, 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', '{x}', 'x', 'x', '', '2026-01-05', '2026-01-05', now(),
     'user:1', 'x', 'x', now(), 'user:1', 'x', 'EXEMPT', now(), 'user:1', 'x', 'x' from document_book b where b.direction = 'OUTGOING'`,
  `insert into agency (name, search, email, address, recorded_at, recorded_by) values ('x', 'x', 'x', 'x', now(), 'user:1')`,
  `insert into agency_identifier (agency_id, scheme, code, key, valid_from) select id, 'x', 'x', 'x', '2020-01-01' from agency where recorded_by = 'user:1'`,
  `insert into packet_recipient (document_id, agency_id) select d.id, a.id from document d, agency a where d.direction = 'OUTGOING' and a.recorded_by = 'user:1'`,
  `insert into dispatch (unit_id, kind, business, to_code, to_key, to_name, document_key, document_id, header, file_ids, state, created_at, created_by,
     created_by_name, sent_at, words)
   select unit_id, 'document', 'NEW', 'x', 'x', 'x', 'x', id, $json$${headerOf("dispatch.header")}$json$::jsonb, '{}', 'SENT', now(), 'user:1', 'x', now(), 'x'
   from document where direction = 'OUTGOING' and exempted_by_name = 'x'`,
  // One packet that was refused, and one that nobody could read.
  `insert into packet (unit_id, way, sender_id, sender_name, state, kind, business, from_code, from_name, header, signature, bytes, fault, fault_at, arrived_at,
     reason, settled_at, settled_by, settled_by_name)
   select id, 'drop', 'key:1', 'x', s::packet_state, case s when 'REFUSED' then 'document' end, case s when 'REFUSED' then 'NEW' end, 'x', 'x',
     case s when 'REFUSED' then $json$${headerOf("packet.header")}$json$::jsonb end,
     case s when 'REFUSED' then $json$${signatureOf("packet.signature")}$json$::jsonb end, 1,
     case s when 'UNREADABLE' then 'attachment-kind' end, case s when 'UNREADABLE' then 'x' end, now(), 'x', now(), 'user:1', 'x'
   from unit, unnest(array['REFUSED', 'UNREADABLE']) s where name ilike '%phường Trần Phú%' and kind = 'WARD'`,
  `insert into packet_file (packet_id, name, declared, type, bytes, sha, search, inside)
   select id, 'x', 'x', 'application/pdf', 1, repeat(n::text, 64), '', case n when 2 then 'x' end from packet, generate_series(1, 2) n where state = 'REFUSED'`,
  `insert into exchange_message (direction, kind, code, unit_id, sender_id, sender_name, content, status, fault, reason, ended_at, ended_by)
   select 'IN', 'DongBoHoSoMC', 'x', id, 'key:1', 'x', 'x'::bytea, s::exchange_status, 'gave-up', 'x', case s when 'DROPPED' then now() end, 'user:1'
   from unit, unnest(array['FAILED', 'DROPPED']) s where name ilike '%phường Trần Phú%' and kind = 'WARD'`,
  `insert into document (direction, state, unit_id, type_id, book_id, year, number, symbol, subject, issuer, authority, signer_name, signer_post,
     keeper, note, search, issued_on, arrived_on, registered_on, registered_at, registered_by, registered_by_name, content_hash, entered_at,
     entered_by, entered_by_name, voided_at, voided_by, voided_by_name, void_reason)
   select 'INCOMING', 'VOIDED', b.unit_id, 1, b.id, 2026, 1, 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', '', '2026-01-05', '2026-01-05', '2026-01-05',
     now(), 'user:1', 'x', 'x', now(), 'user:1', 'x', now(), 'user:1', 'x', 'x' from document_book b where b.direction = 'INCOMING'`,
  `insert into document_file (document_id, name, type, bytes, sha, added_at, added_by, added_by_name, scan, threat, removed_at, removed_for, removed_by_name)
   select id, 'x', 'application/pdf', 1, repeat(n::text, 64), now(), 'user:1', 'x', 'INFECTED', 'x', case n when 2 then now() end, 'x', 'x'
   from document, generate_series(1, 2) n`,
  `insert into signing_request (document_id, file_id, kind, user_id, signer_name, note, state, asked_at, asked_by, asked_by_name, agreed_at, agreed_by,
     agreed_by_name, reason)
   select f.document_id, f.id, 'PERSON', u.id, 'x', 'x', state::signing_state, now(), 'user:1', 'x', case state when 'FAILED' then now() end, 'user:1', 'x', 'x'
   from (select document_id, min(id) as id from document_file group by 1) f, app_user u, unnest(array['ASKED', 'FAILED']) state
   where u.login = 'truong-phuong'`,
  `insert into document_work (document_id, opened_at, closed_at, closed_by, closed_by_name, outcome)
   select id, now(), now(), 'user:1', 'x', 'x' from document`,
  `insert into document_task (document_id, role, state, unit_id, assignee_id, assignee_name, instruction, given_at, given_by, given_by_name,
     given_in_id, on_instruction_of, opened_at, opened_by_name, asked_due_on, asked_reason, progress, result, ended_at)
   select d.id, 'SUPPORT', (case n when 1 then 'ACCEPTED' else 'DONE' end)::document_task_state, d.unit_id, u.id, 'x', 'x', now(), 'user:1', 'x',
     d.unit_id, 'x', now(), 'x', '2026-12-01', 'x', 'x', 'x', case n when 2 then now() end
   from document d, app_user u, generate_series(1, 2) n where u.login = 'truong-phuong'`,
  `insert into document_work_event (document_id, task_id, act, at, by, by_name, on_instruction_of, text)
   select document_id, id, 'PROGRESS', now(), 'user:1', 'x', 'x', 'x' from document_task`,
  // One that was held, with a paper that was removed, and one to come that was called off.
  `insert into meeting (unit_id, title, place, starts_at, ends_at, state, made_at, made_by, made_by_name, convened_at, convened_by_name, held_on, held_at,
     held_by_name, cancelled_at, cancelled_by_name, cancel_reason, conclusion, concluded_at, concluded_by_name)
   select u.id, 'x', 'x', now() + n * interval '1 hour', now() + n * interval '1 hour' + interval '30 minutes', s::meeting_state, now(), 'user:1', 'x', now(), 'x',
     case s when 'HELD' then '${cityDay(new Date())}'::date end, case s when 'HELD' then now() end, 'x', case s when 'CANCELLED' then now() end, 'x',
     case s when 'CANCELLED' then 'x' end, 'x', now(), 'x'
   from unit u, (values ('HELD', -1), ('CANCELLED', 1)) v(s, n) where u.name ilike '%phường Trần Phú%' and u.kind = 'WARD'`,
  `insert into meeting_participant (meeting_id, role, unit_id, user_id, name, position)
   select m.id, 'CHAIR', m.unit_id, u.id, 'x', 0 from meeting m, app_user u where m.made_by_name = 'x' and u.login = 'truong-phuong'`,
  `insert into meeting_item (meeting_id, position, title, presenter) select id, 0, 'x', 'x' from meeting where made_by_name = 'x'`,
  `insert into meeting_paper (meeting_id, item_id, kind, name, type, bytes, sha, added_at, added_by, added_by_name, removed_at, removed_for, removed_by_name)
   select meeting_id, id, 'FILE', 'x', 'application/pdf', 1, repeat((n + 2)::text, 64), now(), 'user:1', 'x', case n when 2 then now() end, 'x', 'x'
   from meeting_item, generate_series(1, 2) n where title = 'x'`,
  `insert into meeting_opening (paper_id, participant_id, user_id, user_name, opened_at)
   select p.id, a.id, a.user_id, 'x', now() from meeting_paper p join meeting_participant a on a.meeting_id = p.meeting_id where p.name = 'x'`,
  `insert into dossier_asked_paper (stop_id, position, name)
   select min(s.id), 1, 'x' from dossier_clock_stop s where s.dossier_id = (${full}) on conflict do nothing`,
  `insert into dossier_fee (dossier_id, kind, name, amount_dong, stage, paid_at, method, receipt_number)
   select id, 'FEE', 'x', 1, 'ACCEPTANCE', now(), 'CASH', 'x' from (${full}) one`,
  `insert into dossier_file (dossier_id, kind, name, type, bytes, sha, added_at, added_by, added_by_name, scan, threat, removed_at, removed_for)
   select id, 'OTHER', 'x', 'application/pdf', 1, repeat(n::text, 64), now(), 'user:1', 'x', 'INFECTED', 'x', case n when 2 then now() end, 'x'
   from (${full}) one, generate_series(1, 2) n`,
  `insert into api_key (name, prefix, hash, scopes, unit_id, created_by, expires_at)
   select 'x', 'vl_hostil', 'x'::bytea, '{dossiers.view}', min(id), 'user:1', now() + interval '1 day' from unit`,
  `insert into signer_certificate (der, sha256, serial, name, issuer_name, valid_from, valid_until, device, credential_id, user_id, added_at,
     added_by, ended_at, ended_by, end_reason)
   select '', 'x', '01', 'x', 'x', '2020-01-01', '2099-01-01', 'TOKEN', 'x', id, now(), 'user:1', now(), 'user:1', 'x'
   from app_user where login = 'truong-phuong'`,
  `insert into revocation_answer (der, sha256, issuer_key, issuer_name, serial, name, made_at, added_at, added_by)
   values ('', 'x', 'x', 'x', '01', 'x', now(), now(), 'user:1')`,
  `insert into revocation_question (sha256, der, issuer_der, responder, raised_at, next_at) values ('x', '', '', 'x', now(), now())`,
  `insert into trusted_certificate (role, der, sha256, name, issuer_name, valid_from, valid_until, added_at, added_by)
   values ('ROOT', '', 'x', 'x', 'x', '2020-01-01', '2099-01-01', now(), 'user:1')`,
  `insert into revocation_list (der, sha256, issuer_name, made_at, revoked, added_at, added_by) values ('', 'x', 'x', now(), 0, now(), 'user:1')`,
  `insert into import_batch (kind, direction, year, source, sender, file_name, archive_name, format, unit_id, status, files_total, files_read, layout, created_by,
     started_by_name)
   select 'documents', 'INCOMING', 2023, 'file', 'x', 'x', 'x', 'csv', id, 'DONE', 1, 1,
     '{"sheet":null,"headerLine":1,"headings":["x"],"separator":";","encoding":"utf-8"}', 'user:1', 'x' from unit where name ilike '%phường Trần Phú%' and kind = 'WARD'`,
  `insert into import_file (batch_id, name) select id, 'x' from import_batch where kind = 'documents'`,
  `insert into redating (change, before, note, status, expected, by_id, by_name, at, done_at)
   values ('{}', '{}', 'x', 'DONE', 0, 'user:1', 'x', now(), now())`,
];

/**
 * Puts a script, named by its column, into everything that people have written, behind the back of every rule that would refuse it.
 * Answers the columns that a constraint of the database kept clean.
 */
export async function poison(ownerUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const clean: string[] = [];
  try {
    await client.query("set session_replication_role = replica");
    for (const statement of missing) await client.query(statement);
    const { rows: lists } = await client.query<{ name: string }>(
      "select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public' and data_type = 'ARRAY'",
    );
    const ofMany = new Set(lists.map(({ name }) => name));
    for (const [table, columns] of Object.entries(written))
      for (const column of columns) if (!(await changed(client, table, column, ofMany))) clean.push(`${table}.${column}`);
  } finally {
    await client.end();
  }
  return clean;
}

/** Puts the script into a column; where a row may not have it, into those that have it already. */
async function changed(client: pg.Client, table: string, column: string, ofMany: ReadonlySet<string>): Promise<boolean> {
  const name = `${table}.${column}`;
  // Where names must differ they go on doing so.
  const text = "$1 || ' ' || ($2::text[])[1 + mod(abs(hashtext(ctid::text)), $3)] || ' ' || ctid";
  for (const rows of ["", ` where ${column} is not null`])
    try {
      const to = ofMany.has(name) ? `array[${text}]` : text;
      await client.query(`update ${table} set ${column} = ${to}${rows}`, [name, disguises, disguises.length]);
      return true;
    } catch {
      // A constraint of the database kept some row clean.
    }
  return false;
}

/** A dossier that has waited for its applicant, with papers, where the officer of phường Trần Phú can open it. */
export async function fullDossier(ownerUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: number }>(full);
    if (!rows[0]) throw new Error("no dossier of the demo has waited");
    return rows[0].id;
  } finally {
    await client.end();
  }
}
