"use client";
import { Button, Modal, NativeSelect, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { anyAnswer, useAct } from "@/components/ui/act";
import { Fault } from "@/components/ui/fault";
import { Panel } from "@/components/ui/panel";
import { EmptyState } from "@/components/ui/states";
import table from "@/components/ui/table.module.css";
import { calendarDayKindWords, calendarDayStatusWords, weekdayWords } from "@/lib/calendar/labels";
import { type CalendarEntry, type CalendarYear, calendarDayKinds, calendarDayStatuses, type Day } from "@/lib/calendar/model";
import { weekdayOf } from "@/lib/calendar/rules";
import { formatDay, formatInstant, say } from "@/lib/words";
import classes from "./admin.module.css";
import { DayField } from "./day-field";

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** A year of the working calendar: what differs from the plain week, on what paper, and what stood there before. */
export function Calendar({ year }: { year: CalendarYear }) {
  const t = useTranslations("admin");
  const locale = useLocale();
  const router = useRouter();
  const [editing, setEditing] = useState<CalendarEntry | "new" | null>(null);
  const [clearing, setClearing] = useState<CalendarEntry | null>(null);
  const start = useAct(anyAnswer, () => router.refresh());
  return (
    <>
      <div className={classes.line}>
        <Button component="a" variant="default" href={`?year=${year.year - 1}`}>
          {t("calendar.before")}
        </Button>
        <strong className={classes.figure}>{t("calendar.year", { year: String(year.year) })}</strong>
        <Button component="a" variant="default" href={`?year=${year.year + 1}`}>
          {t("calendar.after")}
        </Button>
        {year.workingDays === null ? null : <span>{t("calendar.workingDays", { count: year.workingDays })}</span>}
        {year.isDecided ? <Button onClick={() => setEditing("new")}>{t("calendar.add")}</Button> : null}
      </div>
      <Panel title={t("calendar.caption", { year: String(year.year) })}>
        {year.isDecided ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is moved with the keyboard inside its frame.
          <section className={table.scroll} tabIndex={0} aria-label={t("calendar.title")}>
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
                    <td>{entry.name}</td>
                    <td>{say(locale, calendarDayKindWords[entry.kind])}</td>
                    <td>{say(locale, calendarDayStatusWords[entry.status])}</td>
                    <td>{entry.source}</td>
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
          </section>
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
      <Panel title={t("calendar.hours")}>
        {year.hours.length === 0 ? <p>{t("calendar.noHours")}</p> : null}
        <ul>
          {year.hours.map((stretch) => (
            <li key={`${stretch.validFrom}-${stretch.opensMinute}`}>
              {t("calendar.hoursLine", { from: clock(stretch.opensMinute), until: clock(stretch.closesMinute) })}{" "}
              <span className={table.quiet}>
                {t("calendar.hoursSince", { from: formatDay(stretch.validFrom) })} · {stretch.source}
              </span>
            </li>
          ))}
        </ul>
      </Panel>
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
      {editing ? <DayForm entry={editing === "new" ? null : editing} year={year.year} onClose={() => setEditing(null)} /> : null}
      {clearing ? <ClearForm on={clearing.on} onClose={() => setClearing(null)} /> : null}
    </>
  );
}

function DayForm({ entry, year, onClose }: { entry: CalendarEntry | null; year: number; onClose: () => void }) {
  const t = useTranslations("admin");
  const locale = useLocale();
  const router = useRouter();
  const save = useAct(anyAnswer, () => {
    onClose();
    router.refresh();
  });
  return (
    <Modal opened onClose={onClose} title={t("calendar.add")} closeButtonProps={{ "aria-label": t("cancel") }}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({
            method: "PUT",
            url: "/api/v1/calendar/days",
            body: Object.fromEntries(new FormData(event.currentTarget)),
          });
        }}
      >
        <DayField
          name="on"
          label={t("calendar.day")}
          required
          readOnly={entry !== null}
          defaultValue={entry?.on ?? `${year}-01-01`}
          data-autofocus
        />
        <TextInput name="name" label={t("calendar.name")} required minLength={2} maxLength={120} defaultValue={entry?.name} />
        <div className={classes.pair}>
          <NativeSelect
            name="kind"
            label={t("calendar.kind")}
            defaultValue={entry?.kind}
            data={calendarDayKinds.map((kind) => ({ value: kind, label: say(locale, calendarDayKindWords[kind]) }))}
          />
          <NativeSelect
            name="status"
            label={t("calendar.status")}
            defaultValue={entry?.status}
            data={calendarDayStatuses.map((status) => ({ value: status, label: say(locale, calendarDayStatusWords[status]) }))}
          />
        </div>
        <TextInput name="source" label={t("source")} required minLength={3} maxLength={300} defaultValue={entry?.source} />
        <Fault error={save.error} />
        <div className={classes.end}>
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t("save")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function ClearForm({ on, onClose }: { on: Day; onClose: () => void }) {
  const t = useTranslations("admin");
  const router = useRouter();
  const clear = useAct(anyAnswer, () => {
    onClose();
    router.refresh();
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("calendar.clearTitle", { day: formatDay(on) })}
      closeButtonProps={{ "aria-label": t("cancel") }}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          clear.mutate({
            method: "DELETE",
            url: "/api/v1/calendar/days",
            body: { on, source: String(new FormData(event.currentTarget).get("source") ?? "") },
          });
        }}
      >
        <p>{t("calendar.clearHelp")}</p>
        <TextInput name="source" label={t("source")} required minLength={3} maxLength={300} data-autofocus />
        <Fault error={clear.error} />
        <div className={classes.end}>
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" color="red" loading={clear.isPending}>
            {t("calendar.clear")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
