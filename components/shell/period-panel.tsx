"use client";
import "@mantine/dates/styles.layer.css";
import { Button } from "@mantine/core";
import { DateInput } from "@mantine/dates";
import "dayjs/locale/vi";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import type { Day } from "@/lib/calendar/model";
import { monthOf, preset, presetNames, quarterOf, type Stretch, yearOf } from "./period";
import classes from "./period-picker.module.css";

type Props = { period: Stretch; asOf: Day | null; today: Day; onChoose(period: Stretch, asOf: Day | null): void };

export function PeriodPanel({ period, asOf, today, onChoose }: Props) {
  const t = useTranslations("shell.period");
  const thisYear = Number(today.slice(0, 4));
  const [year, setYear] = useState(Number(period.to.slice(0, 4)));
  const is = (s: Stretch) => s.from === period.from && s.to === period.to;
  const years = [...new Set([thisYear - 3, thisYear - 2, thisYear - 1, thisYear, year])].sort((a, b) => a - b);
  return (
    <div className={classes.panel}>
      <div>
        <p className={classes.heading}>{t("presetsTitle")}</p>
        <div className={classes.choices}>
          {presetNames.map((name) => {
            const chosen = preset(name, today);
            return (
              <Choice key={name} isOn={is(chosen)} onPick={() => onChoose(chosen, null)}>
                {t(`presets.${name}`)}
              </Choice>
            );
          })}
        </div>
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
              onPick={() => onChoose(month, null)}
              label={t("month", { month: String(i + 1), year: String(year) })}
            >
              {`T${i + 1}`}
            </Choice>
          ))}
          {(["I", "II", "III", "IV"] as const).map((roman, i) => (
            <Choice
              key={roman}
              isOn={is(quarterOf(year, i + 1))}
              onPick={() => onChoose(quarterOf(year, i + 1), null)}
              label={t("quarter", { quarter: roman, year: String(year) })}
            >
              {`Q${roman}`}
            </Choice>
          ))}
        </div>
        <div className={classes.years} style={{ marginBlockStart: "0.375rem" }}>
          <Choice isOn={is(yearOf(year))} onPick={() => onChoose(yearOf(year), null)}>
            {t("earlierYear", { year: String(year) })}
          </Choice>
        </div>
      </div>
      <CustomPeriod period={period} asOf={asOf} today={today} onChoose={onChoose} />
    </div>
  );
}

function CustomPeriod({ period, asOf, today, onChoose }: Props) {
  const t = useTranslations("shell.period");
  const locale = useLocale();
  const [from, setFrom] = useState<string | null>(period.from);
  const [to, setTo] = useState<string | null>(period.to);
  const [day, setDay] = useState<string | null>(asOf);
  const isBackwards = Boolean(from && to && from > to);
  const shared = { valueFormat: "DD/MM/YYYY", locale, popoverProps: { withinPortal: false }, size: "sm" } as const;
  return (
    <form
      className={classes.custom}
      onSubmit={(event) => {
        event.preventDefault();
        if (from && to && !isBackwards) onChoose({ from, to }, day);
      }}
    >
      <DateInput label={t("from")} value={from} onChange={setFrom} {...shared} />
      <DateInput label={t("to")} value={to} onChange={setTo} error={isBackwards ? t("backwards") : null} {...shared} />
      <DateInput
        label={t("asOf")}
        value={day}
        onChange={setDay}
        maxDate={today}
        clearable
        description={null}
        placeholder=""
        {...shared}
      />
      <Button type="submit" className={classes.apply} disabled={!from || !to || isBackwards}>
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
