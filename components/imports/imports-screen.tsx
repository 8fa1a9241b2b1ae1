"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import { PageHead } from "@/components/shell/page-head";
import { Panel } from "@/components/ui/panel";
import { EmptyState, FailedState } from "@/components/ui/states";
import table from "@/components/ui/table.module.css";
import { statusLabels } from "@/lib/imports/labels";
import { formatInstant, formatNumber, say } from "@/lib/words";
import { countsOf } from "./counts";
import { failureSentence } from "./failure-sentence";
import classes from "./imports.module.css";
import { importsQuery } from "./imports-query";
import { Upload } from "./upload";

const outcomes = ["new", "changed", "unchanged", "rejected"] as const;

/** Where registers come in, and what became of those that came. */
export function ImportsScreen({ units }: { units: readonly { id: number; name: string }[] }) {
  const t = useTranslations("imports");
  const locale = useLocale();
  const answer = useQuery(importsQuery());
  return (
    <div className={classes.page}>
      <PageHead title={t("title")} />
      <p className={classes.intro}>{t("intro")}</p>
      <Panel title={t("upload.title")}>
        <Upload units={units} />
      </Panel>
      <Panel title={t("list.title")}>
        {answer.error ? <FailedState error={answer.error} onRetry={() => void answer.refetch()} /> : null}
        {answer.data?.batches.length === 0 ? <EmptyState title={t("list.empty")}>{t("list.emptyText")}</EmptyState> : null}
        {answer.data && answer.data.batches.length > 0 ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is moved with the keyboard inside its frame.
          <section className={table.scroll} tabIndex={0} aria-label={t("list.title")}>
            <table className={table.table}>
              <caption className={table.hidden}>{t("list.title")}</caption>
              <thead>
                <tr>
                  <th scope="col">{t("list.file")}</th>
                  <th scope="col">{t("list.status")}</th>
                  {outcomes.map((name) => (
                    <th key={name} scope="col" className={table.number}>
                      {t(`detail.counts.${name}`)}
                    </th>
                  ))}
                  <th scope="col">{t("list.at")}</th>
                </tr>
              </thead>
              <tbody>
                {answer.data.batches.map((batch) => (
                  <tr key={batch.id}>
                    <th scope="row" className={classes.file}>
                      <Link href={`/imports/${batch.id}`}>{batch.fileName ?? t("list.machine")}</Link>
                      <small>{batch.sender}</small>
                    </th>
                    <td className={batch.failure ? classes.reasons : undefined}>
                      {batch.isCheck ? t("detail.checkRunning") : say(locale, statusLabels[batch.status])}
                      {batch.failure ? <small>{failureSentence(locale, batch.failure)}</small> : null}
                    </td>
                    {outcomes.map((name) => (
                      <td key={name} className={table.number}>
                        {batch.status === "DONE" ? formatNumber(locale, countsOf(batch)[name]) : "–"}
                      </td>
                    ))}
                    <td className={classes.when}>
                      {formatInstant(new Date(batch.createdAt))}
                      <small>{batch.createdByName ?? batch.createdBy}</small>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ) : null}
      </Panel>
    </div>
  );
}
