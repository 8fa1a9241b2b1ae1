"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import { PageHead } from "@/components/shell/page-head";
import { Panel } from "@/components/ui/panel";
import { EmptyState, FailedState } from "@/components/ui/states";
import table from "@/components/ui/table.module.css";
import { TableFrame } from "@/components/ui/table-frame";
import { formatInstant, formatNumber } from "@/lib/words";
import { countsOf } from "./counts";
import classes from "./imports.module.css";
import { importsQuery } from "./imports-query";
import { useStanding } from "./standing";
import { Upload } from "./upload";

const outcomes = ["new", "changed", "unchanged", "rejected"] as const;

/** Where registers come in, and what became of those that came. */
export function ImportsScreen({ units }: { units: readonly { id: number; name: string }[] }) {
  const t = useTranslations("imports");
  const locale = useLocale();
  const standing = useStanding();
  // The live channel tells of progress; what only waits tells nothing, and its time comes all the same.
  const answer = useQuery({
    ...importsQuery(),
    refetchInterval: (query) => (query.state.data?.batches.some((batch) => batch.status === "RUNNING") ? 5_000 : false),
  });
  const rows = (answer.data?.batches ?? []).map((batch) => ({ batch, ...standing(batch) }));
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
        {rows.length > 0 ? (
          <TableFrame title={t("list.title")}>
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
                {rows.map(({ batch, words, why }) => (
                  <tr key={batch.id}>
                    <th scope="row" className={classes.file}>
                      <Link href={`/imports/${batch.id}`}>{batch.fileName ?? t("list.machine")}</Link>
                      <small>{batch.sender}</small>
                    </th>
                    <td className={batch.failure ? classes.reasons : why ? classes.waiting : undefined}>
                      {words}
                      {why ? <small>{why}</small> : null}
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
          </TableFrame>
        ) : null}
      </Panel>
    </div>
  );
}
