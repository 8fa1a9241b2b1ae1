import Link from "next/link";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl";
import type { ComparedReading, Reading } from "@/lib/indicators/model";
import { formatDay, formatNumber } from "@/lib/words";
import { Sparkline } from "../charts/sparkline";
import { FreshMark } from "../ui/freshness";
import { VerdictBadge } from "../ui/verdict";
import { Explain, type Explained } from "./explain";
import { formatChange, formatValue, shapeOf, unitOf, useAim, useFigure } from "./figures";
import { directionOf, useIndicatorName } from "./indicator-words";
import { baseOf, dossiersOf, dossiersOver, type Question } from "./links";
import classes from "./tile.module.css";

type TileProps = {
  reading: ComparedReading;
  href: string;
  question: Question;
  /** Whether the reader may open lists of dossiers. */
  canList: boolean;
  /** What stands where a rate has its n/N. */
  beside?: ReactNode;
};

/** One answer: its value, its verdict, over how many, towards what, since when, on what course. The whole tile opens it. */
export function Tile({ reading, href, question, canList, beside }: TileProps) {
  const t = useTranslations("overview");
  const locale = useLocale();
  const name = useIndicatorName()(reading.code);
  const figure = useFigure();
  const aim = useAim();
  const explained = useExplained(reading, question, canList);
  const shape = shapeOf(reading.code);
  const first = reading.trail[0];
  const last = reading.trail.at(-1);
  const known = reading.trail.flatMap((p) => (p.value === null ? [] : [p.value]));
  const of = (n: number, way: string, label: string) =>
    canList && n > 0 ? (
      <Link href={way} prefetch={false} className={classes.part} aria-label={label}>
        {formatNumber(locale, n)}
      </Link>
    ) : (
      formatNumber(locale, n)
    );
  return (
    <article className={classes.tile} data-verdict={reading.target ? reading.verdict : undefined}>
      <div className={classes.head}>
        <h2 className={classes.name}>
          <Link href={href} prefetch={false} className={classes.link}>
            {name}
          </Link>
        </h2>
        <Explain {...explained} />
      </div>
      <p className={classes.value} data-figure>
        <span>
          {reading.value === null ? "–" : formatValue(locale, reading.code, reading.value)}
          {reading.value === null ? null : (
            <span className={classes.unit}>{shape === "ratio" ? "%" : t(`units.${unitOf(reading.code, reading.value)}`)}</span>
          )}
        </span>
        {reading.target || reading.value === null ? <VerdictBadge verdict={reading.verdict} /> : null}
      </p>
      <p className={classes.of}>
        {shape === "count"
          ? beside
          : !reading.bottom
            ? t("noDenominator")
            : shape === "ratio"
              ? t.rich("ofDossiersRich", {
                  n: () =>
                    of(reading.top, dossiersOf(question, reading.code), t("open.top", { n: formatNumber(locale, reading.top) })),
                  total: () =>
                    of(
                      reading.bottom ?? 0,
                      dossiersOver(question, reading.code),
                      t("open.bottom", { n: formatNumber(locale, reading.bottom ?? 0) }),
                    ),
                })
              : t("ofMean", { total: formatNumber(locale, reading.bottom) })}
      </p>
      <dl className={classes.facts}>
        <div data-none={!reading.target || undefined}>
          <dt>{t("target")}</dt>
          <dd>
            {reading.target
              ? t(directionOf(reading.code) === "less" ? "atMost" : "atLeast", {
                  value: aim(reading.code, reading.target.aim),
                })
              : directionOf(reading.code) === "none"
                ? t("watchedOnly")
                : t("noTarget")}
          </dd>
        </div>
        {(["previous", "lastYear"] as const).map((when) => (
          <div key={when}>
            <dt>
              <span className={classes.versus}>{t("change.versus")} </span>
              {t(`change.${when}`)}
            </dt>
            <dd>
              <Change reading={reading} then={reading[when]} />
            </dd>
          </div>
        ))}
      </dl>
      <Sparkline
        className={classes.spark}
        values={reading.trail.map((p) => p.value)}
        label={t("trail", {
          first: first ? formatDay(first.from) : "",
          last: last ? formatDay(last.to) : "",
          low: known.length ? figure(reading.code, Math.min(...known)) : "–",
          high: known.length ? figure(reading.code, Math.max(...known)) : "–",
          now: reading.value === null ? "–" : figure(reading.code, reading.value),
        })}
      />
      <p className={classes.fresh}>
        <FreshMark />
      </p>
    </article>
  );
}

/** A number beside the tiles: what it is, how many, and its change. */
export function SmallTile({ reading, href, question, canList }: Omit<TileProps, "beside">) {
  const t = useTranslations("overview");
  const locale = useLocale();
  const name = useIndicatorName()(reading.code);
  const figure = useFigure();
  const explained = useExplained(reading, question, canList);
  return (
    <li className={classes.small}>
      <Link href={href} prefetch={false} className={classes.link}>
        {name}
      </Link>
      <span className={classes.smallAsk}>
        <Explain {...explained} />
      </span>
      <p className={classes.smallValue}>
        <strong>{reading.value === null ? "–" : figure(reading.code, reading.value)}</strong>
        {reading.bottom ? (
          <span className={classes.smallOf}>
            {shapeOf(reading.code) === "ratio"
              ? `${formatNumber(locale, reading.top)} / ${formatNumber(locale, reading.bottom)}`
              : t("ofMean", { total: formatNumber(locale, reading.bottom) })}
          </span>
        ) : null}
      </p>
      <span className={classes.smallChange}>
        <span className={classes.versus}>{t("change.versus")} </span>
        {t("change.previous")}: <Change reading={reading} then={reading.previous} />
      </span>
    </li>
  );
}

/** What "?" beside an answer tells of it. */
function useExplained({ code, trail, target }: ComparedReading, question: Question, canList: boolean): Explained {
  const name = useIndicatorName()(code);
  const figure = useFigure();
  const aim = useAim();
  return {
    ...{ code, name, trail, target, topic: "dossiers", direction: directionOf(code) },
    on: question.to < question.asOf ? question.to : question.asOf,
    told: (value) => figure(code, value),
    aimed: (value) => aim(code, value),
    ways: {
      // What a mean adds up is days; its dossiers are those below the line.
      top: canList && shapeOf(code) !== "mean" ? dossiersOf(question, code) : null,
      bottom: canList && baseOf[code] ? dossiersOver(question, code) : null,
    },
  };
}

/** "+0,6 điểm, tốt hơn": how much, and whether that is good, in words. */
function Change({ reading, then }: { reading: Reading; then: Reading | null }) {
  const t = useTranslations("overview");
  const locale = useLocale();
  if (reading.value === null || !then || then.value === null) return <span className={classes.quiet}>{t("change.none")}</span>;
  const change = formatChange(locale, reading.code, reading.value, then.value, t("units.points"));
  if (!/[1-9]/.test(change)) return <>{t("change.same")}</>;
  const direction = directionOf(reading.code);
  if (direction === "none") return <>{change}</>;
  const isBetter = reading.value > then.value === (direction === "more");
  return <>{`${change}, ${t(isBetter ? "change.better" : "change.worse")}`}</>;
}
