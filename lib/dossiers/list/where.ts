import type { Day, WorkingCalendar } from "@/lib/calendar/model";
import { cityInstant, nextDay } from "@/lib/calendar/rules";
import { Prisma } from "@/lib/db/client";
import { type Actor, type Permission, type Reach, reachOf } from "@/lib/policy";
import { unitsAlone, unitsBelow } from "@/lib/units/queries";
import { idNumberIndex, phoneIndex } from "../identifiers/sealed";
import { dueBounds, inSet, longWaitBefore } from "../measures";
import type { DossierFilter, ExportFilter } from "../model";
import { listedAt } from "./row";
import { readSearch } from "./search";

/** Conditions that all hold; after the first, others in their place. */
export type Ways = readonly [Prisma.Sql[], ...Prisma.Sql[][]];

/**
 * The dossiers (`d`, with their procedure `p`) a filter asks for, among those the actor may see. A long name can be read in two ways:
 * the second is meant only where the first finds nothing. Null when nothing can be found.
 */
export async function conditionsOf(
  actor: Actor,
  filter: ExportFilter,
  { today, calendar }: { today: Day; calendar: WorkingCalendar },
  permission: Extract<Permission, "dossiers.view" | "dossiers.export"> = "dossiers.view",
): Promise<Ways | null> {
  const asOf = filter.asOf ?? today;
  // A set is what a number counted, and a number of a period still running was counted up to the day it is of.
  const to = filter.set && filter.to && filter.to > asOf ? asOf : filter.to;
  const asked = filter.unitId === undefined ? "all" : await (filter.isAlone ? unitsAlone : unitsBelow)(filter.unitId, asOf);
  const units = among(reachOf(actor, permission), asked);
  if (units !== "all" && units.length === 0) return null;
  const conditions = [Prisma.sql`true`];
  if (units !== "all") conditions.push(inUnits(units));
  if (filter.procedureId !== undefined) conditions.push(Prisma.sql`d.procedure_id = ${filter.procedureId}`);
  if (filter.sectorId !== undefined)
    conditions.push(Prisma.sql`d.procedure_id in (select id from procedure where sector_id = ${filter.sectorId})`);
  if (filter.channel) conditions.push(Prisma.sql`d.channel = ${filter.channel}::channel`);
  if (filter.state) conditions.push(Prisma.sql`d.state = ${filter.state}::dossier_state`);
  if (filter.set)
    conditions.push(
      inSet(filter.set, {
        from: filter.from ?? "0001-01-01",
        to: to ?? "9999-12-31",
        bounds: dueBounds(asOf, calendar),
        longWaitBefore: longWaitBefore(asOf, calendar),
        isPresent: asOf >= today,
      }),
    );
  else {
    if (filter.from) conditions.push(Prisma.sql`d.accepted_on >= ${filter.from}::date`);
    if (filter.to) conditions.push(Prisma.sql`d.accepted_on <= ${filter.to}::date`);
  }
  if (!filter.set || flowsIn.has(filter.set)) conditions.push(...acceptedBetween({ from: filter.from, to }));
  else if (filter.set === "handled")
    conditions.push(...acceptedBetween({ to: to && filter.from && filter.from > to ? filter.from : to }));
  if (filter.text) {
    const ways = matches(filter.text);
    if (ways === null) return null;
    // A name that is not shown is not searched either; the code is shown to everyone.
    const processed = reachOf(actor, "dossiers.process");
    if (!isCodeSearch(filter.text) && processed !== "all")
      conditions.push(
        Prisma.sql`(${inUnits(processed)} or not exists (select from procedure s where s.id = d.procedure_id and s.is_sensitive))`,
      );
    const [first, second] = ways;
    return second
      ? [
          [...conditions, first],
          [...conditions, second],
        ]
      : [[...conditions, first]];
  }
  return [conditions];
}

const flowsIn: ReadonlySet<string> = new Set([
  "received",
  "online",
  "direct",
  "full-online",
  "postal",
] satisfies DossierFilter["set"][]);

/** The same days as instants, so that the list's own order finds its start by index instead of walking there. */
function acceptedBetween({ from, to }: Pick<DossierFilter, "from" | "to">): Prisma.Sql[] {
  return [
    ...(from ? [Prisma.sql`${listedAt} >= ${cityInstant(from, 0)}::timestamptz`] : []),
    // The day after the last of the calendar has no name.
    ...(to && to < "9999-12-31" ? [Prisma.sql`${listedAt} < ${cityInstant(nextDay(to), 0)}::timestamptz`] : []),
  ];
}

const inUnits = (units: readonly number[]) => Prisma.sql`d.unit_id = any (${[...units]}::int[])`;

function among(a: Reach, b: Reach): Reach {
  if (a === "all") return b;
  return b === "all" ? a : b.filter((id) => a.includes(id));
}

function isCodeSearch(text: string): boolean {
  const by = readSearch(text)?.by;
  return by === "code" || by === "code-prefix";
}

/** Does the text of a search box ask for a name? */
export const isNameSearch = (text: string | undefined): text is string => text !== undefined && readSearch(text)?.by === "words";

function matches(text: string): [Prisma.Sql, Prisma.Sql?] | null {
  const search = readSearch(text);
  switch (search?.by) {
    case undefined:
      return null;
    case "code":
      return [Prisma.sql`d.code = any (${search.codes}::text[])`];
    case "code-prefix":
      // Codes are ASCII and compared byte by byte: "~" stands behind all of them.
      return [
        Prisma.sql`(${Prisma.join(
          search.prefixes.map((p) => Prisma.sql`(d.code >= ${p} and d.code < ${`${p}~`})`),
          " or ",
        )})`,
      ];
    case "number":
      return [Prisma.sql`(d.phone_index = ${phoneIndex(search.digits)} or d.id_number_index = ${idNumberIndex(search.digits)})`];
    case "words":
      return named(search.words);
  }
}

/**
 * Four words are a whole name more often than not, and the index finds whole words without reading a row. Only where nobody is called
 * so is the last one still being typed: the index then gives the others, and their rows are asked.
 */
const manyWords = 4;

function named(words: readonly string[]): [Prisma.Sql, Prisma.Sql?] {
  const [whole, begun] = [words.slice(0, -1), `${words.at(-1)}:*`];
  const indexed = (query: readonly string[]) =>
    Prisma.sql`to_tsvector('simple', d.applicant_search) @@ to_tsquery('simple', ${query.join(" & ")})`;
  if (words.length < manyWords) return [indexed([...whole, begun])];
  // No index is made of the longer expression, so none is read for it: it would gather everyone with a word that begins so.
  return [
    indexed(words),
    Prisma.sql`${indexed(whole)} and to_tsvector('simple', d.applicant_search || '') @@ to_tsquery('simple', ${begun})`,
  ];
}
