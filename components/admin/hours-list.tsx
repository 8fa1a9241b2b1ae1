import { useLocale, useTranslations } from "use-intl";
import table from "@/components/ui/table.module.css";
import { groupsOf, hoursText, isForReception, receptionOnlyWords, weekdaysText } from "@/lib/calendar/labels";
import type { CalendarYear } from "@/lib/calendar/model";
import { formatDay, say } from "@/lib/words";
import classes from "./admin.module.css";
import { hoursByDay } from "./office-hours";

/** The weeks of office hours that hold one after the other, the newest first: from when, on what paper, and what is for reception only. */
export function HoursList({ hours }: { hours: CalendarYear["hours"] }) {
  const t = useTranslations("admin.calendar");
  const locale = useLocale();
  return (
    <ul className={classes.changes}>
      {hoursByDay(hours).map(({ first, stretches }) => (
        <li key={first.validFrom}>
          <ul className={classes.week}>
            {groupsOf(stretches).map((group) => (
              <li key={group.weekdays.join()}>
                {weekdaysText(locale, group.weekdays)}: <strong>{hoursText(group.stretches)}</strong>
                {isForReception(group.stretches) ? (
                  <span className={table.quiet}> ({say(locale, receptionOnlyWords)})</span>
                ) : null}
              </li>
            ))}
          </ul>
          {t("hoursSince", { from: formatDay(first.validFrom) })}
          {first.validUntil ? ` ${t("hoursUntil", { day: formatDay(first.validUntil) })}` : null}{" "}
          <span className={table.quiet}>{first.source}</span>
        </li>
      ))}
    </ul>
  );
}
