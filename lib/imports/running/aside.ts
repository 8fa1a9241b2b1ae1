import { pool } from "@/lib/db/client";
import type { StagedConflict } from "@/lib/dossiers/commands";
import type { Reason } from "../model";
import { Rejections } from "./rejections";
import { type Batch, rowsOf } from "./rows";

/**
 * One dossier on several lines: said twice alike, it is taken once; said differently, nobody can tell which is right, and none is
 * taken. Counts the repeats, and answers how many lines differ.
 */
export async function setTwinsAside(run: { batch: Batch; twins: number }): Promise<{ differing: number }> {
  const { batch } = run;
  const repeated = await pool().query<{ code: string }>(
    "select code from staged_dossier where batch_id = $1 group by code having count(*) > 1",
    [batch.id],
  );
  if (repeated.rows.length === 0) return { differing: 0 };
  // The codes are handed over as values: the planner knows nothing yet of rows staged a moment ago, and must not guess at a join.
  const { rows } = await pool().query<{ line: number; first: number; second: number; alike: boolean }>(
    `select line, first_value(line) over same as first, nth_value(line, 2) over same as second,
       min(content) over same = max(content) over same as alike
     from (
       select s.line, s.code, md5((to_jsonb(s) - array['line', 'phone_sealed', 'id_number_sealed'])::text) as content
       from staged_dossier s where s.batch_id = $1 and s.code = any ($2::text[])
     ) c window same as (partition by code order by line rows between unbounded preceding and unbounded following)`,
    [batch.id, repeated.rows.map((r) => r.code)],
  );
  const repeats = rows.filter((r) => r.alike && r.line !== r.first);
  await remove(
    batch.id,
    repeats.map((r) => r.line),
  );
  run.twins += repeats.length;
  const differing = rows.filter((r) => !r.alike);
  await setAside(
    batch,
    differing.map((r) => ({
      line: r.line,
      reasons: [{ code: "duplicate-differs", value: String(r.line === r.first ? r.second : r.first) }],
    })),
  );
  return { differing: differing.length };
}

async function remove(batchId: number, lines: number[]): Promise<void> {
  if (lines.length > 0)
    await pool().query("delete from staged_dossier where batch_id = $1 and line = any ($2::int[])", [batchId, lines]);
}

/** Moves staged rows to the rejections. Their cells are in the file alone, so it is read again: rows like these are few. */
export async function setAside(batch: Batch, found: readonly { line: number; reasons: Reason[] }[]): Promise<void> {
  if (found.length === 0) return;
  const byLine = new Map(found.map((f) => [f.line, f.reasons]));
  const rejections = new Rejections(batch.id);
  for await (const rows of rowsOf(batch))
    for (const { line, cells } of rows) {
      const reasons = byLine.get(line);
      if (reasons) await rejections.add(line, cells, reasons);
    }
  await rejections.flush();
  await remove(batch.id, [...byLine.keys()]);
}

/** What stands against rows, as reasons to set them aside. */
export const conflictReasons = (conflicts: readonly StagedConflict[]) =>
  conflicts.map(({ line, conflict }) => ({ line, reasons: [{ code: conflict }] }));
