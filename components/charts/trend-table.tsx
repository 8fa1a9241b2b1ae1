import { useLocale, useTranslations } from "use-intl";
import type { TrendPoint } from "@/lib/indicators/model";
import { formatNumber, formatPercent } from "@/lib/words";
import { usePeriodName } from "../shell/period-words";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import classes from "./charts.module.css";

/** What the heads of its columns say; the exported file has the same. */
export function useTrendColumns(): readonly [string, ...string[]] {
  const t = useTranslations("overview.trend");
  return [t("period"), t("rate"), t("onTime"), t("resolved"), t("late"), t("received")];
}

/** The twin of a trend: the same figures as rows, folded away until asked for. */
export function TrendTable({ points }: { points: readonly TrendPoint[] }) {
  const t = useTranslations("overview.trend");
  const ui = useTranslations("ui.table");
  const locale = useLocale();
  const name = usePeriodName();
  const columns = useTrendColumns();
  return (
    <details className={classes.twin} data-screen>
      <summary>{ui("asTable")}</summary>
      <TableFrame title={t("caption")}>
        <table className={table.table}>
          <caption className={table.hidden}>{t("caption")}</caption>
          <thead>
            <tr>
              {columns.map((column, i) => (
                <th key={column} scope="col" className={i ? table.number : undefined}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {points.map((p) => (
              <tr key={p.from}>
                <th scope="row">{name(p)}</th>
                <td className={table.number}>{p.onTimeRate === null ? "–" : formatPercent(locale, p.onTimeRate)}</td>
                {[p.onTime, p.resolved, p.late, p.received].map((count, i) => (
                  <td key={columns[i + 2]} className={table.number}>
                    {formatNumber(locale, count)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </details>
  );
}
