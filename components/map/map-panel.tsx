"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { IndicatorCode, Overview } from "@/lib/indicators/model";
import { asPercent, useSheet } from "../board/sheet";
import { shapeOf } from "../overview/figures";
import { useIndicatorName } from "../overview/indicator-words";
import type { Question } from "../overview/links";
import type { FilterState } from "../shell/filters";
import { Export } from "../ui/export";
import { Panel } from "../ui/panel";
import classes from "./map.module.css";
import { WardMap } from "./ward-map";
import type { Shape } from "./wards";

const mapIndicators = ["on-time-rate", "overdue-now", "online-rate"] as const satisfies readonly IndicatorCode[];

/** The city by ward, coloured by an indicator the reader chooses. */
export function MapPanel({
  overview,
  question,
  filter,
  city,
  shapes,
  isIllustrative,
  canList,
  className,
}: {
  overview: Overview;
  question: Question;
  filter: FilterState;
  city: string;
  shapes: readonly Shape[];
  isIllustrative: boolean;
  canList: boolean;
  className?: string;
}) {
  const t = useTranslations("overview.map");
  const verdict = useTranslations("ui.verdict");
  const nameOf = useIndicatorName();
  const sheet = useSheet(filter);
  const [indicator, setIndicator] = useState<(typeof mapIndicators)[number]>("on-time-rate");
  const isRate = shapeOf(indicator) === "ratio";
  const file = () =>
    sheet(
      `${t("title")}: ${nameOf(indicator)}`,
      overview.at,
      [t("area"), ...(isRate ? [`${nameOf(indicator)} (%)`, "n", "N"] : [nameOf(indicator)]), t("verdict")],
      shapes.map((shape) => {
        const unit = overview.units.find((u) => u.unitId === shape.unitId);
        const reading = unit?.readings.find((r) => r.code === indicator);
        const value = reading?.value ?? null;
        return [
          shape.name,
          ...(isRate ? [asPercent(value), reading?.top ?? null, reading?.bottom ?? null] : [value]),
          typeof reading?.targetIndex === "number" ? verdict(reading.verdict) : null,
        ];
      }),
    );
  return (
    <Panel
      className={className}
      title={t("title")}
      note={isIllustrative && shapes.length ? t("illustrative") : null}
      actions={
        <>
          <select
            className={classes.choose}
            aria-label={t("indicator")}
            value={indicator}
            onChange={(event) => setIndicator(mapIndicators.find((c) => c === event.currentTarget.value) ?? "on-time-rate")}
          >
            {mapIndicators.map((code) => (
              <option key={code} value={code}>
                {nameOf(code)}
              </option>
            ))}
          </select>
          {shapes.length ? <Export table={file} /> : null}
        </>
      }
    >
      <WardMap city={city} shapes={shapes} units={overview.units} {...{ indicator, question, canList }} />
    </Panel>
  );
}
