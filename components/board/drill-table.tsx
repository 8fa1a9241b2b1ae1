import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import type { Breakdown, IndicatorCode } from "@/lib/indicators/model";
import { formatNumber, formatShare } from "@/lib/words";
import { onAxis, rateAxis } from "../charts/axis";
import charts from "../charts/charts.module.css";
import { formatValue, shapeOf } from "../overview/figures";
import { useIndicatorName } from "../overview/indicator-words";
import { dossiersOf, dossiersOver, drillLink, type Question, queryOf } from "../overview/links";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import { VerdictBadge, VerdictShape } from "../ui/verdict";
import classes from "./board.module.css";
import { codesFor, type DrillKey } from "./board-query";

type Row = Breakdown["rows"][number];
type Props = {
  rows: readonly Row[];
  question: Question;
  indicator: IndicatorCode;
  by: DrillKey;
  canList: boolean;
  title: string;
  /** A row opens the next table. */
  onStep(): void;
};

/** The rows behind the chart: every number with what it is over, every count a way to its dossiers. */
export function DrillTable({ rows, question, indicator, by, canList, title, onStep }: Props) {
  const t = useTranslations("board.drill");
  const locale = useLocale();
  const nameOf = useIndicatorName();
  const [, ...counts] = codesFor(indicator);
  const shape = shapeOf(indicator);
  const values = rows.map((row) => row.readings[0]?.value ?? null);
  const axis = rateAxis(values);
  const largest = Math.max(0, ...values.map((v) => v ?? 0));
  const countOf = (count: number, href: string) =>
    count > 0 && canList ? (
      <Link href={href} prefetch={false} className={classes.count}>
        {formatNumber(locale, count)}
      </Link>
    ) : (
      formatNumber(locale, count)
    );
  /** A dot on a marked axis for a rate, a length from zero for everything else. */
  const draw = (reading: Row["readings"][number] | undefined) => {
    if (!reading || reading.value === null) return null;
    if (shape !== "ratio" || reading.value > 1)
      return (
        <span className={classes.track} aria-hidden="true">
          <i className={charts.length} style={{ inlineSize: `${largest ? (reading.value / largest) * 100 : 0}%` }} />
        </span>
      );
    return (
      <span className={charts.dots} aria-hidden="true">
        {reading.target ? <i style={{ insetInlineStart: `${onAxis(axis, reading.target.aim)}%` }} /> : null}
        <b style={{ insetInlineStart: `${onAxis(axis, reading.value)}%` }}>
          <VerdictShape verdict={reading.verdict} />
        </b>
      </span>
    );
  };
  return (
    <>
      <TableFrame title={title}>
        <table className={`${table.table} ${table.held}`}>
          <caption className={table.hidden}>{title}</caption>
          <thead>
            <tr>
              <th scope="col">{t(`name.${by}`)}</th>
              <th scope="col" className={table.number}>
                {nameOf(indicator)}
              </th>
              {shapeOf(indicator) === "count" ? null : (
                <th scope="col" className={table.number}>
                  {t("ofN")}
                </th>
              )}
              <th scope="col">{t("verdict")}</th>
              {counts.map((code) => (
                <th key={code} scope="col" className={table.number}>
                  {nameOf(code)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const [first, ...others] = row.readings;
              const scope = scopeOf(by, row.key);
              const next = nextStep(by, question, indicator, scope, canList);
              return (
                <tr key={row.key}>
                  <th scope="row" className={by === "unit" ? classes.unit : undefined}>
                    {next ? (
                      <Link href={next} prefetch={false} scroll={false} onNavigate={onStep}>
                        {row.name}
                      </Link>
                    ) : (
                      row.name
                    )}
                  </th>
                  <td className={`${table.number} ${classes.drawn}`}>
                    {draw(first)}
                    <strong>
                      {first && first.value !== null
                        ? `${formatValue(locale, indicator, first.value)}${shapeOf(indicator) === "ratio" ? "%" : ""}`
                        : "–"}
                    </strong>
                  </td>
                  {shapeOf(indicator) === "count" ? null : (
                    <td className={`${table.number} ${table.quiet}`}>
                      {first?.bottom ? (
                        <>
                          {shapeOf(indicator) === "ratio"
                            ? countOf(first.top, dossiersOf(question, indicator, scope))
                            : formatNumber(locale, first.top)}
                          /{countOf(first.bottom, dossiersOver(question, indicator, scope))}
                        </>
                      ) : (
                        "–"
                      )}
                    </td>
                  )}
                  <td>{first?.target ? <VerdictBadge verdict={first.verdict} /> : <span className={table.quiet}>–</span>}</td>
                  {counts.map((code, i) => {
                    const value = others[i]?.value ?? 0;
                    return (
                      <td key={code} className={table.number}>
                        {countOf(value, dossiersOf(question, code, scope))}
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableFrame>
      {shape === "ratio" && axis.isCut ? (
        <p className={classes.note}>{t("axis", { from: formatShare(locale, axis.from) })}</p>
      ) : null}
    </>
  );
}

function scopeOf(by: DrillKey, key: string): Partial<Question> {
  switch (by) {
    case "unit":
      return { unitId: Number(key) };
    case "procedure":
      return { procedureId: Number(key) };
    case "sector":
      return { sectorId: Number(key) };
    case "channel":
      return { channel: key === "ONLINE" ? "ONLINE" : key === "POST" ? "POST" : "COUNTER" };
  }
}

/** Unit opens by procedure, sector too; a procedure or a channel opens its dossiers. */
function nextStep(
  by: DrillKey,
  question: Question,
  indicator: IndicatorCode,
  scope: Partial<Question>,
  canList: boolean,
): string | null {
  if (by === "unit") return drillLink(question, indicator, scope);
  if (by === "sector") return `/dossiers/board?${queryOf({ ...question, ...scope, indicator, by: "procedure" })}#drill`;
  return canList ? dossiersOver(question, indicator, scope) : null;
}
