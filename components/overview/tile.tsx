import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import type { ComparedReading, Reading } from "@/lib/indicators/model";
import { formatDay, formatNumber } from "@/lib/words";
import { Sparkline } from "../charts/sparkline";
import { VerdictBadge } from "../ui/verdict";
import { Explain } from "./explain";
import { formatChange, formatValue, shapeOf, useFigure } from "./figures";
import { directionOf, useIndicatorName } from "./indicator-words";
import classes from "./tile.module.css";

/** One answer: its value, its verdict, over how many, towards what, since when, on what course. The whole tile opens it. */
export function Tile({ reading, href }: { reading: ComparedReading; href: string }) {
  const t = useTranslations("overview");
  const locale = useLocale();
  const name = useIndicatorName()(reading.code);
  const figure = useFigure();
  const shape = shapeOf(reading.code);
  const first = reading.trail[0];
  const last = reading.trail.at(-1);
  return (
    <article className={classes.tile}>
      <div className={classes.head}>
        <h2 className={classes.name}>
          <Link href={href} prefetch={false} className={classes.link}>
            {name}
          </Link>
        </h2>
        <Explain code={reading.code} />
      </div>
      <p className={classes.value} data-figure>
        {reading.value === null ? "–" : formatValue(locale, reading.code, reading.value)}
        {reading.value === null ? null : (
          <span className={classes.unit}>{shape === "ratio" ? "%" : t(shape === "mean" ? "units.days" : "units.dossiers")}</span>
        )}
      </p>
      <p className={classes.verdict}>
        {reading.target || reading.value === null ? <VerdictBadge verdict={reading.verdict} /> : null}
      </p>
      <p className={classes.of}>
        {shape === "count"
          ? null
          : !reading.bottom
            ? t("noDenominator")
            : shape === "ratio"
              ? t("ofDossiers", { n: formatNumber(locale, reading.top), total: formatNumber(locale, reading.bottom) })
              : t("ofMean", { total: formatNumber(locale, reading.bottom) })}
      </p>
      <dl className={classes.facts}>
        <div>
          <dt>{t("target")}</dt>
          <dd>
            {reading.target
              ? t(directionOf(reading.code) === "less" ? "atMost" : "atLeast", {
                  value: figure(reading.code, reading.target.aim).replace(/[.,]0%$/, "%"),
                })
              : directionOf(reading.code) === "none"
                ? t("watchedOnly")
                : t("noTarget")}
          </dd>
        </div>
        <div>
          <dt>{t("change.previous")}</dt>
          <dd>
            <Change reading={reading} then={reading.previous} />
          </dd>
        </div>
        <div>
          <dt>{t("change.lastYear")}</dt>
          <dd>
            <Change reading={reading} then={reading.lastYear} />
          </dd>
        </div>
      </dl>
      <Sparkline
        values={reading.trail.map((p) => p.value)}
        label={t("trail", { first: first ? formatDay(first.from) : "", last: last ? formatDay(last.to) : "" })}
      />
    </article>
  );
}

/** A number beside the tiles: what it is, how many, and its change. */
export function SmallTile({ reading, href }: { reading: ComparedReading; href: string }) {
  const t = useTranslations("overview");
  const name = useIndicatorName()(reading.code);
  const figure = useFigure();
  return (
    <li className={classes.small}>
      <Link href={href} prefetch={false} className={classes.link}>
        {name}
      </Link>
      <strong className={classes.smallValue}>{reading.value === null ? "–" : figure(reading.code, reading.value)}</strong>
      <span className={classes.smallChange}>
        {t("change.previous")}: <Change reading={reading} then={reading.previous} />
      </span>
      <span className={classes.smallAsk}>
        <Explain code={reading.code} />
      </span>
    </li>
  );
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
