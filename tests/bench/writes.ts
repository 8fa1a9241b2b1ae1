import type pg from "pg";
import { foldCells } from "@/lib/cells/jobs";
import { ms, ratio, type Table } from "./measure";

const bulk = 100_000;

/** What the cells cost the writers: the same statements with the counting triggers and without. */
export async function benchWrites(table: Table, owner: pg.Client, size: number): Promise<void> {
  table.section(`Writing at ${size.toLocaleString("en")} dossiers`, ["what", "without cells", "with cells", "share"]);
  const triggers = (verb: "enable" | "disable") =>
    owner.query(`alter table dossier ${verb} trigger user; alter table dossier_clock_stop ${verb} trigger user`);
  const columns =
    "procedure_id, unit_id, receiving_unit_id, channel, service_level, state, outcome, result_kind, applicant_name, applicant_search, accepted_at, accepted_on, due_at, due_on, ended_at, ended_on, returned_at, returned_on, working_days_used";
  const insert = `insert into dossier (code, ${columns}) select 'B' || random() || '-' || id, ${columns} from dossier where id <= ${bulk}`;
  const update = `update dossier set working_days_used = working_days_used + 1, returned_on = null, returned_at = null where id = $1`;
  const once = async (act: () => Promise<unknown>): Promise<number> => {
    const startedAt = performance.now();
    await owner.query("begin");
    await act();
    await owner.query("rollback");
    return performance.now() - startedAt;
  };
  const singles = async () => {
    for (let i = 0; i < 2_000; i++) await owner.query({ name: "bench-update", text: update, values: [1 + ((i * 7919) % size)] });
  };
  const results = new Map<string, number[]>();
  const note = (name: string, took: number) => results.set(name, [...(results.get(name) ?? []), took]);
  for (let round = 0; round < 3; round++)
    for (const verb of ["disable", "enable"] as const) {
      await triggers(verb);
      note(`bulk ${verb}`, await once(() => owner.query(insert)));
      note(`single ${verb}`, await once(singles));
    }
  const median = (name: string) => (results.get(name) ?? []).sort((a, b) => a - b)[1] ?? Number.NaN;
  const rate = (name: string, n: number) => Math.round(n / (median(name) / 1000)).toLocaleString("en");
  table.row(
    "rows/s, one INSERT of 100 000",
    rate("bulk disable", bulk),
    rate("bulk enable", bulk),
    ratio(median("bulk disable") / median("bulk enable")),
  );
  table.row(
    "changes/s, one connection",
    rate("single disable", 2_000),
    rate("single enable", 2_000),
    ratio(median("single disable") / median("single enable")),
  );
  await owner.query(insert);
  const startedAt = performance.now();
  const moved = await foldCells();
  const took = performance.now() - startedAt;
  table.row(
    "deltas/s, folding",
    "–",
    `${Math.round(moved / (took / 1000)).toLocaleString("en")} (${moved.toLocaleString("en")} in ${ms(took)} ms)`,
    "–",
  );
  // A full count of ten million takes minutes; one size proves it.
  if (size > 2_000_000) return;
  const wrong = await owner.query<{ n: number }>("select count(*)::int as n from differing_dossier_cells()");
  table.note(`Cells that differ from a full count afterwards: ${wrong.rows[0]?.n}.`);
}
