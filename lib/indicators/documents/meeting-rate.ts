import type { MeetingSet } from "@/lib/meetings/model";
import type { Direction, IndicatorKind, Target } from "../model";
import { judge } from "../rules";
import type { MeetingCode } from "./codes";
import type { MeetingReading } from "./model";

/** Meetings held, those of them with papers, and those with none but validly signed ones. */
export type MeetingCounts = { held: number; counted: number; full: number };

/** Every indicator of meetings, defined once, with the lists that hold exactly the meetings of its top and of its bottom. */
export const meetingCatalogue: Readonly<
  Record<MeetingCode, { kind: IndicatorKind; direction: Direction; set: MeetingSet; base: MeetingSet }>
> = { "paperless-meeting-rate": { kind: "ratio", direction: "more", set: "full", base: "counted" } };

/** The reading of the rate over the meetings of a period: null where none with papers was held. */
export function meetingReading({ counted, full }: MeetingCounts, target: Target | null): MeetingReading {
  const { direction } = meetingCatalogue["paperless-meeting-rate"];
  const value = counted === 0 ? null : full / counted;
  const verdict = judge({ top: full, bottom: counted }, target, direction);
  return { code: "paperless-meeting-rate", top: full, bottom: counted, value, verdict, target };
}
