import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import type { TrendPoint } from "@/lib/indicators/model";
import { formatNumber, formatPercent, formatShare } from "@/lib/words";
import { usePeriodName } from "../shell/period-words";
import { onAxis, rateAxis, roundTop } from "./axis";
import classes from "./charts.module.css";
import { pathOf } from "./sparkline";
import { shortLabel } from "./stretch-label";

/** By attributes, not by a class: a picture of the panel carries an SVG as it is written. */
const rateLine = {
  fill: "none",
  stroke: "var(--accent)",
  strokeWidth: 2,
  strokeLinejoin: "round",
  vectorEffect: "non-scaling-stroke",
} as const;

/**
 * On-time rate as a line above, dossiers received as bars below: two pictures, one time axis, neither borrowing the other's scale.
 * Drawn by the server; every column is a link that says its figures.
 */
export function Trend({
  points,
  target,
  hrefOf,
  isRunning,
}: {
  points: readonly TrendPoint[];
  target: number | null;
  hrefOf(p: TrendPoint): string;
  /** Whether the last stretch is not over yet: its values will still move. */
  isRunning: boolean;
}) {
  const t = useTranslations("overview.trend");
  const locale = useLocale();
  const periodName = usePeriodName();
  const lastFrom = points.at(-1)?.from;
  const name = (p: TrendPoint) => (isRunning && p.from === lastFrom ? t("running", { period: periodName(p) }) : periodName(p));
  const percent = (value: number) => formatPercent(locale, value);
  const axis = rateAxis([...points.map((p) => p.onTimeRate), target]);
  const top = roundTop(points.map((p) => p.received));
  const xOf = (i: number) => ((i + 0.5) / points.length) * 100;
  const line = points.map((p, i) => (p.onTimeRate === null ? null : { x: xOf(i), y: 100 - onAxis(axis, p.onTimeRate) }));
  const last = points.findLastIndex((p) => p.onTimeRate !== null);
  /** Where the line comes down to its last point, what is written above that point would stand on the line; below there must be room. */
  const lastY = line[last]?.y ?? 0;
  const comesDown = lastY < 85 && lastY > (line.findLast((p, i) => p !== null && i < last)?.y ?? 100);
  const every = Math.ceil(points.length / 10);
  return (
    <div className={classes.trend}>
      <div className={classes.ratePlot}>
        {axis.ticks.map((tick) => (
          <div key={tick} className={classes.gridLine} style={{ insetBlockEnd: `${onAxis(axis, tick)}%` }}>
            <span>{formatShare(locale, tick)}</span>
          </div>
        ))}
        {target === null ? null : <div className={classes.targetLine} style={{ insetBlockEnd: `${onAxis(axis, target)}%` }} />}
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          <path d={pathOf(isRunning ? line.slice(0, -1) : line)} {...rateLine} />
          {isRunning ? <path d={pathOf(line.slice(-2))} {...rateLine} strokeDasharray="3 4" /> : null}
        </svg>
        {line.map((p, i) =>
          p ? (
            <span
              key={points[i]?.from}
              className={classes.rateDot}
              data-last={(i === last && !(isRunning && i === points.length - 1)) || undefined}
              style={{ insetInlineStart: `${p.x}%`, insetBlockStart: `${p.y}%` }}
            />
          ) : null,
        )}
        {points.map((p, i) =>
          i === last && p.onTimeRate !== null ? (
            <span
              key={p.from}
              className={classes.lastValue}
              data-end={xOf(i) > 90 || undefined}
              data-below={comesDown || undefined}
              style={{ insetInlineStart: `${xOf(i)}%`, insetBlockStart: `${100 - onAxis(axis, p.onTimeRate)}%` }}
            >
              {percent(p.onTimeRate)}
            </span>
          ) : null,
        )}
      </div>
      <div className={classes.barPlot}>
        <div className={classes.gridLine} style={{ insetBlockEnd: "100%" }}>
          <span>{formatNumber(locale, top)}</span>
        </div>
        <div className={classes.gridLine} style={{ insetBlockEnd: "0%" }}>
          <span>0</span>
        </div>
      </div>
      <ul className={classes.columns}>
        {points.map((p, i) => (
          <li key={p.from}>
            <Link
              href={hrefOf(p)}
              prefetch={false}
              className={classes.column}
              aria-label={t("point", {
                period: name(p),
                rate: p.onTimeRate === null ? t("noRate") : percent(p.onTimeRate),
                n: formatNumber(locale, p.onTime),
                total: formatNumber(locale, p.resolved),
                received: formatNumber(locale, p.received),
              })}
            >
              <span className={classes.tip} data-screen data-side={i > points.length / 2 ? "start" : "end"} aria-hidden="true">
                <strong>{name(p)}</strong>
                <span>
                  {t("rate")}: {p.onTimeRate === null ? t("noRate") : percent(p.onTimeRate)} ({formatNumber(locale, p.onTime)}/
                  {formatNumber(locale, p.resolved)})
                </span>
                <span>
                  {t("received")}: {formatNumber(locale, p.received)}
                </span>
              </span>
              <span
                className={classes.bar}
                data-running={(isRunning && i === points.length - 1) || undefined}
                style={{ blockSize: `${(p.received / top) * 100}%` }}
              />
              <span
                className={classes.tick}
                data-shown={(points.length - 1 - i) % every === 0 || undefined}
                data-second={((points.length - 1 - i) / every) % 2 === 1 || undefined}
              >
                {shortLabel(p, points[i - 1])}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
