"use client";
import Link from "next/link";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import type { IndicatorCode, RowReading, Target, UnitRow } from "@/lib/indicators/model";
import { byVietnamese, formatNumber, formatPercent, formatShare } from "@/lib/words";
import { onAxis, rateAxis } from "../charts/axis";
import charts from "../charts/charts.module.css";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import { VerdictShape } from "../ui/verdict";
import { type DossierSet, drillLink, listLink, type Question, smallBase } from "./links";
import classes from "./ranking.module.css";

type Row = { unit: UnitRow; rate: RowReading | undefined; received: number; late: number; overdue: number; isSmall: boolean };
type Column = "unit" | "rate" | "late" | "received" | "overdue";

export function rankUnits(units: readonly UnitRow[], by: Column): Row[] {
  const rows = units.map((unit): Row => {
    const of = (code: IndicatorCode) => unit.readings.find((r) => r.code === code);
    const rate = of("on-time-rate");
    return {
      unit,
      rate,
      received: of("received")?.top ?? 0,
      late: (rate?.bottom ?? 0) - (rate?.top ?? 0),
      overdue: of("overdue-now")?.top ?? 0,
      isSmall: (rate?.bottom ?? 0) < smallBase,
    };
  });
  const order: Record<Column, (a: Row, b: Row) => number> = {
    unit: (a, b) => byVietnamese(a.unit.name, b.unit.name),
    rate: (a, b) =>
      Number(a.isSmall) - Number(b.isSmall) || (b.rate?.value ?? -1) - (a.rate?.value ?? -1) || b.received - a.received,
    received: (a, b) => b.received - a.received,
    late: (a, b) => b.late - a.late || b.overdue - a.overdue,
    overdue: (a, b) => b.overdue - a.overdue || b.late - a.late || (a.rate?.value ?? 2) - (b.rate?.value ?? 2),
  };
  return rows.sort(order[by]);
}

/** Who is late and who answers for it: the most overdue first, each number a way to its dossiers; beside them the on-time rate on a marked axis. */
export function Ranking({
  units,
  targets,
  question,
  shortNames,
  canList,
}: {
  units: readonly UnitRow[];
  targets: readonly Target[];
  question: Question;
  shortNames: ReadonlyMap<number, string>;
  canList: boolean;
}) {
  const t = useTranslations("overview.ranking");
  const verdict = useTranslations("ui.verdict");
  const locale = useLocale();
  const [by, setBy] = useState<Column>("overdue");
  const rows = rankUnits(units, by);
  const judged = rows.find((r) => typeof r.rate?.targetIndex === "number");
  const target = targets[judged?.rate?.targetIndex ?? -1]?.aim ?? null;
  const axis = rateAxis([...rows.map((r) => (r.isSmall ? null : (r.rate?.value ?? null))), target]);
  const countLink = (count: number, set: DossierSet, code: IndicatorCode, unitId: number, className = "") =>
    count > 0 ? (
      <Link
        href={canList ? listLink(question, { unitId, set }) : drillLink(question, code, { unitId })}
        prefetch={false}
        className={`${classes.count} ${className}`}
      >
        {formatNumber(locale, count)}
      </Link>
    ) : (
      <span className={table.quiet}>0</span>
    );
  const head = (column: Column, className = "") => (
    <th
      scope="col"
      className={className}
      aria-sort={by === column ? (column === "unit" ? "ascending" : "descending") : undefined}
    >
      <button
        type="button"
        className={classes.sort}
        onClick={() => setBy(column)}
        aria-label={t("sortBy", { column: t(column) })}
      >
        {t(column)}
        <span aria-hidden="true">{by === column ? "\u00a0↓" : ""}</span>
      </button>
    </th>
  );
  return (
    <>
      <TableFrame title={t("caption")}>
        <table className={`${table.table} ${classes.ranking}`}>
          <caption className={table.hidden}>{t("caption")}</caption>
          <thead>
            <tr>
              {head("unit")}
              {head("overdue", table.number)}
              {head("late", `${table.number} ${classes.wide}`)}
              {head("rate", classes.rateColumn)}
              <th scope="col" className={`${table.number} ${classes.wide}`}>
                {t("ofN")}
              </th>
              {head("received", `${table.number} ${classes.wide}`)}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ unit, rate, received, late, overdue, isSmall }) => (
              <tr key={unit.unitId}>
                <th scope="row">
                  <Link
                    href={drillLink(question, "on-time-rate", { unitId: unit.unitId })}
                    prefetch={false}
                    className={classes.unit}
                  >
                    {shortNames.get(unit.unitId) ?? unit.name}
                  </Link>
                  <span className={classes.head}>{unit.headName ?? unit.headTitle ?? t("noHead")}</span>
                </th>
                <td className={table.number}>{countLink(overdue, "overdue", "overdue-now", unit.unitId, classes.overdue)}</td>
                <td className={`${table.number} ${classes.wide}`}>
                  {countLink(late, "resolved-late", "resolved-late", unit.unitId, classes.late)}
                </td>
                <td className={classes.rateColumn}>
                  {rate && rate.value !== null ? (
                    <span className={classes.rate}>
                      <span className={charts.dots} aria-hidden="true">
                        {target === null ? null : <i style={{ insetInlineStart: `${onAxis(axis, target)}%` }} />}
                        {isSmall ? null : (
                          <b style={{ insetInlineStart: `${onAxis(axis, rate.value)}%` }}>
                            <VerdictShape verdict={rate.verdict} />
                          </b>
                        )}
                      </span>
                      <strong className={isSmall ? table.quiet : undefined}>
                        {formatPercent(locale, rate.value)}
                        <span className={table.hidden}>{` ${verdict(rate.verdict)}`}</span>
                        <span
                          className={classes.small}
                        >{`${formatNumber(locale, rate.top)}/${formatNumber(locale, rate.bottom ?? 0)}`}</span>
                      </strong>
                    </span>
                  ) : (
                    <span className={table.quiet}>{verdict("no-data")}</span>
                  )}
                </td>
                <td
                  className={`${table.number} ${table.quiet} ${classes.wide}`}
                  title={isSmall ? t("small", { count: String(smallBase) }) : undefined}
                >
                  {rate?.bottom ? `${formatNumber(locale, rate.top)}/${formatNumber(locale, rate.bottom)}` : "–"}
                  {isSmall && rate?.bottom ? " *" : ""}
                </td>
                <td className={`${table.number} ${classes.wide}`}>{countLink(received, "received", "received", unit.unitId)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
      <p className={classes.foot}>
        {axis.isCut
          ? target === null
            ? t("axisNotZeroNoTarget", { from: formatShare(locale, axis.from) })
            : t("axisNotZero", { from: formatShare(locale, axis.from), target: formatShare(locale, target) })
          : null}
        {rows.some((r) => r.isSmall && r.rate?.bottom) ? ` * ${t("small", { count: String(smallBase) })}.` : ""}
      </p>
    </>
  );
}
