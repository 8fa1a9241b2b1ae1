"use client";
import { Button } from "@mantine/core";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { anyAnswer, useAct } from "@/components/ui/act";
import { Fault } from "@/components/ui/fault";
import { Panel } from "@/components/ui/panel";
import { EmptyState } from "@/components/ui/states";
import table from "@/components/ui/table.module.css";
import { TableFrame } from "@/components/ui/table-frame";
import { calendarDayKindWords, calendarDayStatusWords, weekdayWords } from "@/lib/calendar/labels";
import type { CalendarEntry, CalendarYear, Day } from "@/lib/calendar/model";
import { weekdayOf } from "@/lib/calendar/rules";
import type { RedatingView } from "@/lib/dossiers/model";
import { formatDay, formatInstant, say } from "@/lib/words";
import classes from "./admin.module.css";
import { ClearForm, DayForm } from "./calendar-forms";
import { HoursForm } from "./hours-form";
import { HoursList } from "./hours-list";
import { hoursByDay } from "./office-hours";
import { Redatings } from "./redatings";
import { UnitHours } from "./unit-hours";

/** A year of the working calendar: what differs from the plain week, on what paper, and what stood there before. */
export function Calendar({
  year,
  today,
  units,
  redatings,
  canOpenDossiers,
}: {
  year: CalendarYear;
  units: readonly { id: number; name: string }[];
  today: Day;
  redatings: readonly RedatingView[];
  canOpenDossiers: boolean;
}) {
  const t = useTranslations("admin");
  const locale = useLocale();
  const router = useRouter();
  const [editing, setEditing] = useState<CalendarEntry | "new" | null>(null);
  const [clearing, setClearing] = useState<CalendarEntry | null>(null);
  const [isChangingHours, setChangingHours] = useState(false);
  const expected = year.days.filter((d) => d.status === "EXPECTED").length;
  const hours = hoursByDay(year.hours);
  const startOn = Number(today.slice(0, 4)) === year.year ? today : `${year.year}-01-01`;
  const start = useAct(anyAnswer, () => router.refresh());
  return (
    <>
      <div className={classes.line}>
        <Button component={Link} variant="default" href={`?year=${year.year - 1}`} prefetch={false}>
          {t("calendar.before")}
        </Button>
        <strong className={classes.figure}>{t("calendar.year", { year: String(year.year) })}</strong>
        <Button component={Link} variant="default" href={`?year=${year.year + 1}`} prefetch={false}>
          {t("calendar.after")}
        </Button>
        {year.workingDays === null ? null : <span>{t("calendar.workingDays", { count: year.workingDays })}</span>}
        {year.isDecided ? (
          <span className={classes.badge} data-expected={expected > 0 || undefined}>
            {expected > 0 ? t("calendar.expected", { count: expected }) : t("calendar.decided")}
          </span>
        ) : null}
        {year.isDecided ? <Button onClick={() => setEditing("new")}>{t("calendar.add")}</Button> : null}
      </div>
      <Panel title={t("calendar.caption", { year: String(year.year) })}>
        {year.isDecided ? (
          <TableFrame title={t("calendar.title")}>
            <table className={table.table}>
              <caption className={table.hidden}>{t("calendar.caption", { year: String(year.year) })}</caption>
              <thead>
                <tr>
                  <th scope="col">{t("calendar.day")}</th>
                  <th scope="col">{t("calendar.name")}</th>
                  <th scope="col">{t("calendar.kind")}</th>
                  <th scope="col">{t("calendar.status")}</th>
                  <th scope="col">{t("calendar.source")}</th>
                  <th scope="col">{t("actions")}</th>
                </tr>
              </thead>
              <tbody>
                {year.days.map((entry) => (
                  <tr key={entry.id}>
                    <th scope="row" className={classes.day}>
                      {formatDay(entry.on)}{" "}
                      <span className={table.quiet}>{say(locale, weekdayWords[weekdayOf(entry.on)] ?? { vi: "", en: "" })}</span>
                    </th>
                    <td className={classes.words}>{entry.name}</td>
                    <td className={classes.day}>{say(locale, calendarDayKindWords[entry.kind])}</td>
                    <td className={classes.day}>
                      <span className={classes.badge} data-expected={entry.status === "EXPECTED" || undefined}>
                        {say(locale, calendarDayStatusWords[entry.status])}
                      </span>
                    </td>
                    <td className={classes.detail}>{entry.source}</td>
                    <td>
                      <div className={classes.acts}>
                        <Button
                          size="compact-sm"
                          variant="subtle"
                          aria-label={`${t("edit")}: ${formatDay(entry.on)}`}
                          onClick={() => setEditing(entry)}
                        >
                          {t("edit")}
                        </Button>
                        <Button
                          size="compact-sm"
                          variant="subtle"
                          aria-label={`${t("calendar.clear")}: ${formatDay(entry.on)}`}
                          onClick={() => setClearing(entry)}
                        >
                          {t("calendar.clear")}
                        </Button>
                      </div>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableFrame>
        ) : (
          <EmptyState
            title={t("calendar.undecided", { year: String(year.year) })}
            action={
              <Button
                loading={start.isPending}
                onClick={() => start.mutate({ method: "POST", url: "/api/v1/calendar/years", body: { year: year.year } })}
              >
                {t("calendar.start")}
              </Button>
            }
          >
            {t("calendar.startHelp")}
            <Fault error={start.error} />
          </EmptyState>
        )}
      </Panel>
      <Panel
        title={t("calendar.hours")}
        actions={
          <Button size="compact-sm" variant="default" onClick={() => setChangingHours(true)}>
            {t("calendar.hoursChange")}
          </Button>
        }
      >
        {hours.length === 0 ? <p>{t("calendar.noHours")}</p> : null}
        <HoursList hours={year.hours} />
      </Panel>
      <UnitHours hours={year.unitHours} cityHours={year.hours} {...{ units, today, startOn, canOpenDossiers }} />
      <Redatings initial={redatings} />
      {year.history.length > 0 ? (
        <Panel title={t("calendar.history")}>
          <ul className={classes.list}>
            {year.history.map((entry) => (
              <li key={entry.id}>
                {t("calendar.historyLine", {
                  day: formatDay(entry.on),
                  name: entry.name,
                  kind: say(locale, calendarDayKindWords[entry.kind]),
                  at: entry.supersededAt ? formatInstant(new Date(entry.supersededAt)) : "",
                })}
              </li>
            ))}
          </ul>
        </Panel>
      ) : null}
      {editing ? (
        <DayForm
          entry={editing === "new" ? null : editing}
          startOn={startOn}
          canOpenDossiers={canOpenDossiers}
          onClose={() => setEditing(null)}
        />
      ) : null}
      {clearing ? <ClearForm on={clearing.on} canOpenDossiers={canOpenDossiers} onClose={() => setClearing(null)} /> : null}
      {isChangingHours ? (
        <HoursForm
          hours={hours.find((h) => h.first.validFrom <= today)?.stretches ?? []}
          startOn={startOn}
          canOpenDossiers={canOpenDossiers}
          onClose={() => setChangingHours(false)}
        />
      ) : null}
    </>
  );
}
