"use client";
import { useLocale, useTranslations } from "use-intl";
import { Panel } from "@/components/ui/panel";
import table from "@/components/ui/table.module.css";
import { TableFrame } from "@/components/ui/table-frame";
import { reasonSentence } from "@/lib/imports/labels";
import type { ImportBatchDetail } from "@/lib/imports/model";
import classes from "./imports.module.css";

/** The first rows of the file as they would be judged now, with the reason beside each that would be returned. */
export function Preview({ batch }: { batch: Pick<ImportBatchDetail, "preview" | "layout"> }) {
  const t = useTranslations("imports.detail");
  const locale = useLocale();
  if (batch.preview.length === 0) return null;
  return (
    <Panel title={t("preview", { count: String(batch.preview.length) })}>
      <TableFrame title={t("preview", { count: String(batch.preview.length) })}>
        <table className={`${table.table} ${classes.lines} ${classes.preview}`}>
          <caption className={table.hidden}>{t("preview", { count: String(batch.preview.length) })}</caption>
          <thead>
            <tr>
              <th scope="col">{t("line")}</th>
              <th scope="col">{t("verdict")}</th>
              {(batch.layout?.headings ?? []).map((heading, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: headings may repeat; a column is its place.
                <th scope="col" key={i}>
                  {heading || `#${i + 1}`}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {batch.preview.map((row) => (
              <tr key={row.line}>
                <th scope="row">{row.line}</th>
                <td className={row.verdict === "good" ? undefined : classes.reasons}>
                  {row.verdict === "good"
                    ? `✓ ${t("good")}`
                    : `✗ ${t("bad")}: ${row.reasons.map((reason) => reasonSentence(locale, reason)).join(" ")}`}
                </td>
                {row.cells.map((cell, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place.
                  <td key={i} title={cell}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </Panel>
  );
}
