import type { Day, WorkingCalendar } from "@/lib/calendar/model";
import { isDecided, workingDaysBetween } from "@/lib/calendar/rules";
import { searchable } from "@/lib/words";
import type { Stage, StatusCode } from "./model";

export { agencyCode, agencyKey, codeForms } from "./wire/agency";
export { documentKeyOf } from "./wire/tables";

type Clock = {
  state: "WAITING" | "SENT" | "FAILED" | "DROPPED";
  arrivedAt: unknown;
  refusedAt: unknown;
  acceptedAt: unknown;
  handledAt: unknown;
  finishedAt: unknown;
};
/** How far a packet has come at its receiver: the furthest its receipts say, in whatever order they came. */
export function stageOf(clock: Clock): Stage {
  if (clock.finishedAt) return "finished";
  if (clock.handledAt) return "handled";
  if (clock.acceptedAt) return "accepted";
  if (clock.refusedAt) return "refused";
  if (clock.arrivedAt) return "arrived";
  return { WAITING: "waiting", SENT: "sent", FAILED: "failed", DROPPED: "dropped" }[clock.state] as Stage;
}

/**
 * Has a receiver let more than a working day pass without taking a document in (NĐ 30/2020 Đ.21–22: electronic documents are acknowledged the
 * same day, and registered by the next working day at the latest)? Null where the calendar of these days is not decided.
 */
export function isLate(
  { stage, sentOn }: { stage: Stage; sentOn: Day | null },
  today: Day,
  calendar: WorkingCalendar,
): boolean | null {
  if (sentOn === null || !["sent", "arrived"].includes(stage)) return false;
  if (!isDecided(sentOn, calendar) || !isDecided(today, calendar)) return null;
  return workingDaysBetween(sentOn, today, calendar) > 1;
}

/** Which status the sender of a registered document is owed by how far the work on it has come. */
export function statusOf(work: { isAssigned: boolean; isBegun: boolean; isFinished: boolean }): StatusCode {
  if (work.isFinished) return "06";
  if (work.isBegun) return "05";
  return work.isAssigned ? "04" : "03";
}

const plain = (name: string) =>
  searchable(name)
    .replace(/\(.*?\)/g, "")
    .replace(/\s+/g, " ")
    .trim();
/** The type of document a sender's word stands for; the ordinary one where a legal one is called alike. */
export function typeNamed<T extends { name: string; kind: string }>(types: readonly T[], name: string): T | null {
  const alike = types.filter((type) => plain(type.name) === plain(name) && plain(name) !== "");
  return alike.find(({ kind }) => kind !== "LEGAL") ?? alike[0] ?? null;
}
