import { useTranslations } from "use-intl";
import { cityDay } from "@/lib/calendar/rules";
import { formatDay, formatInstant } from "@/lib/words";

/** "14:05" on the city's clock. */
export const timeOf = (at: Date | string): string => formatInstant(new Date(at)).slice(0, 5);

/** When a meeting is, as people say it: the day and its hours, or from when to when where it lasts longer. */
export function useWhen(): (meeting: { startsAt: string; endsAt: string }) => string {
  const t = useTranslations("meetings");
  return ({ startsAt, endsAt }) => {
    const [first, last] = [cityDay(new Date(startsAt)), cityDay(new Date(endsAt))];
    return first === last
      ? t("when", { day: formatDay(first), from: timeOf(startsAt), to: timeOf(endsAt) })
      : t("whenDays", { from: formatInstant(new Date(startsAt)), to: formatInstant(new Date(endsAt)) });
  };
}
