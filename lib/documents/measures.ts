import type { Day } from "@/lib/calendar/model";
import { Prisma } from "@/lib/db/client";
import type { DocumentSet } from "./list/sets";

/**
 * What can be counted of documents, each said once over the rows of their daily cells (`c`: cells and deltas have the same columns). A flow is a
 * sum over the days of a period; the stock `overdue` a sum over every day up to the one asked about.
 */
export const documentMeasures = {
  incoming: Prisma.sql`sum(c.incoming)`,
  outgoing: Prisma.sql`sum(c.outgoing)`,
  internal: Prisma.sql`sum(c.internal)`,
  signed: Prisma.sql`sum(c.signed)`,
  doubtful: Prisma.sql`sum(c.doubtful)`,
  invalid: Prisma.sql`sum(c.invalid)`,
  unknown: Prisma.sql`sum(c.unknown)`,
  unsigned: Prisma.sql`sum(c.unsigned)`,
  pending: Prisma.sql`sum(c.pending)`,
  exempt: Prisma.sql`sum(c.exempt)`,
  closed: Prisma.sql`sum(c.closed)`,
  closedLate: Prisma.sql`sum(c.closed_late)`,
  overdue: Prisma.sql`sum(c.overdue_in - c.overdue_out)`,
  exchangedIn: Prisma.sql`sum(c.exchanged_in)`,
  exchangedOut: Prisma.sql`sum(c.exchanged_out)`,
} as const satisfies Record<string, Prisma.Sql>;
export type DocumentMeasure = keyof typeof documentMeasures;
export const documentMeasureNames = Object.keys(documentMeasures) as [DocumentMeasure, ...DocumentMeasure[]];
export type DocumentCounts = Record<DocumentMeasure, number>;

const cellColumns = Prisma.raw(
  "incoming, outgoing, internal, signed, doubtful, invalid, unknown, unsigned, pending, exempt, closed, closed_late, overdue_in, overdue_out, exchanged_in, exchanged_out",
);
/**
 * Rows (day, unit_id, type_id, measures) whose sums are the facts of the days in the range, of these units (null: all): cells and what is not folded
 * yet. With `isWhole` they tell neither units nor types apart, and there are few.
 */
export function documentFacts(
  { from, to }: { from: Day; to: Day },
  units: readonly number[] | null,
  isWhole: boolean,
): Prisma.Sql {
  const inRange = Prisma.sql`c.day between ${from}::date and ${to}::date`;
  const within = units === null ? Prisma.empty : Prisma.sql` and c.unit_id = any (${[...units]}::int[])`;
  const level = isWhole && units === null ? Prisma.sql` and c.unit_id = 0` : Prisma.sql` and c.unit_id <> 0`;
  return Prisma.sql`select c.day, c.unit_id, c.type_id, ${cellColumns} from document_cell c where ${inRange}${level}${within}
    union all select c.day, c.unit_id, c.type_id, ${cellColumns} from document_delta c where ${inRange}${within}`;
}

/** The documents (`d`) a figure counts, so that a tile and the list behind it cannot differ. Days are those of the register, for `closed` of the closing. */
export function inDocumentSet(set: DocumentSet, { from, to, asOf }: { from: Day; to: Day; asOf: Day }): Prisma.Sql {
  const standing = Prisma.sql`d.state = 'REGISTERED'`;
  const registered = Prisma.sql`${standing} and d.registered_on between ${from}::date and ${to}::date`;
  const issued = Prisma.sql`${registered} and d.direction = 'OUTGOING'`;
  const closed = Prisma.sql`${standing} and d.direction = 'INCOMING' and d.closed_on between ${from}::date and ${to}::date`;
  switch (set) {
    case "incoming":
      return Prisma.sql`${registered} and d.direction = 'INCOMING'`;
    case "outgoing":
      return issued;
    case "internal":
      return Prisma.sql`${registered} and d.direction = 'INTERNAL'`;
    case "exchanged-in":
      return Prisma.sql`${registered} and d.direction = 'INCOMING' and d.exchanged`;
    case "exchanged-out":
      return Prisma.sql`${issued} and d.exchanged`;
    case "to-sign":
      return Prisma.sql`${issued} and d.signing <> 'EXEMPT'`;
    case "signed":
      return Prisma.sql`${issued} and d.signing = 'VALID'`;
    case "doubtful":
      return Prisma.sql`${issued} and d.signing = 'DOUBTFUL'`;
    case "invalid":
      return Prisma.sql`${issued} and d.signing = 'INVALID'`;
    case "unknown":
      return Prisma.sql`${issued} and d.signing = 'UNKNOWN'`;
    case "unsigned":
      return Prisma.sql`${issued} and d.signing = 'UNSIGNED'`;
    case "pending":
      return Prisma.sql`${issued} and d.signing = 'PENDING'`;
    case "exempt":
      return Prisma.sql`${issued} and d.signing = 'EXEMPT'`;
    case "closed":
      return closed;
    case "closed-in-time":
      return Prisma.sql`${closed} and (d.due_on is null or d.taken_over or d.closed_on <= d.due_on)`;
    case "closed-late":
      return Prisma.sql`${closed} and d.closed_on > d.due_on and not d.taken_over`;
    case "overdue":
      return Prisma.sql`${standing} and d.direction = 'INCOMING' and d.due_on < ${asOf}::date and not d.taken_over and (d.closed_on is null or d.closed_on > d.due_on and d.closed_on > ${asOf}::date)`;
  }
}
