"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { IndicatorCode, UnitRow } from "@/lib/indicators/model";
import { useFigure } from "../overview/figures";
import { useIndicatorName } from "../overview/indicator-words";
import { dossiersOf, drillLink, type Question } from "../overview/links";
import { lazily } from "../ui/lazily";
import { EmptyState } from "../ui/states";
import { VerdictShape } from "../ui/verdict";
import classes from "./map.module.css";
import { outlineOf } from "./outline";
import { rampSteps } from "./ramp";
import { type Coloured, rampTone, type Shape, toneOf } from "./wards";

// Without it the shapes stay as the page drew them.
const LeafletMap = lazily(() => import("./leaflet-map").then((m) => m.default), { isQuiet: true });
const verdictOrder = ["good", "watch", "bad", "no-data"] as const;

export type WardUnit = Pick<UnitRow, "unitId" | "name" | "areaCode" | "readings">;

/** Wards coloured by an indicator, with the same figures as a list under the picture. The picture is loaded once it is in sight. */
export function WardMap({
  city,
  shapes,
  units,
  indicator,
  question,
  canList,
}: {
  city: string;
  shapes: readonly Shape[];
  units: readonly WardUnit[];
  indicator: IndicatorCode;
  question: Question;
  canList: boolean;
}) {
  const t = useTranslations("overview.map");
  const verdictWords = useTranslations("ui.verdict");
  const nameOf = useIndicatorName();
  const figure = useFigure();
  const router = useRouter();
  const holder = useRef<HTMLDivElement>(null);
  const isSeen = useSeen(holder);
  const wards = useMemo(
    () =>
      shapes.map((shape): Coloured => {
        const unit = units.find((u) => u.unitId === shape.unitId);
        const reading = unit?.readings.find((r) => r.code === indicator);
        const isCount = indicator === "overdue-now";
        return {
          shape,
          verdict: reading?.verdict ?? "no-data",
          value: reading?.value ?? null,
          isJudged: typeof reading?.targetIndex === "number",
          figure: reading && reading.value !== null ? figure(indicator, reading.value).replace(/ \D+$/, "") : "–",
          href: unit ? (isCount && canList ? dossiersOf : drillLink)(question, indicator, { unitId: unit.unitId }) : null,
        };
      }),
    [shapes, units, indicator, question, figure, canList],
  );
  if (shapes.length === 0) return <EmptyState title={t("noShapes")} />;
  const isJudged = wards.some((w) => w.isJudged);
  const values = wards.flatMap((w) => (w.value === null ? [] : [w.value]));
  const used = verdictOrder.filter((v) => wards.some((w) => w.verdict === v));
  return (
    <>
      <div ref={holder} className={classes.frame} role="img" aria-label={t("label", { city, indicator: nameOf(indicator) })}>
        <Wards wards={wards} />
        {isSeen ? <LeafletMap wards={wards} onOpen={(href) => router.push(href)} fullView={t("fullView")} /> : null}
      </div>
      <ul className={classes.legend} aria-label={t("legend")}>
        {isJudged || values.length === 0 ? (
          used.map((v) => (
            <li key={v}>
              <span className={classes.swatch} data-verdict={v} aria-hidden="true" />
              <VerdictShape verdict={v} />
              {verdictWords(v)}
            </li>
          ))
        ) : (
          <li>
            {rampSteps.map((step) => (
              <span key={step} className={classes.swatch} style={{ background: rampTone(step) }} aria-hidden="true" />
            ))}
            {t("ramp", { low: figure(indicator, Math.min(...values)), high: figure(indicator, Math.max(...values)) })}
          </li>
        )}
      </ul>
      <ul className={classes.list} aria-label={t("list")}>
        {wards.map((ward) => {
          const words = (
            <>
              {ward.isJudged ? <VerdictShape verdict={ward.verdict} label={verdictWords(ward.verdict)} /> : null}
              <span>{ward.shape.name}</span>
              <strong>{ward.figure}</strong>
            </>
          );
          return (
            <li key={ward.shape.code}>
              {ward.href ? (
                <Link href={ward.href} prefetch={false}>
                  {words}
                </Link>
              ) : (
                <span>{words}</span>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** The same shapes without names, drawn with the page: what stands there until the map is loaded, and on paper. */
function Wards({ wards }: { wards: readonly Coloured[] }) {
  const outline = useMemo(() => outlineOf(wards.map((w) => w.shape.geometry)), [wards]);
  return (
    <svg className={classes.outline} viewBox={`0 0 ${outline.width} ${outline.height}`} aria-hidden="true">
      {wards.map((ward, i) => (
        <path
          key={ward.shape.code}
          d={outline.paths[i]}
          fill={toneOf(ward, wards)}
          stroke="var(--surface)"
          strokeWidth="1.5"
          vectorEffect="non-scaling-stroke"
        />
      ))}
    </svg>
  );
}

function useSeen(place: React.RefObject<HTMLElement | null>): boolean {
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    if (!place.current) return;
    const watcher = new IntersectionObserver(
      (entries) => {
        if (entries.some((e) => e.isIntersecting)) setSeen(true);
      },
      { rootMargin: "200px" },
    );
    watcher.observe(place.current);
    return () => watcher.disconnect();
  }, [place]);
  return isSeen;
}
