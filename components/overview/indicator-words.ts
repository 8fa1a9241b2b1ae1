import { useLocale } from "use-intl";
import { indicatorLabels } from "@/lib/indicators/labels";
import type { Direction, IndicatorCode } from "@/lib/indicators/model";
import { say } from "@/lib/words";

export function useIndicatorName(): (code: IndicatorCode) => string {
  const locale = useLocale();
  return (code) => say(locale, indicatorLabels[code].name);
}

/**
 * Whether more of it is better, for the words beside a change. The catalogue says the same with its definitions, which a browser
 * need not load; a test holds the two together.
 */
const directions: Partial<Record<IndicatorCode, Direction>> = {
  "resolved-late": "less",
  "on-time-rate": "more",
  "on-time-of-received-rate": "more",
  "overdue-now": "less",
  "online-rate": "more",
  "full-online-rate": "more",
  "postal-rate": "more",
  "mean-working-days": "less",
};
export const directionOf = (code: IndicatorCode): Direction => directions[code] ?? "none";
