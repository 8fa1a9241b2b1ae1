"use client";
import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { calendarDayKindWords, calendarDayStatusWords } from "@/lib/calendar/labels";
import {
  CalendarDayKind,
  type CalendarEntry,
  calendarDayKinds,
  calendarDayStatuses,
  type Day,
  type OfficeStretch,
} from "@/lib/calendar/model";
import { formatDay, say } from "@/lib/words";
import classes from "./admin.module.css";
import { CalendarChangeDialog } from "./calendar-change";
import { clock, dayChange, minuteOf, timePattern } from "./calendar-days";
import { DayField } from "./day-field";

type Common = { canOpenDossiers: boolean; onClose: () => void };
const textOf = (form: FormData, name: string): string => String(form.get(name) ?? "").trim();

/** Days off or make-up days, a range at once as decisions name them; or one day that stands already. */
export function DayForm({ entry, startOn, ...common }: Common & { entry: CalendarEntry | null; startOn: Day }) {
  const t = useTranslations("admin");
  const locale = useLocale();
  const [kind, setKind] = useState<CalendarDayKind>(entry?.kind ?? "HOLIDAY");
  const [from, setFrom] = useState(entry?.on ?? startOn);
  return (
    <CalendarChangeDialog
      {...common}
      title={entry ? t("calendar.editTitle", { day: formatDay(entry.on) }) : t("calendar.add")}
      changeOf={(form) => {
        const found = dayChange({
          from: textOf(form, "from"),
          to: textOf(form, "to") || textOf(form, "from"),
          kind,
          madeUpOn: textOf(form, "madeUpOn"),
          status: textOf(form, "status"),
          name: textOf(form, "name"),
          source: textOf(form, "source"),
        });
        return typeof found === "string" ? t(`calendar.${found}`) : found;
      }}
    >
      <div className={classes.pair}>
        <NativeSelect
          label={t("calendar.kind")}
          value={kind}
          onChange={(event) => setKind(CalendarDayKind.parse(event.currentTarget.value))}
          data={calendarDayKinds.map((k) => ({ value: k, label: say(locale, calendarDayKindWords[k]) }))}
          data-autofocus
        />
        <NativeSelect
          name="status"
          label={t("calendar.status")}
          defaultValue={entry?.status}
          data={calendarDayStatuses.map((s) => ({ value: s, label: say(locale, calendarDayStatusWords[s]) }))}
        />
      </div>
      <div className={classes.pair}>
        <DayField
          name="from"
          label={entry ? t("calendar.day") : t("calendar.firstDay")}
          required
          readOnly={entry !== null}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        {entry ? null : <DayField name="to" label={t("calendar.lastDay")} min={from} />}
        {kind === "SWAPPED_OFF" && !entry ? (
          <DayField name="madeUpOn" label={t("calendar.madeUpOn")} description={t("calendar.madeUpHelp")} />
        ) : null}
      </div>
      <TextInput name="name" label={t("calendar.name")} required minLength={2} maxLength={120} defaultValue={entry?.name} />
      <TextInput
        name="source"
        label={t("source")}
        description={t("sourceHelp")}
        required
        minLength={3}
        maxLength={300}
        defaultValue={entry?.source}
      />
    </CalendarChangeDialog>
  );
}

/** Gives a day back to the plain week. */
export function ClearForm({ on, ...common }: Common & { on: Day }) {
  const t = useTranslations("admin");
  return (
    <CalendarChangeDialog
      {...common}
      title={t("calendar.clearTitle", { day: formatDay(on) })}
      changeOf={(form) => ({ act: "clear-day", on, source: textOf(form, "source") })}
    >
      <p>{t("calendar.clearHelp")}</p>
      <TextInput
        name="source"
        label={t("source")}
        description={t("sourceHelp")}
        required
        minLength={3}
        maxLength={300}
        data-autofocus
      />
    </CalendarChangeDialog>
  );
}

/** Office hours from a day on: a morning and an afternoon with the lunch break between, or one stretch. */
export function HoursForm({ hours, startOn, ...common }: Common & { hours: readonly OfficeStretch[]; startOn: Day }) {
  const t = useTranslations("admin");
  const [isHalf, setHalf] = useState(hours.length === 1);
  const defaults = hours.length > 0 ? hours : [{ opensMinute: 450, closesMinute: 690 }];
  const stretch = (name: "morning" | "afternoon", standing: OfficeStretch | undefined) => (
    <fieldset className={classes.pair} key={name}>
      <legend className={classes.legend}>{t(`calendar.${name}`)}</legend>
      {(["opens", "closes"] as const).map((end) => (
        <TextInput
          key={end}
          name={`${name}-${end}`}
          label={t(`calendar.${end}`)}
          description={t("calendar.timeHelp")}
          required
          inputMode="numeric"
          pattern={timePattern}
          title={t("calendar.timeHelp")}
          maxLength={5}
          defaultValue={standing && clock(end === "opens" ? standing.opensMinute : standing.closesMinute)}
          data-autofocus={name === "morning" && end === "opens" ? true : undefined}
        />
      ))}
    </fieldset>
  );
  return (
    <CalendarChangeDialog
      {...common}
      title={t("calendar.hoursChange")}
      changeOf={(form) => ({
        act: "set-hours",
        validFrom: textOf(form, "validFrom"),
        stretches: (isHalf ? (["morning"] as const) : (["morning", "afternoon"] as const)).map((name) => ({
          opensMinute: minuteOf(textOf(form, `${name}-opens`)),
          closesMinute: minuteOf(textOf(form, `${name}-closes`)),
        })),
        source: textOf(form, "source"),
      })}
    >
      {stretch("morning", defaults[0])}
      {isHalf ? null : stretch("afternoon", defaults[1] ?? { opensMinute: 810, closesMinute: 1020 })}
      <Checkbox label={t("calendar.halfDay")} checked={isHalf} onChange={(event) => setHalf(event.currentTarget.checked)} />
      <DayField
        name="validFrom"
        label={t("calendar.hoursFrom")}
        description={t("calendar.hoursPlanned")}
        required
        defaultValue={startOn}
      />
      <TextInput name="source" label={t("source")} description={t("sourceHelp")} required minLength={3} maxLength={300} />
    </CalendarChangeDialog>
  );
}
