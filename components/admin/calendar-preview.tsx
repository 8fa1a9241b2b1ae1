import { useEffect, useRef } from "react";
import { useLocale, useTranslations } from "use-intl";
import type { CalendarChange } from "@/lib/calendar/model";
import type { CalendarPreview } from "@/lib/dossiers/model";
import { formatNumber } from "@/lib/words";
import classes from "./admin.module.css";
import { PreviewedRows } from "./calendar-rows";

/** What a change of the calendar would do: how many, whose, and each of them with the day they have and the day they get. */
export function PreviewOf({
  change,
  preview,
  canOpenDossiers,
}: {
  change: CalendarChange;
  preview: CalendarPreview;
  canOpenDossiers: boolean;
}) {
  const t = useTranslations("admin.calendar");
  const locale = useLocale();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  const facts = [
    ["movesLater", preview.later],
    ["movesEarlier", preview.earlier],
    ["movesHour", preview.otherHour],
    ["noLongerOverdue", preview.noLongerOverdue],
    ["uncounted", preview.uncounted],
  ] as const;
  return (
    <>
      <h3 ref={head} tabIndex={-1} className={classes.answer}>
        {preview.moved === 0 ? t("movesNothing") : t("moves", { count: preview.moved })}
      </h3>
      <ul className={classes.list}>
        {facts.map(([key, count]) => (count > 0 ? <li key={key}>{t(key, { count })}</li> : null))}
        {preview.moved > 0 ? <li>{t("endedStay")}</li> : null}
      </ul>
      {preview.moved === 0 ? null : (
        <>
          <h4 className={classes.subhead}>{t("byUnit")}</h4>
          <ul className={classes.counts}>
            {preview.units.map((unit) => (
              <li key={unit.unitId}>
                {unit.unitName} <strong>{formatNumber(locale, unit.count)}</strong>
              </li>
            ))}
          </ul>
          <PreviewedRows {...{ change, preview, canOpenDossiers }} />
        </>
      )}
    </>
  );
}
