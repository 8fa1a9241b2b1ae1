import * as z from "zod";
import { cityDay, readDay, writeDay } from "@/lib/calendar/rules";
import { command, type Work } from "@/lib/command";
import { AppError } from "@/lib/errors";
import { searchable } from "@/lib/words";
import { type AgenciesRead, AgencyInput, mostAgencies } from "../model";
import { agencyCode, agencyKey, otherOrder } from "../wire/agency";

const schemeOf = (code: string) => (otherOrder(code) === null ? "OTHER" : /^[A-Z]/.test(code) ? "QD20" : "QCVN102");
const fault = (path: string, code: string) => new AppError("refused", code, { faults: [{ path, code }] });

type Recorded = "added" | "changed" | "unchanged";
/** Records one agency: by its name, else by its identifier; an identifier that is another's on that day is refused. */
async function record({ tx, actor, now }: Work, input: z.output<typeof AgencyInput>): Promise<{ id: number; what: Recorded }> {
  const today = cityDay(now);
  const code = agencyCode(input.code);
  const from = input.validFrom ?? today;
  const search = searchable(input.name);
  const [holder] = await tx.$queryRaw<{ agencyId: number; search: string; from: Date }[]>`
    select i.agency_id as "agencyId", a.search, i.valid_from as "from" from agency_identifier i join agency a on a.id = i.agency_id
    where i.code = ${code} and (i.valid_until is null or i.valid_until >= ${from}::date) order by i.valid_from desc limit 1`;
  const known = await tx.agency.findUnique({ where: { search } });
  if (holder && holder.search !== search && (known || readDay(holder.from) >= from)) throw fault("code", "agency-code-taken");
  if (holder && holder.search === search) {
    const isSame = known?.name === input.name && (input.email === undefined || known.email === input.email);
    if (isSame) return { id: holder.agencyId, what: "unchanged" };
    await tx.agency.update({
      where: { id: holder.agencyId },
      data: { name: input.name, ...(input.email ? { email: input.email } : {}) },
    });
    return { id: holder.agencyId, what: "changed" };
  }
  const id =
    known?.id ??
    (
      await tx.agency.create({
        select: { id: true },
        data: { name: input.name, search, email: input.email ?? null, recordedAt: now, recordedBy: actor.id },
      })
    ).id;
  // The identifier passes from one to another: until the day before it was the other's.
  if (holder)
    await tx.$executeRaw`update agency_identifier set valid_until = ${from}::date - 1
      where code = ${code} and agency_id = ${holder.agencyId} and valid_until is null`;
  await tx.agencyIdentifier.create({
    data: { agencyId: id, scheme: schemeOf(code), code, key: agencyKey(code), validFrom: writeDay(from) },
  });
  return { id, what: known ? "changed" : "added" };
}

/** Records an agency outside the city and what it is called by on the wire. Refuses `agency-code-taken`. */
export const recordAgency = command(AgencyInput, async (work, input) => {
  work.require("exchange.manage", "city");
  const { id, what } = await record(work, input);
  work.record("agency.record", { type: "agency", id }, { name: input.name, code: agencyCode(input.code), outcome: what });
  work.announce("documents");
  return { id };
});

const Rows = z.strictObject({
  rows: z.array(z.strictObject({ line: z.int(), cells: z.array(z.string()) })).max(mostAgencies + 50),
});
const headings = {
  name: /^(ten|ten co quan|ten don vi|co quan|don vi|name|agency)$/,
  code: /^(ma|ma dinh danh|ma co quan|ma don vi|ma dinh danh dien tu|code|id|organid)$/,
  email: /^(email|thu dien tu|e-mail)$/,
  from: /^(tu ngay|hieu luc tu|ap dung tu|valid from|from)$/,
};
type Column = keyof typeof headings;

/**
 * Records the agencies of a spreadsheet: a heading line with name and identifier, e-mail and first day where there are any, in any order. Every
 * line is accounted for; one that is refused keeps none of the others back. Refuses `agency-sheet-unreadable` without such headings.
 */
export const importAgencies = command(
  Rows,
  async (work, { rows }): Promise<AgenciesRead> => {
    work.require("exchange.manage", "city");
    const at = rows.findIndex(({ cells }) => columnsOf(cells) !== null);
    const columns = columnsOf(rows[at]?.cells ?? []);
    if (!columns) throw new AppError("refused", "agency-sheet-unreadable");
    const told: AgenciesRead = { added: 0, changed: 0, unchanged: 0, faults: [] };
    for (const { line, cells } of rows.slice(at + 1)) {
      if (cells.every((cell) => cell.trim() === "")) continue;
      const of = (column: Column) => cells[columns[column] ?? -1]?.trim() || undefined;
      const read = AgencyInput.safeParse({
        name: of("name"),
        code: of("code"),
        email: of("email"),
        validFrom: dayIn(of("from")),
      });
      if (!read.success) {
        const issue = read.error.issues[0];
        told.faults.push({ line, code: issue && /^[a-z]+(-[a-z]+)+$/.test(issue.message) ? issue.message : "input" });
        continue;
      }
      await work.tx.$executeRaw`savepoint agency`;
      try {
        told[(await record(work, read.data)).what] += 1;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        await work.tx.$executeRaw`rollback to savepoint agency`;
        told.faults.push({ line, code: error.code });
      }
    }
    work.record(
      "agency.import",
      { type: "agency", id: 0 },
      { rowsNew: told.added, rowsChanged: told.changed, rowsUnchanged: told.unchanged, rowsRejected: told.faults.length },
    );
    work.announce("documents");
    return told;
  },
  { timeoutMs: 60_000 },
);

function columnsOf(cells: readonly string[]): Partial<Record<Column, number>> | null {
  const found: Partial<Record<Column, number>> = {};
  for (const [n, cell] of cells.entries())
    for (const name of ["name", "code", "email", "from"] as const)
      if (found[name] === undefined && headings[name].test(searchable(cell).trim())) found[name] = n;
  return found.name !== undefined && found.code !== undefined ? found : null;
}
/** "01/07/2025" or "2025-07-01". What is no day is left to the schema, which refuses it. */
function dayIn(text: string | undefined): string | undefined {
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text ?? "") ?? [];
  return day && month ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : text;
}
