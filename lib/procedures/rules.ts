import type { Day } from "@/lib/calendar/model";
import { addDays, holdsOn } from "@/lib/calendar/rules";
import { Channel } from "@/lib/db/generated/enums";
import { searchable } from "@/lib/words";
import type {
  Fee,
  Paper,
  Policy,
  Procedure,
  ProcedureDetail,
  ProcedureFilter,
  ProcedureTerms,
  ServiceLevelSpan,
  Step,
  StepGap,
  TimeLimit,
} from "./model";

type Conditioned = { channel: Channel | null; caseLabel: string | null; validFrom: Day; validUntil: Day | null };

/** How closely something is made for a channel and a case: the case says more than the channel; -1 where it is for another. */
function closeness(row: Conditioned, channel: Channel, caseLabel: string | null): number {
  if (row.channel !== null && row.channel !== channel) return -1;
  if (row.caseLabel !== null && row.caseLabel !== caseLabel) return -1;
  return (row.channel === null ? 0 : 2) + (row.caseLabel === null ? 0 : 4);
}

/** Of what holds on the day the one made most closely for this case and channel; of two alike the newer. */
function closest<T extends Conditioned>(rows: readonly T[], channel: Channel, day: Day, caseLabel: string | null): T | null {
  let best: T | null = null;
  let bestRank = -1;
  for (const row of rows) {
    if (!holdsOn(row, day)) continue;
    const rank = closeness(row, channel, caseLabel);
    if (rank > bestRank || (rank === bestRank && best !== null && row.validFrom > best.validFrom)) {
      best = row;
      bestRank = rank;
    }
  }
  return best;
}

/**
 * The limit a dossier is accepted under: of those that hold on the day, the one made for this case and this channel; else the
 * one for the case, for the channel, for all. Of two alike the newer. Null when none holds: then nothing is promised.
 */
export function timeLimitFor(
  procedure: Pick<Procedure, "limits">,
  channel: Channel,
  day: Day,
  caseLabel: string | null = null,
): TimeLimit | null {
  return closest(procedure.limits, channel, day, caseLabel);
}

/** The internal process of a dossier, in order: the one made for its case and channel, chosen as the limit is. Empty where none is recorded. */
export function stepsFor(
  procedure: Pick<ProcedureDetail, "steps">,
  channel: Channel,
  day: Day,
  caseLabel: string | null = null,
): Step[] {
  const one = closest(procedure.steps, channel, day, caseLabel);
  if (!one) return [];
  return procedure.steps
    .filter((s) => holdsOn(s, day) && s.channel === one.channel && s.caseLabel === one.caseLabel)
    .sort((a, b) => a.position - b.position);
}

/** The papers a dossier consists of: those for every case and those for its own. */
export function papersFor(procedure: Pick<ProcedureDetail, "papers">, day: Day, caseLabel: string | null = null): Paper[] {
  return procedure.papers
    .filter((p) => holdsOn(p, day) && (p.caseLabel === null || p.caseLabel === caseLabel))
    .sort((a, b) => a.position - b.position || a.id - b.id);
}

/** What is to be paid: of each fee the amount made for this case and channel, chosen as the limit is. */
export function feesFor(
  procedure: Pick<ProcedureDetail, "fees">,
  channel: Channel,
  day: Day,
  caseLabel: string | null = null,
): Fee[] {
  const nameOf = (fee: Fee) => `${fee.kind} ${searchable(fee.name)}`;
  return [...new Set(procedure.fees.map(nameOf))].flatMap(
    (name) =>
      closest(
        procedure.fees.filter((fee) => nameOf(fee) === name),
        channel,
        day,
        caseLabel,
      ) ?? [],
  );
}

/** How far a procedure could be done online on a day; INFORMATION (not an online service) where nothing is said. */
export function serviceLevelOn(procedure: Pick<Procedure, "serviceLevels">, day: Day): ServiceLevelSpan["level"] {
  let found: ServiceLevelSpan | null = null;
  for (const span of procedure.serviceLevels)
    if (holdsOn(span, day) && (found === null || span.validFrom > found.validFrom)) found = span;
  return found?.level ?? "INFORMATION";
}

/** What holds where nothing is recorded: no cut-off, and one request, after which the limit is counted anew (NĐ 61/2018 Đ.15.3, Đ.19.4). */
export const unwrittenPolicy: Policy = { cutoffPolicy: "NONE", supplementPolicy: "RESTART", supplementsAllowed: 1 };
/** How the time of a dossier accepted on a day is counted beside its limit. */
export function policyOn(procedure: Pick<Procedure, "policies">, day: Day): Policy {
  const { cutoffPolicy, supplementPolicy, supplementsAllowed } =
    procedure.policies.findLast((span) => holdsOn(span, day)) ?? unwrittenPolicy;
  return { cutoffPolicy, supplementPolicy, supplementsAllowed };
}

type Parts = Pick<ProcedureDetail, "limits" | "papers" | "fees" | "steps">;

/** The cases a procedure tells apart on a day, in the order they were recorded. */
export function casesOn(procedure: Parts, day: Day): string[] {
  const rows = [...procedure.limits, ...procedure.papers, ...procedure.fees, ...procedure.steps];
  return [...new Set(rows.flatMap((row) => (row.caseLabel !== null && holdsOn(row, day) ? [row.caseLabel] : [])))];
}

/** What applies to a dossier handed in on a day: everything of the procedure that is chosen by day, channel and case. */
export function termsOn(
  procedure: ProcedureDetail,
  { on, channel, caseLabel }: { on: Day; channel: Channel; caseLabel: string | null },
): Omit<ProcedureTerms, "settlers" | "settlingUnitId"> {
  return {
    ...{ procedureId: procedure.id, procedureCode: procedure.code, version: procedure.version, on, channel, caseLabel },
    isOffered: procedure.isPublished && holdsOn(procedure, on),
    cases: casesOn(procedure, on),
    limit: timeLimitFor(procedure, channel, on, caseLabel),
    serviceLevel: serviceLevelOn(procedure, on),
    ...policyOn(procedure, on),
    papers: papersFor(procedure, on, caseLabel),
    fees: feesFor(procedure, channel, on, caseLabel),
    steps: stepsFor(procedure, channel, on, caseLabel),
    isTakenInAnywhere: procedure.isTakenInAnywhere,
    resultName: procedure.resultName,
  };
}

/**
 * The unit that settles a dossier handed to a unit: the only one that is named, or the asked one where it is among several or none
 * is named (a ward's own procedure). Null where somebody has to choose.
 */
export function settlingUnit(settlers: readonly { unitId: number }[], asked: number | null): number | null {
  if (settlers.length === 0) return asked;
  if (settlers.length === 1) return settlers[0]?.unitId ?? null;
  return settlers.some((s) => s.unitId === asked) ? asked : null;
}

/** Do all words of a search occur in the name, without diacritics, or does the code begin with it? */
export function matchesText(procedure: Pick<Procedure, "name" | "code">, text: string): boolean {
  if (text === "") return true;
  if (procedure.code.startsWith(text)) return true;
  const name = searchable(procedure.name);
  return searchable(text)
    .split(" ")
    .every((word) => name.includes(word));
}

/** Is a procedure in force on a day, ended before it, or not published? One that begins later is published and counts as in force. */
export function statusOn(
  procedure: Pick<Procedure, "isPublished" | "validUntil">,
  day: Day,
): "in-force" | "ended" | "unpublished" {
  if (!procedure.isPublished) return "unpublished";
  return procedure.validUntil !== null && procedure.validUntil < day ? "ended" : "in-force";
}

/** Does a procedure answer to a filter? What depends on a day counts only where the filter says the day. */
export function matches(procedure: Procedure, { text = "", serviceLevel, status, on }: ProcedureFilter): boolean {
  if (!matchesText(procedure, text)) return false;
  if (on === undefined) return true;
  if (serviceLevel !== undefined && serviceLevelOn(procedure, on) !== serviceLevel) return false;
  return status === undefined || statusOn(procedure, on) === status;
}

const hoursOfADay = 8;

/** A limit in hundredths of a working day; null where it cannot be divided into working days. A day of work has eight hours. */
function centidaysOf(limit: Pick<TimeLimit, "unit" | "value">): number | null {
  if (limit.unit === "SAME_DAY") return 100;
  if (limit.value === null) return null;
  if (limit.unit === "WORKING_DAY") return limit.value * 100;
  return limit.unit === "WORKING_HOUR" ? (limit.value * 100) / hoursOfADay : null;
}

/**
 * Where the steps of the internal process do not add up to the published limit on a day, by channel and case; empty where all do
 * or nothing can be compared. A same-day limit is kept by steps of at most a day; hours are compared to the hundredth of a day.
 */
export function stepGaps(procedure: Parts, day: Day): StepGap[] {
  const gaps = new Map<string, StepGap>();
  for (const asked of [null, ...casesOn(procedure, day)])
    for (const way of Object.values(Channel)) {
      const limit = timeLimitFor(procedure, way, day, asked);
      const steps = stepsFor(procedure, way, day, asked);
      const wanted = limit && centidaysOf(limit);
      if (!limit || wanted === null || !steps[0]) continue;
      const channel = limit.channel ?? steps[0].channel;
      const caseLabel = limit.caseLabel ?? steps[0].caseLabel;
      const sum = steps.reduce((total, s) => total + Math.round((s.workingDays ?? 0) * 100), 0);
      const slack = limit.unit === "WORKING_HOUR" ? steps.length / 2 : 0;
      const isKept = limit.unit === "SAME_DAY" ? sum <= wanted : Math.abs(sum - wanted) <= slack;
      if (!isKept)
        gaps.set(JSON.stringify([channel, caseLabel]), { channel, caseLabel, limitDays: wanted / 100, stepDays: sum / 100 });
    }
  return [...gaps.values()];
}

type Span = { validFrom: Day; validUntil: Day | null };
/** How the rows of one part change: whose end is taken back, which end the day before, which never were, and what is added. */
export type DatedChange<Old, New> = { reopen: Old[]; end: Old[]; drop: Old[]; add: New[] };

/**
 * How a part of the catalogue becomes another from a day on. What holds and is wanted further goes on as it is; what holds and is
 * not wanted ends the day before; what was planned from that day on gives way. Null where something that has begun would
 * be undone although dossiers may have been accepted under it (`today` is null for what was never published): the past stays.
 */
export function datedChange<Old extends Span, New>(
  rows: readonly Old[],
  wanted: readonly New[],
  isSame: (row: Old, one: New) => boolean,
  { from, today }: { from: Day; today: Day | null },
): DatedChange<Old, New> | null {
  const later = rows.filter((row) => row.validFrom >= from);
  if (today !== null && later.some((row) => row.validFrom < today)) return null;
  const dayBefore = addDays(from, -1);
  // What ended the day before was ended by a change that began on this very day: wanted again, it simply goes on.
  const goesOn = (row: Old) => row.validFrom <= from && (row.validUntil === null || row.validUntil >= dayBefore);
  const keep: Old[] = [];
  const add: New[] = [];
  for (const one of wanted) {
    const row = rows.find((r) => goesOn(r) && isSame(r, one) && !keep.includes(r));
    if (row) keep.push(row);
    else add.push(one);
  }
  const rest = rows.filter((row) => !keep.includes(row) && (row.validUntil === null || row.validUntil >= from));
  return {
    reopen: keep.filter((row) => row.validUntil !== null),
    end: rest.filter((row) => row.validFrom < from),
    drop: rest.filter((row) => row.validFrom >= from),
    add,
  };
}

/** The days from a day on at which anything of a procedure begins or ends, that day first: between them nothing changes. */
export function turningDays(procedure: Parts, from: Day): Day[] {
  const rows = [...procedure.limits, ...procedure.papers, ...procedure.fees, ...procedure.steps];
  const days = rows.flatMap((row) => [row.validFrom, ...(row.validUntil === null ? [] : [addDays(row.validUntil, 1)])]);
  return [...new Set([from, ...days.filter((day) => day > from)])].sort();
}
