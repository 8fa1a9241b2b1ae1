"use client";
import type { ComponentType } from "react";
import { useLocale, useTranslations } from "use-intl";
import table from "@/components/ui/table.module.css";
import { TableFrame } from "@/components/ui/table-frame";
import type { Day } from "@/lib/calendar/model";
import { limitText, serviceLevelWords } from "@/lib/dossiers/labels";
import { conditionText, daysText, feeKindWords } from "@/lib/procedures/labels";
import type { Fee, Paper, ServiceLevelSpan, Settler, Step, TimeLimit } from "@/lib/procedures/model";
import { formatDay, formatNumber, say } from "@/lib/words";
import { notHolding } from "./holding";
import classes from "./procedures.module.css";

type Span = { validFrom: Day; validUntil: Day | null };
export type Rows<T> = { rows: readonly T[]; isEmptyTold?: boolean };

/** From when to when something holds. */
export function When({ row }: { row: Span }) {
  const t = useTranslations("procedures");
  return (
    <span className={classes.when}>
      {row.validUntil
        ? t("spans", { from: formatDay(row.validFrom), until: formatDay(row.validUntil) })
        : t("open", { from: formatDay(row.validFrom) })}
    </span>
  );
}
/** Words that begin a cell begin with a capital. */
const begun = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
/** For which channel and case. */
function Condition({ row }: { row: Pick<TimeLimit, "channel" | "caseLabel"> }) {
  const t = useTranslations("procedures");
  const locale = useLocale();
  const about = conditionText(locale, row);
  return <>{about ? begun(about) : t("anyCase")}</>;
}
function None() {
  const t = useTranslations("procedures");
  return <p className={classes.none}>{t("noneOn")}</p>;
}

/** What held before and what is planned, folded away: it is asked for seldom and must be there. */
export function History<T extends Span>({ rows, on, Table }: { rows: readonly T[]; on: Day; Table: ComponentType<Rows<T>> }) {
  const t = useTranslations("procedures");
  const others = notHolding(rows, on);
  if (others.length === 0) return null;
  return (
    <details className={classes.history}>
      <summary>{t("history", { count: others.length })}</summary>
      <Table rows={others} />
    </details>
  );
}

export function LimitTable({ rows }: Rows<TimeLimit>) {
  const t = useTranslations("procedures");
  const locale = useLocale();
  if (rows.length === 0) return <None />;
  return (
    <TableFrame title={t("limits.title")}>
      <table className={table.table}>
        <caption className={table.hidden}>{t("limits.title")}</caption>
        <tbody>
          {rows.map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are shown, not changed.
            <tr key={i}>
              <th scope="row">{row.unit === "TEXT" ? row.text : limitText(locale, row)}</th>
              <td>
                <Condition row={row} />
              </td>
              <td>
                <When row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

/** Each process of a channel and a case on its own, with its sum. */
export function StepTable({ rows }: Rows<Step>) {
  const t = useTranslations("procedures");
  const locale = useLocale();
  if (rows.length === 0) return <None />;
  const keyOf = (row: Step) => JSON.stringify([row.channel, row.caseLabel, row.validFrom, row.validUntil]);
  const groups = [...new Set(rows.map(keyOf))].map((key) => rows.filter((row) => keyOf(row) === key));
  return groups.map((steps) => {
    const [first] = steps;
    if (!first) return null;
    const about = conditionText(locale, first);
    const sum = steps.reduce((total, s) => total + Math.round((s.workingDays ?? 0) * 100), 0) / 100;
    return (
      <div key={keyOf(first)} className={classes.process}>
        <p className={classes.soft}>
          {about ? <strong>{begun(about)} · </strong> : null}
          <When row={first} />
        </p>
        <TableFrame title={t("steps.title")}>
          <table className={table.table}>
            <caption className={table.hidden}>{t("steps.title")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("steps.name")}</th>
                <th scope="col">{t("steps.role")}</th>
                <th scope="col" className={table.number}>
                  {t("steps.days")}
                </th>
              </tr>
            </thead>
            <tbody>
              {steps.map((step) => (
                <tr key={step.position}>
                  <th scope="row">
                    {step.position}. {step.name}
                  </th>
                  <td>{step.role}</td>
                  <td className={table.number}>
                    {step.workingDays === null ? t("steps.uncounted") : daysText(locale, step.workingDays)}
                  </td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <td colSpan={2} />
                <td className={table.number}>{t("steps.sum", { days: daysText(locale, sum) })}</td>
              </tr>
            </tfoot>
          </table>
        </TableFrame>
      </div>
    );
  });
}

export function PaperTable({ rows }: Rows<Paper>) {
  const t = useTranslations("procedures");
  if (rows.length === 0) return <None />;
  return (
    <TableFrame title={t("papers.title")}>
      <table className={table.table}>
        <caption className={table.hidden}>{t("papers.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("papers.name")}</th>
            <th scope="col" className={table.number}>
              {t("papers.originals")}
            </th>
            <th scope="col" className={table.number}>
              {t("papers.copies")}
            </th>
            <th scope="col">{t("case")}</th>
            <th scope="col">
              <span className={table.hidden}>{t("when")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" className={classes.name}>
                {row.name}
                {row.isRequired ? null : ` (${t("papers.ifAny")})`}
                {row.formName || row.note ? (
                  <span className={classes.under}>{[row.formName, row.note].filter(Boolean).join(" · ")}</span>
                ) : null}
              </th>
              <td className={table.number}>{row.originals}</td>
              <td className={table.number}>{row.copies}</td>
              <td>{row.caseLabel ?? t("anyCase")}</td>
              <td>
                <When row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

export function FeeTable({ rows }: Rows<Fee>) {
  const t = useTranslations("procedures");
  const locale = useLocale();
  if (rows.length === 0) return <None />;
  return (
    <TableFrame title={t("fees.title")}>
      <table className={table.table}>
        <caption className={table.hidden}>{t("fees.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("fees.name")}</th>
            <th scope="col" className={table.number}>
              {t("fees.amount")}
            </th>
            <th scope="col">{t("case")}</th>
            <th scope="col">
              <span className={table.hidden}>{t("when")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" className={classes.name}>
                {row.name}
                <span className={classes.under}>
                  {[say(locale, feeKindWords[row.kind]), row.text, row.source].filter(Boolean).join(" · ")}
                </span>
              </th>
              <td className={table.number}>
                {row.amountDong === null ? "–" : row.amountDong === 0 ? t("fees.free") : formatNumber(locale, row.amountDong)}
              </td>
              <td>
                <Condition row={row} />
              </td>
              <td>
                <When row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

export function SettlerList({ rows, isEmptyTold }: Rows<Settler>) {
  const t = useTranslations("procedures");
  if (rows.length === 0) return isEmptyTold ? <p>{t("units.none")}</p> : null;
  return (
    <ul className={classes.list}>
      {rows.map((row) => (
        <li key={`${row.unitId} ${row.validFrom}`}>
          {row.unitName} <When row={row} />
        </li>
      ))}
    </ul>
  );
}

export function LevelList({ rows }: Rows<ServiceLevelSpan>) {
  const t = useTranslations("procedures");
  const locale = useLocale();
  if (rows.length === 0) return <None />;
  return (
    <ul className={classes.list}>
      {rows.map((row) => (
        <li key={row.validFrom}>
          {say(locale, serviceLevelWords[row.level])}
          {row.legacyLevel === null ? null : ` (${t("levels.legacy", { level: row.legacyLevel })})`} <When row={row} />
        </li>
      ))}
    </ul>
  );
}
