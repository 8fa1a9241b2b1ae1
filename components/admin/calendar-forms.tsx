"use client";
import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { DayField } from "@/components/ui/day-field";
import { calendarDayKindWords, calendarDayStatusWords } from "@/lib/calendar/labels";
import { CalendarDayKind, type CalendarEntry, calendarDayKinds, calendarDayStatuses, type Day } from "@/lib/calendar/model";
import { formatDay, say } from "@/lib/words";
import { SourceField } from "../ui/source-field";
import classes from "./admin.module.css";
import { CalendarChangeDialog } from "./calendar-change";
import { dayChange } from "./calendar-days";

export type Common = { canOpenDossiers: boolean; onClose: () => void };
export const textOf = (form: FormData, name: string): string => String(form.get(name) ?? "").trim();

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
          defaultValue={from}
          onDay={(day) => setFrom(day ?? startOn)}
        />
        {entry ? null : <DayField name="to" label={t("calendar.lastDay")} min={from} />}
        {kind === "SWAPPED_OFF" && !entry ? (
          <DayField name="madeUpOn" label={t("calendar.madeUpOn")} description={t("calendar.madeUpHelp")} />
        ) : null}
      </div>
      <TextInput name="name" label={t("calendar.name")} required minLength={2} maxLength={120} defaultValue={entry?.name} />
      <SourceField help={t("sourceHelp")} defaultValue={entry?.source} />
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
      <SourceField help={t("sourceHelp")} isFirst />
    </CalendarChangeDialog>
  );
}
