"use client";
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Day } from "@/lib/calendar/model";
import { DayField } from "../ui/day-field";
import { DaySpanFields } from "../ui/day-span";
import { monthOf, type PresetName, preset, presetNames, quarterOf, reportPresetNames, type Stretch, yearOf } from "./period";
import type { Known } from "./period-picker";
import classes from "./period-picker.module.css";

type Props = {
  period: Stretch;
  asOf: Day | null;
  today: Day;
  known?: Known;
  onChoose(period: Stretch, asOf: Day | null, knownOn: Day | null): void;
};

export function PeriodPanel({ period, asOf, today, known, onChoose }: Props) {
  const t = useTranslations("shell.period");
  const thisYear = Number(today.slice(0, 4));
  const [year, setYear] = useState(Number(period.to.slice(0, 4)));
  const is = (s: Stretch) => s.from === period.from && s.to === period.to;
  const years = [...new Set([thisYear - 3, thisYear - 2, thisYear - 1, thisYear, year])].sort((a, b) => a - b);
  const choicesOf = (names: readonly PresetName[]) => (
    <div className={classes.choices}>
      {names.map((name) => {
        const chosen = preset(name, today);
        return (
          <Choice key={name} isOn={is(chosen)} onPick={() => onChoose(chosen, null, null)}>
            {t(`presets.${name}`)}
          </Choice>
        );
      })}
    </div>
  );
  return (
    <div className={classes.panel}>
      <div>
        <p className={classes.heading}>{t("presetsTitle")}</p>
        {choicesOf(presetNames)}
      </div>
      <div>
        <p className={classes.heading}>{t("monthsTitle", { year: String(year) })}</p>
        <div className={classes.years}>
          {years.map((y) => (
            <Choice key={y} isOn={y === year} onPick={() => setYear(y)}>
              {String(y)}
            </Choice>
          ))}
        </div>
        <div className={classes.months}>
          {Array.from({ length: 12 }, (_, i) => monthOf(year, i + 1)).map((month, i) => (
            <Choice
              key={month.from}
              isOn={is(month)}
              onPick={() => onChoose(month, null, null)}
              label={t("month", { month: String(i + 1), year: String(year) })}
            >
              {`T${i + 1}`}
            </Choice>
          ))}
          {(["I", "II", "III", "IV"] as const).map((roman, i) => (
            <Choice
              key={roman}
              isOn={is(quarterOf(year, i + 1))}
              onPick={() => onChoose(quarterOf(year, i + 1), null, null)}
              label={t("quarter", { quarter: roman, year: String(year) })}
            >
              {`Q${roman}`}
            </Choice>
          ))}
        </div>
        <div className={classes.years} style={{ marginBlockStart: "0.375rem" }}>
          <Choice isOn={is(yearOf(year))} onPick={() => onChoose(yearOf(year), null, null)}>
            {t("earlierYear", { year: String(year) })}
          </Choice>
        </div>
      </div>
      <div className={classes.reported}>
        <p className={classes.heading}>{t("reportTitle")}</p>
        {choicesOf(reportPresetNames)}
      </div>
      <CustomPeriod period={period} asOf={asOf} today={today} known={known} onChoose={onChoose} />
    </div>
  );
}

function CustomPeriod({ period, asOf, today, known, onChoose }: Props) {
  const t = useTranslations("shell.period");
  const [span, setSpan] = useState<Stretch | null>(period);
  const [day, setDay] = useState<string | null>(asOf);
  const [knownOn, setKnownOn] = useState<string | null>(known?.on ?? null);
  // Of a day nothing was known before it; without a day the period decides, and it must have begun.
  const isTooEarly = Boolean(knownOn && span && knownOn < (day ?? span.from));
  return (
    <form
      className={classes.custom}
      onSubmit={(event) => {
        event.preventDefault();
        if (span && !isTooEarly) onChoose(span, day, knownOn);
      }}
    >
      <DaySpanFields
        from={period.from}
        to={period.to}
        labels={{ from: t("from"), to: t("to") }}
        onSpan={setSpan}
        required
        withAsterisk={false}
        isInPopover
      />
      <DayField label={t("asOf")} defaultValue={day} onDay={setDay} max={today} isInPopover />
      {known ? (
        <DayField
          label={t("knownOn")}
          description={t("knownOnHelp")}
          defaultValue={knownOn}
          onDay={setKnownOn}
          error={isTooEarly ? t("knownOnTooEarly") : null}
          min={known.since}
          max={today}
          isInPopover
          className={classes.known}
        />
      ) : null}
      <Button type="submit" className={classes.apply} disabled={!span || isTooEarly}>
        {t("apply")}
      </Button>
    </form>
  );
}

function Choice({ isOn, onPick, label, children }: { isOn: boolean; onPick(): void; label?: string; children: string }) {
  return (
    <button type="button" className={classes.choice} aria-pressed={isOn} aria-label={label} onClick={onPick}>
      {children}
    </button>
  );
}
