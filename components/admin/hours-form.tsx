"use client";
import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { DayField } from "@/components/ui/day-field";
import { clock, groupsOf, isForReception, weekdayWords } from "@/lib/calendar/labels";
import type { OfficeStretch } from "@/lib/calendar/model";
import { say } from "@/lib/words";
import { SourceField } from "../ui/source-field";
import classes from "./admin.module.css";
import { CalendarChangeDialog } from "./calendar-change";
import { type Common, textOf } from "./calendar-forms";
import { stretchesOf, timePattern } from "./office-hours";

const sessions = ["morning", "afternoon"] as const;
const noon = 12 * 60;
/** A week nobody has entered yet begins as the plain one. */
const plainWeek: OfficeStretch[] = [
  { weekdays: [1, 2, 3, 4, 5], opensMinute: 450, closesMinute: 690, isReceptionOnly: false },
  { weekdays: [1, 2, 3, 4, 5], opensMinute: 810, closesMinute: 1020, isReceptionOnly: false },
];
type Group = { key: number; weekdays: string[]; times: Record<string, string>; isReceptionOnly: boolean };
type UnitName = { id: number; name: string };

/**
 * The office hours of a week from a day on, the city's or, where `units` are given, the own ones of one of these: groups of weekdays that
 * keep the same hours, each with a morning, an afternoon or both.
 */
export function HoursForm({
  hours,
  startOn,
  units = [],
  ...common
}: Common & { hours: readonly OfficeStretch[]; startOn: string; units?: readonly UnitName[] }) {
  const t = useTranslations("admin.calendar");
  const ta = useTranslations("admin");
  const [groups, setGroups] = useState<Group[]>(() => formOf(hours.length > 0 ? hours : plainWeek));
  const change = (key: number, to: Partial<Group>) =>
    setGroups(groups.map((group) => (group.key === key ? { ...group, ...to } : group)));
  const add = () =>
    setGroups([...groups, { key: 1 + Math.max(0, ...groups.map((g) => g.key)), weekdays: [], times: {}, isReceptionOnly: true }]);
  return (
    <CalendarChangeDialog
      {...common}
      title={units.length > 0 ? t("unitHoursTitle") : t("hoursChange")}
      changeOf={(form) => {
        const stretches = stretchesOf(
          groups.map(({ key, weekdays, isReceptionOnly }) => ({
            ...{ weekdays: weekdays.map(Number).sort(), isReceptionOnly },
            sessions: sessions.map((name) => [textOf(form, `${key}-${name}-opens`), textOf(form, `${key}-${name}-closes`)]),
          })),
        );
        if (typeof stretches === "string") return t(stretches);
        const whose = units.length > 0 ? { unitId: Number(textOf(form, "unitId")) } : {};
        return { act: "set-hours", ...whose, validFrom: textOf(form, "validFrom"), stretches, source: textOf(form, "source") };
      }}
    >
      {units.length > 0 ? (
        <NativeSelect
          name="unitId"
          label={t("unit")}
          data={units.map(({ id, name }) => ({ value: String(id), label: name }))}
          data-autofocus
        />
      ) : null}
      {groups.map((group, i) => (
        <HoursGroupFields
          key={group.key}
          group={group}
          number={i + 1}
          onChange={(to) => change(group.key, to)}
          isFirst={i === 0 && units.length === 0}
          onDrop={groups.length > 1 ? () => setGroups(groups.filter((g) => g.key !== group.key)) : null}
        />
      ))}
      <div>
        <Button size="compact-sm" variant="default" onClick={add}>
          {t("addGroup")}
        </Button>
      </div>
      <p className={classes.hint}>{t("hoursRules")}</p>
      <DayField name="validFrom" label={t("hoursFrom")} description={t("hoursPlanned")} required defaultValue={startOn} />
      <SourceField help={ta("sourceHelp")} />
    </CalendarChangeDialog>
  );
}

function formOf(hours: readonly OfficeStretch[]): Group[] {
  return groupsOf(hours).map(({ weekdays, stretches }, key) => {
    const times: Record<string, string> = {};
    stretches.forEach((s, i) => {
      // A day of one stretch is a morning or an afternoon by when it opens.
      const name = stretches.length > 1 ? sessions[i] : s.opensMinute < noon ? "morning" : "afternoon";
      times[`${name}-opens`] = clock(s.opensMinute);
      times[`${name}-closes`] = clock(s.closesMinute);
    });
    return {
      key,
      weekdays: weekdays.map(String),
      times,
      isReceptionOnly: weekdays.every((d) => d <= 5) || isForReception(stretches),
    };
  });
}

function HoursGroupFields({
  group,
  number,
  isFirst,
  onChange,
  onDrop,
}: {
  group: Group;
  number: number;
  isFirst: boolean;
  onChange: (to: Partial<Group>) => void;
  onDrop: (() => void) | null;
}) {
  const t = useTranslations("admin.calendar");
  const locale = useLocale();
  return (
    <fieldset className={classes.part}>
      <legend className={classes.legend}>{t("group", { number })}</legend>
      <Checkbox.Group aria-label={t("weekdays")} value={group.weekdays} onChange={(weekdays) => onChange({ weekdays })}>
        <div className={classes.days}>
          {[1, 2, 3, 4, 5, 6, 7].map((day) => (
            <Checkbox key={day} value={String(day)} label={say(locale, weekdayWords[day] ?? { vi: "", en: "" })} />
          ))}
        </div>
      </Checkbox.Group>
      <div className={classes.pair}>
        {sessions.map((name) => (
          <div key={name} className={classes.times}>
            {(["opens", "closes"] as const).map((end) => (
              <TextInput
                key={end}
                name={`${group.key}-${name}-${end}`}
                label={t(`${name}.${end}`)}
                inputMode="numeric"
                pattern={timePattern}
                title={t("timeHelp")}
                placeholder="--:--"
                maxLength={5}
                defaultValue={group.times[`${name}-${end}`]}
                data-autofocus={isFirst && name === "morning" && end === "opens" ? true : undefined}
              />
            ))}
          </div>
        ))}
      </div>
      {group.weekdays.some((day) => Number(day) > 5) ? (
        <Checkbox
          label={t("receptionOnly")}
          description={t("receptionOnlyHelp")}
          checked={group.isReceptionOnly}
          onChange={(event) => onChange({ isReceptionOnly: event.currentTarget.checked })}
        />
      ) : null}
      {onDrop ? (
        <div>
          <Button size="compact-sm" variant="default" onClick={onDrop}>
            {t("dropGroup", { number })}
          </Button>
        </div>
      ) : null}
    </fieldset>
  );
}
