"use client";
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { DayField } from "@/components/ui/day-field";
import { Panel } from "@/components/ui/panel";
import type { CalendarYear, Day } from "@/lib/calendar/model";
import { addDays } from "@/lib/calendar/rules";
import { SourceField } from "../ui/source-field";
import classes from "./admin.module.css";
import { CalendarChangeDialog } from "./calendar-change";
import { type Common, textOf } from "./calendar-forms";
import { HoursForm } from "./hours-form";
import { HoursList } from "./hours-list";
import { hoursByDay } from "./office-hours";

type UnitName = { id: number; name: string };
type UnitLine = CalendarYear["unitHours"][number];

/** The office hours units keep instead of those they would inherit: begun, changed and ended from a day on, each on its paper. */
export function UnitHours({
  hours,
  cityHours,
  units,
  today,
  startOn,
  canOpenDossiers,
}: {
  hours: readonly UnitLine[];
  cityHours: CalendarYear["hours"];
  units: readonly UnitName[];
  today: Day;
  startOn: Day;
  canOpenDossiers: boolean;
}) {
  const t = useTranslations("admin.calendar");
  const [setting, setSetting] = useState<readonly UnitName[] | null>(null);
  const [ending, setEnding] = useState<UnitName | null>(null);
  const owners = [...new Map(hours.map((h) => [h.unitId, { id: h.unitId, name: h.unitName }])).values()];
  const of = (unitId: number) => hours.filter((h) => h.unitId === unitId);
  const [one] = setting?.length === 1 ? setting : [];
  const weeks = hoursByDay(one ? of(one.id) : cityHours);
  // Where its own are only planned yet, those are what is changed.
  const standing = weeks.find((h) => h.first.validFrom <= today) ?? weeks.at(-1);
  return (
    <Panel
      title={t("unitHours")}
      note={t("unitHoursHelp")}
      actions={
        <Button size="compact-sm" variant="default" onClick={() => setSetting(units)}>
          {t("unitHoursAdd")}
        </Button>
      }
    >
      {owners.length === 0 ? <p>{t("noUnitHours")}</p> : null}
      {owners.map((unit) => (
        <section key={unit.id} aria-label={unit.name}>
          <h3 className={classes.subhead}>{unit.name}</h3>
          <HoursList hours={of(unit.id)} />
          <div className={classes.acts}>
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={`${t("hoursChange")}: ${unit.name}`}
              onClick={() => setSetting([unit])}
            >
              {t("hoursChange")}
            </Button>
            {of(unit.id).some((h) => h.validUntil === null || h.validUntil >= today) ? (
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={`${t("unitHoursEnd")}: ${unit.name}`}
                onClick={() => setEnding(unit)}
              >
                {t("unitHoursEnd")}
              </Button>
            ) : null}
          </div>
        </section>
      ))}
      {setting ? (
        <HoursForm
          hours={standing?.stretches ?? []}
          units={setting}
          startOn={startOn}
          canOpenDossiers={canOpenDossiers}
          onClose={() => setSetting(null)}
        />
      ) : null}
      {ending ? <EndForm unit={ending} today={today} canOpenDossiers={canOpenDossiers} onClose={() => setEnding(null)} /> : null}
    </Panel>
  );
}

/** Gives a unit back to the hours it inherits. */
function EndForm({ unit, today, ...common }: Common & { unit: UnitName; today: Day }) {
  const t = useTranslations("admin.calendar");
  const ta = useTranslations("admin");
  return (
    <CalendarChangeDialog
      {...common}
      title={t("unitHoursEndTitle", { unit: unit.name })}
      changeOf={(form) => ({
        ...{ act: "end-hours", unitId: unit.id },
        ...{ validUntil: textOf(form, "validUntil"), source: textOf(form, "source") },
      })}
    >
      <p>{t("unitHoursEndHelp")}</p>
      <DayField name="validUntil" label={t("lastDay")} required defaultValue={addDays(today, -1)} />
      <SourceField help={ta("sourceHelp")} />
    </CalendarChangeDialog>
  );
}
