import { writeDay } from "@/lib/calendar/rules";
import type { Tx } from "@/lib/db/client";
import { mergeStaged, type StagedFate, sealIdentifiers, stagedConflicts, stagedFates, type Told } from "@/lib/dossiers/commands";
import { type Actor, reachOf } from "@/lib/policy";
import { loadJudge } from "../judging/judge";
import type { RawRow, Reason } from "../model";
import { type Judge, type JudgedRow, judgeRow } from "../rules";

/** What single rows are judged by, loaded once for many: what the actor may import for, the catalogue, the calendar. */
export const openJudge = (actor: Actor, of: { unitId: number; now: Date }): Promise<Judge> =>
  loadJudge({ ...of, reach: reachOf(actor, "dossiers.import") });

export type TakenRow = { ok: true; fate: StagedFate["fate"]; code: string } | { ok: false; reasons: Reason[] };

/**
 * Brings one row into the record in the caller's transaction, judged and merged as a register's only row would be. `batchId` is whose it is:
 * a number no import and no other row has. Of a row that does not fit nothing is written. Throws `import-raced` when somebody changed the
 * dossier meanwhile.
 */
export async function takeRow(
  { tx, actor, now }: { tx: Tx; actor: Actor; now: Date },
  raw: RawRow,
  { batchId, judge, told }: { batchId: number; judge: Judge; told: Told },
): Promise<TakenRow> {
  const verdict = judgeRow(raw, judge);
  if (!verdict.ok) return verdict;
  await tx.stagedDossier.create({ data: { batchId, line: 1, ...stagedColumns(verdict.row) } });
  const [conflict] = await stagedConflicts(tx, batchId, actor);
  const fates = conflict ? [] : await stagedFates(tx, batchId, actor);
  if (!conflict) await mergeStaged(tx, batchId, actor, now, null, told);
  await tx.stagedDossier.deleteMany({ where: { batchId } });
  if (conflict) return { ok: false, reasons: [{ code: conflict.conflict }] };
  return { ok: true, fate: fates[0]?.fate ?? "unchanged", code: verdict.row.code };
}

type Moment = JudgedRow["due"];
const at = (moment: Moment) => moment && new Date(moment.at);
const on = (moment: Moment) => moment && writeDay(moment.on);
function stagedColumns({ phone, idNumber, limit, accepted, due, ended, returned, stopped, ...row }: JudgedRow) {
  return {
    ...row,
    ...sealIdentifiers({ phone, idNumber }),
    limitValue: limit?.value ?? null,
    limitUnit: limit?.unit ?? null,
    acceptedAt: new Date(accepted.at),
    acceptedOn: writeDay(accepted.on),
    dueAt: at(due),
    dueOn: on(due),
    endedAt: at(ended),
    endedOn: on(ended),
    returnedAt: at(returned),
    returnedOn: on(returned),
    stoppedAt: at(stopped),
    stoppedOn: on(stopped),
  };
}
