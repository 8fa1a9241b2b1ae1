import { asOwner } from "../city";

/** What must hold of a record of which every change came in through the door, whatever happened meanwhile; each finds what breaks it. */
const promises: readonly [string, string][] = [
  [
    "a dossier's events are its versions",
    `select d.id from dossier d left join dossier_event e on e.dossier_id = d.id
     group by d.id having count(e) <> d.version or min(e.version) is distinct from 1 or max(e.version) is distinct from d.version`,
  ],
  [
    "each change is in the log",
    `select d.id from dossier d left join audit_entry a on a.subject = 'dossier' and a.subject_id = d.id::text
       and a.action like 'dossier.%' and a.action not in ('dossier.view', 'dossier.reveal')
     group by d.id having count(a) <> d.version`,
  ],
  [
    "each form is in the log",
    `select 1 where (select count(*) from dossier_form) <> (select count(*) from audit_entry where action = 'form.issue')`,
  ],
  ["no request was left half done", "select key from idempotency_key where status = 0"],
  [
    "each dossier was asked for once",
    "select 1 where (select count(*) from dossier) <> (select count(*) from idempotency_key where route = 'dossiers.create')",
  ],
  [
    "codes run from 1 without gap or twin",
    `select left(code, -5) from dossier where code is not null
     group by 1 having count(*) <> max(right(code, 4)::int) or min(right(code, 4)::int) <> 1`,
  ],
  [
    "the counter stands at the last code",
    `select s.agency_code from dossier_serial s where s.serial <>
       (select count(*) from dossier d where d.code like s.agency_code || '-' || to_char(s."on", 'YYMMDD') || '-%')`,
  ],
  [
    "forms are numbered without gap or twin",
    `select s.unit_id from form_serial s left join dossier_form f on f.unit_id = s.unit_id and f.kind = s.kind and f.year = s.year
     group by s.unit_id, s.kind, s.year, s.number having count(f) <> s.number or max(f.number) is distinct from s.number`,
  ],
  ["the numbers are a recount of the records", "select * from differing_dossier_cells()"],
];

/** The promises that are broken, with how many rows break each. */
export async function brokenPromises(): Promise<string[]> {
  return asOwner(async (c) => {
    await c.query("select fold_dossier_cells()");
    const broken: string[] = [];
    for (const [promise, sql] of promises) {
      const { rowCount } = await c.query(sql);
      if (rowCount) broken.push(`${promise}: ${rowCount}`);
    }
    return broken;
  });
}
