"use client";
import Link from "next/link";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import type { Reading, UnitRow } from "@/lib/indicators/model";
import { byVietnamese, formatNumber } from "@/lib/words";
import { onAxis, rateAxis } from "../charts/axis";
import charts from "../charts/charts.module.css";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import { VerdictShape } from "../ui/verdict";
import { dossiersOf, drillLink, type Question, smallBase } from "./links";
import classes from "./ranking.module.css";

type Row = { unit: UnitRow; rate: Reading | undefined; received: number; overdue: number; isSmall: boolean };
type Column = "unit" | "rate" | "received" | "overdue";

export function rankUnits(units: readonly UnitRow[], by: Column): Row[] {
  const rows = units.map((unit): Row => {
    const of = (code: Reading["code"]) => unit.readings.find((r) => r.code === code);
    const rate = of("on-time-rate");
    return {
      unit,
      rate,
      received: of("received")?.top ?? 0,
      overdue: of("overdue-now")?.top ?? 0,
      isSmall: (rate?.bottom ?? 0) < smallBase,
    };
  });
  const order: Record<Column, (a: Row, b: Row) => number> = {
    unit: (a, b) => byVietnamese(a.unit.name, b.unit.name),
    rate: (a, b) =>
      Number(a.isSmall) - Number(b.isSmall) || (b.rate?.value ?? -1) - (a.rate?.value ?? -1) || b.received - a.received,
    received: (a, b) => b.received - a.received,
    overdue: (a, b) => b.overdue - a.overdue,
  };
  return rows.sort(order[by]);
}

/** Units by on-time rate: a dot on a marked axis, the n/N it stands on, and how many are overdue now. */
export function Ranking({
  units,
  question,
  shortNames,
  canList,
}: {
  units: readonly UnitRow[];
  question: Question;
  shortNames: ReadonlyMap<number, string>;
  canList: boolean;
}) {
  const t = useTranslations("overview.ranking");
  const verdict = useTranslations("ui.verdict");
  const locale = useLocale();
  const [by, setBy] = useState<Column>("rate");
  const rows = rankUnits(units, by);
  const target = rows.find((r) => r.rate?.target)?.rate?.target?.aim ?? null;
  const axis = rateAxis([...rows.map((r) => (r.isSmall ? null : (r.rate?.value ?? null))), target]);
  const percent = (value: number, decimals = 1) => `${formatNumber(locale, value * 100, decimals)}%`;
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
        <span aria-hidden="true">{by === column ? " ↓" : ""}</span>
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
              {head("rate", classes.rateColumn)}
              <th scope="col" className={table.number}>
                {t("ofN")}
              </th>
              {head("received", table.number)}
              {head("overdue", table.number)}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ unit, rate, received, overdue, isSmall }) => (
              <tr key={unit.unitId}>
                <th scope="row">
                  <Link
                    href={drillLink(question, "on-time-rate", { unitId: unit.unitId })}
                    prefetch={false}
                    className={classes.unit}
                  >
                    {shortNames.get(unit.unitId) ?? unit.name}
                  </Link>
                </th>
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
                        {percent(rate.value)}
                        <span className={table.hidden}>{` ${verdict(rate.verdict)}`}</span>
                      </strong>
                    </span>
                  ) : (
                    <span className={table.quiet}>{verdict("no-data")}</span>
                  )}
                </td>
                <td
                  className={`${table.number} ${table.quiet}`}
                  title={isSmall ? t("small", { count: String(smallBase) }) : undefined}
                >
                  {rate?.bottom ? `${formatNumber(locale, rate.top)}/${formatNumber(locale, rate.bottom)}` : "–"}
                  {isSmall && rate?.bottom ? " *" : ""}
                </td>
                <td className={table.number}>{formatNumber(locale, received)}</td>
                <td className={table.number}>
                  {overdue > 0 ? (
                    <Link
                      href={(canList ? dossiersOf : drillLink)(question, "overdue-now", { unitId: unit.unitId })}
                      prefetch={false}
                      className={classes.overdue}
                    >
                      {formatNumber(locale, overdue)}
                    </Link>
                  ) : (
                    <span className={table.quiet}>0</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
      <p className={classes.foot}>
        {axis.isCut
          ? target === null
            ? t("axisNotZeroNoTarget", { from: percent(axis.from, 0) })
            : t("axisNotZero", { from: percent(axis.from, 0), target: percent(target, 0) })
          : null}
        {rows.some((r) => r.isSmall && r.rate?.bottom) ? ` * ${t("small", { count: String(smallBase) })}.` : ""}
      </p>
    </>
  );
}
