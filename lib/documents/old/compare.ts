import { writeDay } from "@/lib/calendar/rules";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { columnsOf } from "../record/checked";
import { contentHash } from "../record/content";
import { symbolKey } from "../symbol/symbol";
import type { OldDocument, OldFate, OldOutcome, OldRegister, OldRow } from "./model";

type Known = { id: number; number: number; hash: string; shas: string[]; isVoided: boolean };
type Standing = { lastNumber: number; importedTo: number; known: ReadonlyMap<number, Known> };
/** A row with what the register has under its number. */
export type ComparedRow = OldRow & { known: Known | undefined };
export type Compared = OldOutcome & { standing: Standing; good: ComparedRow[] };

/** The columns of an old document; it stands in its register since the day it came or was issued. */
export function columnsOfOld(document: OldDocument, { unitId, direction, bookId, year }: OldRegister) {
  const { symbol, issuer, number, issuedOn, arrivedOn } = document;
  return {
    ...columnsOf(document),
    ...{ direction, unitId, bookId, year, number, issuer },
    symbol: symbol ?? null,
    issuedOn: writeDay(issuedOn),
    arrivedOn: arrivedOn === undefined ? null : writeDay(arrivedOn),
    registeredOn: writeDay(arrivedOn ?? issuedOn),
  };
}

/** The book of a register: the one asked for, or the unit's common one; null where nobody opened that yet. Refuses `not-found`. */
export async function bookOf(tx: Tx, { unitId, direction, bookId }: OldRegister): Promise<number | null> {
  const book = await tx.documentBook.findFirst({
    where: { unitId, direction, ...(bookId === null ? { typeIds: { isEmpty: true } } : { id: bookId }) },
    select: { id: true },
  });
  if (!book && bookId !== null) throw new AppError("not-found", "not-found");
  return book?.id ?? null;
}

/**
 * What would become of rows in a register, and which are good: a number that is there already must say the same, and one that is not there must not
 * be among those given out here. `held`: nobody gives out a number of it until the transaction ends. Refuses `register-closed`.
 */
export async function compareOld(tx: Tx, register: OldRegister, rows: readonly OldRow[], held = false): Promise<Compared> {
  const bookId = await bookOf(tx, register);
  const standing = await standingOf(tx, bookId, register.year, held);
  const twins = await registeredAlready(tx, register, rows, standing.known);
  const good: ComparedRow[] = [];
  const fates = rows.map((row): OldFate => {
    const { line, document, files } = row;
    const { number } = document;
    const known = standing.known.get(number);
    if (known) {
      if (known.hash !== contentHash(columnsOfOld(document, { ...register, bookId })))
        return { line, conflict: "number-taken", value: String(number) };
      const isMore = !known.isVoided && files.some(({ sha }) => !known.shas.includes(sha));
      if (isMore) good.push({ ...row, known });
      return { line, fate: isMore ? "changed" : "unchanged" };
    }
    if (number > standing.importedTo && standing.lastNumber > standing.importedTo)
      return { line, conflict: "number-given-here", value: String(standing.lastNumber) };
    const twin = twins.get(line);
    if (twin !== undefined) return { line, conflict: "document-registered-already", value: String(twin) };
    good.push({ ...row, known: undefined });
    return { line, fate: "new" };
  });
  const numbers = new Set([...standing.known.keys(), ...good.map(({ document }) => document.number)]);
  const last = [...numbers].reduce((most, number) => Math.max(most, number), 0);
  return { standing, good, fates, gaps: last - numbers.size };
}

async function standingOf(tx: Tx, bookId: number | null, year: number, held: boolean): Promise<Standing> {
  if (bookId === null) return { lastNumber: 0, importedTo: 0, known: new Map() };
  if (held)
    await tx.$executeRaw`insert into document_register (book_id, year, last_number) values (${bookId}, ${year}, 0)
      on conflict (book_id, year) do update set last_number = document_register.last_number`;
  const at = await tx.documentRegister.findUnique({ where: { bookId_year: { bookId, year } } });
  if (at?.closedAt) throw new AppError("refused", "register-closed", { detail: { year } });
  const rows = await tx.$queryRaw<Known[]>`select d.id, d.number, d.content_hash as hash, d.state = 'VOIDED' as "isVoided",
      array(select f.sha from document_file f where f.document_id = d.id) as shas
    from document d where d.book_id = ${bookId} and d.year = ${year}`;
  return {
    lastNumber: at?.lastNumber ?? 0,
    importedTo: at?.importedTo ?? 0,
    known: new Map(rows.map((row) => [row.number, row])),
  };
}

const nameOf = (key: string, issuedOn: string, issuer: string) => `${key} ${issuedOn} ${issuer}`;
/** Rows whose document (issuer, symbol, day) stands in the unit's registers under another number, or came in an earlier row; by line. */
async function registeredAlready(
  tx: Tx,
  { unitId, direction }: OldRegister,
  rows: readonly OldRow[],
  known: ReadonlyMap<number, Known>,
): Promise<Map<number, number>> {
  const found = new Map<number, number>();
  if (direction !== "INCOMING") return found;
  const asked = rows.flatMap(({ line, document: { symbol, issuedOn, issuer, number } }) =>
    symbol === undefined ? [] : [{ line, number, key: symbolKey(symbol), issuedOn, issuer }],
  );
  const there = await tx.$queryRaw<{ number: number; key: string; issuedOn: string; issuer: string }[]>`
    select d.number, d.symbol_key as key, d.issued_on::text as "issuedOn", d.issuer from document d
    where d.symbol_key collate "C" = any (${[...new Set(asked.map(({ key }) => key))]}::text[])
      and d.unit_id = ${unitId} and d.direction = 'INCOMING' and d.state = 'REGISTERED'`;
  const numbers = new Map(there.map(({ number, key, issuedOn, issuer }) => [nameOf(key, issuedOn, issuer), number]));
  for (const { line, number, key, issuedOn, issuer } of asked.toSorted((a, b) => a.number - b.number)) {
    const name = nameOf(key, issuedOn, issuer);
    const other = numbers.get(name);
    if (other === undefined) numbers.set(name, number);
    else if (other !== number && !known.has(number)) found.set(line, other);
  }
  return found;
}
