"use client";
import { Button } from "@mantine/core";
import { useLocale, useTranslations } from "use-intl";
import { Panel } from "@/components/ui/panel";
import table from "@/components/ui/table.module.css";
import { TableFrame } from "@/components/ui/table-frame";
import { reasonSentence, reasonTitle } from "@/lib/imports/labels";
import type { ImportBatchDetail } from "@/lib/imports/model";
import { formatNumber } from "@/lib/words";
import classes from "./imports.module.css";

type Told = Pick<ImportBatchDetail, "id" | "rowsRejected" | "reasons" | "rejected">;
/** The rows that were not taken: why, how many of each, the first of them, and all of them as a file to mend and send again. */
export function Rejected({ batch, isOfDocuments = false }: { batch: Told; isOfDocuments?: boolean }) {
  const t = useTranslations("imports.detail");
  const locale = useLocale();
  if (batch.rowsRejected === 0) return null;
  const most = batch.reasons[0]?.rows ?? 1;
  return (
    <Panel
      title={t("rejections", { count: formatNumber(locale, batch.rowsRejected) })}
      note={t("rejectionsHelp")}
      actions={(["xlsx", "csv"] as const).map((format) => (
        <Button
          key={format}
          size="xs"
          component="a"
          variant="default"
          href={`/api/v1/${isOfDocuments ? "document-imports" : "imports"}/${batch.id}/rejections.${format}`}
          download
        >
          {t(format)}
        </Button>
      ))}
    >
      <div className={classes.form}>
        <ol className={classes.why} aria-label={t("why")}>
          {batch.reasons.map((reason) => (
            <li key={`${reason.code} ${reason.field ?? ""}`}>
              <span>{reasonTitle(locale, reason)}</span>
              <span className={classes.many}>{t("rowsOf", { count: formatNumber(locale, reason.rows) })}</span>
              <span className={classes.bar} style={{ inlineSize: `${(reason.rows / most) * 100}%` }} aria-hidden />
            </li>
          ))}
        </ol>
        <TableFrame title={t("firstRejected", { count: String(batch.rejected.length) })}>
          <table className={`${table.table} ${classes.lines}`}>
            <caption className={classes.caption}>{t("firstRejected", { count: String(batch.rejected.length) })}</caption>
            <thead>
              <tr>
                <th scope="col">{t("line")}</th>
                <th scope="col">{t(isOfDocuments ? "numberOf" : "code")}</th>
                <th scope="col">{t("reason")}</th>
              </tr>
            </thead>
            <tbody>
              {batch.rejected.map((row) => (
                <tr key={row.line}>
                  <th scope="row">{formatNumber(locale, row.line)}</th>
                  <td className={classes.code}>{row.code || "–"}</td>
                  <td className={classes.reasons}>{row.reasons.map((reason) => reasonSentence(locale, reason)).join(" ")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      </div>
    </Panel>
  );
}
