import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import {
  besideForm,
  columnNumbers,
  filled,
  reportColumnWords,
  reportGroups,
  reportKeyWords,
  reportWords,
} from "@/lib/quality/labels";
import type { Report, ReportColumn, ReportRow } from "@/lib/quality/model";
import { formatNumber, say } from "@/lib/words";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import classes from "./quality.module.css";
import { listOf, type ReportQuestion } from "./report-query";

const groups = [...reportGroups, besideForm];
const columns = groups.flatMap((g) => g.columns);
type Props = { report: Report; question: ReportQuestion; canList: boolean; title: string };

/** Form II.06 as it lies on the table: its heads in two rows, the numbers of the columns, the rows, the sum. */
export function ReportTable({ report, question, canList, title }: Props) {
  const t = useTranslations("quality.report");
  const locale = useLocale();
  const nameOf = (row: ReportRow) => (row.isRest ? filled(say(locale, reportWords.rest), { name: row.name }) : row.name);
  const cell = (row: ReportRow | null, name: ReportColumn) => {
    const count = row ? row.figures[name] : report.total[name];
    const text = formatNumber(locale, count);
    const href = listOf(question, report, row, name);
    if (count === 0 || !href || !canList) return text;
    return (
      <Link
        href={href}
        prefetch={false}
        className={classes.count}
        aria-label={`${text}. ${t("openRow", { column: say(locale, reportColumnWords[name]), name: row ? nameOf(row) : say(locale, reportWords.total) })}`}
      >
        {text}
      </Link>
    );
  };
  return (
    <TableFrame title={title}>
      <table className={`${table.table} ${table.held} ${classes.form}`}>
        <caption className={table.hidden}>{title}</caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {say(locale, reportKeyWords[report.by])}
            </th>
            {groups.map((group) => (
              <th key={group.name.vi} scope="colgroup" colSpan={group.columns.length} className={classes.group}>
                {say(locale, group.name)}
              </th>
            ))}
          </tr>
          <tr>
            {columns.map((name) => (
              <th
                key={name}
                scope="col"
                className={`${table.number} ${classes.column} ${name === "direct" ? classes.wide : ""}`}
                data-first={isFirst(name) || undefined}
              >
                {say(locale, reportColumnWords[name])}
                <span className={classes.place}>{columnNumbers[name]?.split("=")[0] ?? "\u00a0"}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.rows.map((row) => (
            <tr key={row.key}>
              <th scope="row" className={classes.name}>
                {nameOf(row)}
              </th>
              {columns.map((name) => (
                <td key={name} className={table.number} data-first={isFirst(name) || undefined}>
                  {cell(row, name)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{say(locale, reportWords.total)}</th>
            {columns.map((name) => (
              <td key={name} className={table.number} data-first={isFirst(name) || undefined}>
                {cell(null, name)}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </TableFrame>
  );
}

const isFirst = (name: ReportColumn): boolean => groups.some((g) => g.columns[0] === name);
