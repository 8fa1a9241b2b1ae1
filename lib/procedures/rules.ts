import type { Day } from "@/lib/calendar/model";
import { holdsOn } from "@/lib/calendar/rules";
import type { Channel } from "@/lib/db/generated/enums";
import { searchable } from "@/lib/words";
import type { Procedure, ServiceLevelSpan, TimeLimit } from "./model";

/**
 * The limit a dossier is accepted under: of those that hold on the day, the one made for this case and this channel; else the
 * one for the channel, for the case, for all. Of two alike the newer. Null when none holds: then nothing is promised.
 */
export function timeLimitFor(
  procedure: Pick<Procedure, "limits">,
  channel: Channel,
  day: Day,
  caseLabel: string | null = null,
): TimeLimit | null {
  let best: TimeLimit | null = null;
  let bestRank = -1;
  for (const limit of procedure.limits) {
    if (!holdsOn(limit, day)) continue;
    if (limit.channel !== null && limit.channel !== channel) continue;
    if (limit.caseLabel !== null && limit.caseLabel !== caseLabel) continue;
    const rank = (limit.channel === null ? 0 : 2) + (limit.caseLabel === null ? 0 : 4);
    if (rank > bestRank || (rank === bestRank && best !== null && limit.validFrom > best.validFrom)) {
      best = limit;
      bestRank = rank;
    }
  }
  return best;
}

/** How far a procedure could be done online on a day; INFORMATION (not an online service) where nothing is said. */
export function serviceLevelOn(procedure: Pick<Procedure, "serviceLevels">, day: Day): ServiceLevelSpan["level"] {
  let found: ServiceLevelSpan | null = null;
  for (const span of procedure.serviceLevels)
    if (holdsOn(span, day) && (found === null || span.validFrom > found.validFrom)) found = span;
  return found?.level ?? "INFORMATION";
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

/** Do the steps of the internal process add up to the published limit? Null where either is not a number of working days. */
export function stepsAddUp(steps: readonly { workingDays: number | null }[], limit: TimeLimit | null): boolean | null {
  if (steps.length === 0 || limit?.unit !== "WORKING_DAY" || limit.value === null) return null;
  const centidays = steps.reduce((sum, s) => sum + Math.round((s.workingDays ?? 0) * 100), 0);
  return centidays === limit.value * 100;
}
