import { createHash } from "node:crypto";
import type { Day } from "@/lib/calendar/model";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { unitLookup } from "@/lib/units/queries";
import {
  type CatalogueImport,
  type ImportLine,
  type ImportReport,
  isSheetFault,
  type PartName,
  type ProcedureDetail,
  type SheetFault,
  StepGap,
} from "../model";
import { listDetails, listSectors } from "../queries";
import { changedFacts, checkFacts, insertProcedure, publish, requireSteps, updateFacts } from "../writing/facts";
import { replaceParts } from "../writing/parts";
import { readTable } from "./headings";
import { judge, type Plan } from "./judge";

/** What a line became, for whoever writes the log. */
export type Done = {
  id: number;
  version: number;
  code: string;
  facts: readonly string[];
  parts: readonly PartName[];
  isNew: boolean;
  isPublished: boolean;
};

/**
 * Writes every line of a sheet that can be written, in the order they stand, inside the caller's transaction. A line that is refused
 * leaves nothing behind and the others go on. Refuses `catalogue-not-found` where no sheet has a row that names code and name, with lines below it.
 */
export async function writeSheet(
  tx: Tx,
  actor: Actor,
  input: CatalogueImport,
  today: Day,
): Promise<{ report: ImportReport; done: Done[] }> {
  const rows = input.sheets.flatMap((sheet) => readTable(sheet) ?? []);
  if (rows.length === 0) throw new AppError("refused", "catalogue-not-found");
  const [details, sectors, units] = [await listDetails(actor, tx), await listSectors(actor, tx), await unitLookup(tx)];
  const state = stateOf(input, details);
  const byCode = new Map(details.map((p) => [p.code, p]));
  const unitOf = (text: string) => units.byCode(text, input.from) ?? units.find(text, input.from);
  const lines: ImportLine[] = [];
  const done: Done[] = [];
  for (const plan of judge(rows, { from: input.from, byCode, sectors, unitOf })) {
    const changes = plan.facts && plan.existing ? changedFacts(plan.existing, plan.facts) : [];
    const parts = Object.keys(plan.parts) as PartName[];
    const line = {
      line: plan.line,
      code: plan.code.slice(0, 40),
      name: plan.name.slice(0, 200),
      changes: [...changes, ...parts],
    };
    if (plan.faults.length > 0) lines.push({ ...line, fate: "rejected", faults: plan.faults });
    else if (plan.existing && line.changes.length === 0) lines.push({ ...line, fate: "unchanged", faults: [] });
    else {
      const written = await attempt(tx, () => writeLine(tx, actor, plan, input, today));
      if ("faults" in written) lines.push({ ...line, fate: "rejected", faults: written.faults });
      else {
        done.push(written);
        lines.push({ ...line, fate: plan.existing ? "changed" : "new", faults: [] });
      }
    }
  }
  const count = (fate: ImportLine["fate"]) => lines.filter((l) => l.fate === fate).length;
  const counts = { new: count("new"), changed: count("changed"), unchanged: count("unchanged"), rejected: count("rejected") };
  return { report: { state, counts, lines }, done };
}

/** What a preview was made of: the sheet, its day, and every procedure as it then was. */
function stateOf({ sheets, from, publishes }: CatalogueImport, details: readonly ProcedureDetail[]): string {
  const told = JSON.stringify([sheets, from, publishes, details.map((p) => [p.id, p.version])]);
  return createHash("sha256").update(told).digest("base64url");
}

/** Tries something that may be refused half-way; then nothing of it stays. */
async function attempt<T extends object>(tx: Tx, act: () => Promise<T>): Promise<T | { faults: SheetFault[] }> {
  await tx.$executeRaw`savepoint line`;
  try {
    const result = await act();
    await tx.$executeRaw`release savepoint line`;
    return result;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await tx.$executeRaw`rollback to savepoint line`;
    const code = isSheetFault(error.code) ? error.code : "value-unfit";
    const gap = StepGap.safeParse(error.more.detail);
    return { faults: [{ field: fieldOf(error), code, value: "", ...(gap.success ? { gap: gap.data } : {}) }] };
  }
}
const fieldOf = (error: AppError): SheetFault["field"] =>
  error.code === "steps-differ" ? "steps" : error.code === "procedure-has-no-limit" ? "limits" : "code";

async function writeLine(
  tx: Tx,
  actor: Actor,
  plan: Plan,
  { from, publishes, source }: CatalogueImport,
  today: Day,
): Promise<Done> {
  const { facts, existing, parts } = plan;
  if (!facts) throw new Error("a line without faults that says nothing");
  await checkFacts(tx, facts, existing?.id ?? null);
  const changes = existing ? changedFacts(existing, facts) : [];
  const id = existing ? existing.id : await insertProcedure(tx, facts);
  if (existing) await updateFacts(tx, id, facts, { bumps: true });
  const wasPublished = existing !== null && (existing.isPublished || existing.firstPublishedOn !== null);
  const begins = existing ? from : facts.validFrom;
  const turn = { procedureId: id, from: begins, today: wasPublished ? today : null, source };
  const changed = await replaceParts(tx, parts, turn);
  const [after] = await listDetails(actor, tx, id);
  if (!after) throw new Error("a procedure that was written is not there");
  if (changed.includes("limits") || changed.includes("steps")) requireSteps(after, begins);
  const isPublished = !existing && publishes;
  if (isPublished) await publish(tx, after, today);
  const version = existing ? existing.version + 1 : 1;
  return { id, version, code: facts.code, facts: changes, parts: changed, isNew: !existing, isPublished };
}
