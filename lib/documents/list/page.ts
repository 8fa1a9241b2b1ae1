import type { Day } from "@/lib/calendar/model";
import { cityInstant, readDay } from "@/lib/calendar/rules";
import { db, Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { unitsBelow } from "@/lib/units/queries";
import { inDocumentSet } from "../measures";
import { unitsTouched, visibleTo } from "../record/reach";
import { wordsOf } from "../record/search";
import { isSymbol, symbolKey } from "../rules";
import type { DocumentFilter, DocumentPage, DocumentRow } from "./model";

/** Beyond this many a list does not count. */
const countedUpTo = 10_000;
/** So many of the newest are looked through before the index of words is asked: what most documents have in common fills a page from these. */
const lookedThrough = 3_000;

/** When a document came into the record, by which it stands in a list. Indexed. */
const listedAt = Prisma.sql`coalesce(d.registered_at, d.entered_at)`;

/** A page of the documents a filter asks for among those an actor sees, the newest first. Throws `cursor-unreadable`. */
export async function readPage(actor: Actor, filter: DocumentFilter, today: Day): Promise<DocumentPage> {
  const conditions = await conditionsOf(actor, filter, today);
  if (conditions === null) return { rows: [], nextCursor: null, total: 0 };
  const { text = "", cursor, take } = filter;
  const behind: Behind = (at) => (cursor === undefined ? Prisma.sql`true` : behindPlace(fromCursor(cursor), at));
  const words = isSymbol(text) || isNumber(text) ? null : wordQuery(text);
  const { lines, total } = words
    ? await findWords(conditions, words, behind, take + 1)
    : await findPlain(conditions, behind, take + 1);
  const last = lines[take - 1];
  return {
    rows: lines.slice(0, take).map(toRow),
    nextCursor: lines.length > take && last ? toCursor(last) : null,
    total: total > countedUpTo ? null : total,
  };
}

type Found = { lines: LineRow[]; total: number };
/** What comes behind the place a page goes on from, by the column that holds the moment. */
type Behind = (at: Prisma.Sql) => Prisma.Sql;

async function findPlain(conditions: Prisma.Sql[], behind: Behind, take: number): Promise<Found> {
  const [lines, counted] = await Promise.all([
    readLines([...conditions, behind(listedAt)], take),
    db.$queryRaw<
      { n: number }[]
    >`select count(*)::int as n from (select from document d where ${Prisma.join(conditions, " and ")} limit ${countedUpTo + 1}) counted`,
  ]);
  return { lines, total: counted[0]?.n ?? 0 };
}

/** Words that most documents have fill a page from the newest; others are few, and found by the index in one go with their number. */
async function findWords(conditions: Prisma.Sql[], words: Prisma.Sql, behind: Behind, take: number): Promise<Found> {
  const [recent] = await db.$queryRaw<{ ids: number[] }[]>`select array(
    select d.id from (select d.id, d.words, ${listedAt} as listed_at from document d where ${Prisma.join([...conditions, behind(listedAt)], " and ")}
      order by ${listedAt} desc, d.id desc limit ${lookedThrough}) d
    where d.words @@ ${words} order by d.listed_at desc, d.id desc limit ${take}) as ids`;
  if (recent && recent.ids.length >= take) return { lines: await readLines([among(recent.ids)], take), total: countedUpTo + 1 };
  const [found] = await db.$queryRaw<{ n: number; ids: number[] }[]>`
    with named as materialized (select d.id, ${listedAt} as listed_at from document d
      where d.words @@ ${words} and ${Prisma.join(conditions, " and ")} limit ${countedUpTo + 1})
    select (select count(*)::int from named) as n, array(
      select d.id from named d where ${behind(Prisma.sql`d.listed_at`)} order by d.listed_at desc, d.id desc limit ${take}) as ids`;
  const { n, ids } = found ?? { n: 0, ids: [] };
  const lines = await (n > countedUpTo
    ? readLines([...conditions, behind(listedAt), Prisma.sql`d.words @@ ${words}`], take)
    : readLines([among(ids)], take));
  return { lines, total: n };
}
const among = (ids: readonly number[]) => Prisma.sql`d.id = any (${[...ids]}::int[])`;

async function conditionsOf(actor: Actor, filter: DocumentFilter, today: Day): Promise<Prisma.Sql[] | null> {
  const { direction, state, unitId, typeId, bookId, urgency, year, from, to, set, dueBy, text } = filter;
  const reach = unitsTouched(actor);
  const asked = unitId === undefined ? "all" : await unitsBelow(unitId, today);
  const units = reach === "all" ? asked : asked === "all" ? reach : asked.filter((id) => reach.includes(id));
  if (units !== "all" && units.length === 0) return null;
  const found = text ? numbered(text) : undefined;
  return [
    visibleTo(actor),
    ...(units === "all" ? [] : [inUnits(units)]),
    ...(direction ? [Prisma.sql`d.direction = ${direction}::document_direction`] : []),
    ...(state ? [Prisma.sql`d.state = ${state}::document_state`] : []),
    ...(typeId === undefined ? [] : [Prisma.sql`d.type_id = ${typeId}`]),
    ...(bookId === undefined ? [] : [Prisma.sql`d.book_id = ${bookId}`]),
    ...(urgency ? [Prisma.sql`d.urgency = ${urgency}::document_urgency`] : []),
    ...(year === undefined ? [] : [Prisma.sql`d.year = ${year}`]),
    ...(set ? [inDocumentSet(set, { from: from ?? firstDay, to: to ?? today, asOf: filter.asOf ?? today })] : []),
    ...(from && !set
      ? [Prisma.sql`d.registered_on >= ${from}::date`, Prisma.sql`${listedAt} >= ${cityInstant(from, 0)}::timestamptz`]
      : []),
    ...(to && !set ? [Prisma.sql`d.registered_on <= ${to}::date`] : []),
    ...(dueBy ? [Prisma.sql`d.due_on <= ${dueBy}::date and not d.taken_over and d.state = 'REGISTERED'`] : []),
    ...(found ? [found] : []),
  ];
}
/** Earlier than any register. */
const firstDay: Day = "1945-09-02";
// A single unit lets the list's own order find its start by index.
const inUnits = ([first, ...more]: readonly number[]) =>
  more.length === 0 ? Prisma.sql`d.unit_id = ${first}` : Prisma.sql`d.unit_id = any (${[first, ...more]}::int[])`;

const isNumber = (text: string) => /^\d{1,7}$/.test(text.trim());
/** A symbol by its beginning; a number as the register's own and as the first part of a symbol. */
function numbered(text: string): Prisma.Sql | undefined {
  if (isSymbol(text)) return symbolBegins(symbolKey(text));
  if (!isNumber(text)) return undefined;
  return Prisma.sql`(d.number = ${Number(text)} or ${symbolBegins(symbolKey(`${Number(text)}/`))})`;
}
// Compared byte by byte: no letter stands behind the last of the plane.
const symbolBegins = (key: string) =>
  Prisma.sql`(d.symbol_key collate "C" >= ${key} and d.symbol_key collate "C" < ${`${key}\uffff`})`;

/** Whole words and the last one half typed, of two letters at least: one letter begins every other word there is. Null for no words. */
function wordQuery(text: string): Prisma.Sql | null {
  const words = wordsOf(text).slice(0, 10);
  const last = words.at(-1);
  if (last === undefined) return null;
  const asked = last.length > 1 ? [...words.slice(0, -1), `${last}:*`] : words.length > 1 ? words.slice(0, -1) : words;
  return Prisma.sql`to_tsquery('simple', ${asked.join(" & ")})`;
}

type LineRow = Omit<DocumentRow, "issuedOn" | "arrivedOn" | "registeredOn" | "dueOn"> & {
  listedAt: Date;
  issuedOn: Date | null;
  arrivedOn: Date | null;
  registeredOn: Date | null;
  dueOn: Date | null;
};
function readLines(conditions: Prisma.Sql[], limit: number): Promise<LineRow[]> {
  return db.$queryRaw<LineRow[]>`select d.id, d.direction::text as direction, d.state::text as state, d.number, d.year, d.symbol,
      t.name as "typeName", d.urgency::text as urgency, d.subject, d.issuer, d.unit_id as "unitId", u.short_name as "unitName",
      d.signer_name as "signerName", case when d.direction = 'OUTGOING' and d.state <> 'DRAFT' then d.signing::text end as signing, d.issued_on as "issuedOn", d.arrived_on as "arrivedOn", d.registered_on as "registeredOn",
      d.due_on as "dueOn", ${listedAt} as "listedAt"
    from document d join document_type t on t.id = d.type_id join unit u on u.id = d.unit_id
    where ${Prisma.join(conditions, " and ")} order by ${listedAt} desc, d.id desc limit ${limit}`;
}
const dayOf = (at: Date | null) => at && readDay(at);
function toRow({ listedAt: _, ...row }: LineRow): DocumentRow {
  return {
    ...row,
    issuedOn: dayOf(row.issuedOn),
    arrivedOn: dayOf(row.arrivedOn),
    registeredOn: dayOf(row.registeredOn),
    dueOn: dayOf(row.dueOn),
  };
}

type Place = { listedAt: Date; id: number };
const behindPlace = ({ listedAt: moment, id }: Place, at: Prisma.Sql) =>
  Prisma.sql`(${at}, d.id) < (${moment}::timestamptz, ${id})`;
const toCursor = ({ listedAt: moment, id }: Place) => Buffer.from(`${moment.getTime()}.${id}`).toString("base64url");
function fromCursor(cursor: string): Place {
  const [, ms, id] = /^(\d{1,15})\.(\d{1,10})$/.exec(Buffer.from(cursor, "base64url").toString("latin1")) ?? [];
  if (id === undefined || Number(id) > 2 ** 31 - 1) throw new AppError("invalid", "cursor-unreadable");
  return { listedAt: new Date(Number(ms)), id: Number(id) };
}
