import { useTranslations } from "use-intl";
import type { Direction, IndicatorCode } from "@/lib/indicators/model";

export function useIndicatorName(): (code: IndicatorCode) => string {
  return useTranslations("indicators");
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
