import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import classes from "./charts.module.css";

/** The twin of a chart: the same figures as rows, folded away until asked for. The first column names the row, the others are numbers. */
export function TwinTable({
  caption,
  columns,
  rows,
}: {
  caption: string;
  columns: readonly string[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
}) {
  const ui = useTranslations("ui.table");
  return (
    <details className={classes.twin} data-screen>
      <summary>{ui("asTable")}</summary>
      <TableFrame title={caption}>
        <table className={table.table}>
          <caption className={table.hidden}>{caption}</caption>
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
            {rows.map(({ key, cells: [head, ...cells] }) => (
              <tr key={key}>
                <th scope="row">{head}</th>
                {cells.map((cell, i) => (
                  <td key={columns[i + 1]} className={table.number}>
                    {cell}
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
