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
        <h3 className={classes.name}>
          <Link href={href} prefetch={false} className={classes.link}>
            {name}
          </Link>
        </h3>
        <Explain code={reading.code} />
      </div>
      <p className={classes.figure}>
        <span className={classes.value} data-figure>
          {reading.value === null ? "–" : formatValue(locale, reading.code, reading.value)}
          {reading.value === null ? null : (
            <span className={classes.unit}>
              {shape === "ratio" ? "%" : t(shape === "mean" ? "units.days" : "units.dossiers")}
            </span>
          )}
        </span>
        <VerdictBadge verdict={reading.verdict} />
      </p>
      <p className={classes.of}>
        {shape === "count"
          ? " "
          : !reading.bottom
            ? t("noDenominator")
            : shape === "ratio"
              ? t("ofDossiers", { n: formatNumber(locale, reading.top), total: formatNumber(locale, reading.bottom) })
              : t("ofMean", { total: formatNumber(locale, reading.bottom) })}
      </p>
      <ul className={classes.facts}>
        <li>
          {reading.target
            ? t(directionOf(reading.code) === "less" ? "targetAtMost" : "target", {
                value: figure(reading.code, reading.target.aim),
              })
            : t("noTarget")}
        </li>
        <ChangeLine reading={reading} then={reading.previous} kind="previous" />
        <ChangeLine reading={reading} then={reading.lastYear} kind="lastYear" />
      </ul>
      <Sparkline
        values={reading.trail.map((p) => p.value)}
        label={t("trail", { first: first ? formatDay(first.from) : "", last: last ? formatDay(last.to) : "" })}
      />
    </article>
  );
}

function ChangeLine({ reading, then, kind }: { reading: Reading; then: Reading | null; kind: "previous" | "lastYear" }) {
  const t = useTranslations("overview");
  const locale = useLocale();
  if (reading.value === null || !then || then.value === null)
    return <li className={classes.quiet}>{t(kind === "previous" ? "change.noPrevious" : "change.noLastYear")}</li>;
  const change = formatChange(locale, reading.code, reading.value, then.value, t("units.points"));
  const isSame = !/[1-9]/.test(change);
  const direction = directionOf(reading.code);
  const isBetter = reading.value > then.value === (direction === "more");
  const judged = direction === "none" || isSame ? null : t(isBetter ? "change.better" : "change.worse");
  return (
    <li>
      {t.rich(kind === "previous" ? "change.previous" : "change.lastYear", {
        change: isSame ? t("change.same") : judged ? `${change}, ${judged}` : change,
      })}
    </li>
  );
}
