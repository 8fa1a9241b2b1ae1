import { dueText } from "../labels";
import type { DueStory } from "../model";
import type { DueExplanation } from "./due";

/** An explanation as it travels, with its sentence in both languages. */
export function storyOf(told: DueExplanation): DueStory {
  return {
    ...told,
    sentence: { vi: dueText("vi", told), en: dueText("en", told) },
    strip: [...told.strip],
    dueAt: told.dueAt.toISOString(),
    daysOff: [...told.daysOff],
    makeUpDays: [...told.makeUpDays],
  };
}
