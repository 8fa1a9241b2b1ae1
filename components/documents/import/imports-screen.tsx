"use client";
import { Alert } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import { countsOf } from "@/components/imports/counts";
import imports from "@/components/imports/imports.module.css";
import { useStanding } from "@/components/imports/standing";
import { directionWords } from "@/lib/documents/labels";
import type { DocumentImportView } from "@/lib/imports/model";
import { formatInstant, formatNumber, say } from "@/lib/words";
import { PageHead } from "../../shell/page-head";
import { Panel } from "../../ui/panel";
import { EmptyState, FailedState } from "../../ui/states";
import table from "../../ui/table.module.css";
import { TableFrame } from "../../ui/table-frame";
import { documentImportsQuery } from "./import-query";
import { SendRegister } from "./send-register";

const outcomes = ["new", "changed", "unchanged", "rejected"] as const;
const countName = { new: "newDocuments", changed: "changedDocuments", unchanged: "unchanged", rejected: "rejected" } as const;

/** "Văn bản đến năm 2023, Sổ chung của đơn vị": the register an import goes to. */
export function useRegisterName(): (batch: DocumentImportView) => string {
  const t = useTranslations("documentImports");
  const locale = useLocale();
  return ({ direction, year, bookName }) =>
    t("register", {
      ...{ direction: say(locale, directionWords[direction]), year: String(year) },
      book: bookName ?? t("upload.commonBook"),
    });
}

/** Where old registers of documents come in, and what became of those that came. */
export function DocumentImportsScreen({ units, thisYear }: { units: readonly { id: number; name: string }[]; thisYear: number }) {
  const t = useTranslations("documentImports");
  const answer = useQuery({
    ...documentImportsQuery(),
    refetchInterval: (query) => (query.state.data?.batches.some((batch) => batch.status === "RUNNING") ? 5_000 : false),
  });
  const batches = answer.data?.batches ?? [];
  return (
    <div className={imports.page}>
      <PageHead title={t("title")} above={<Link href="/documents/books">← {t("books")}</Link>} />
      <p className={imports.intro}>{t("intro")}</p>
      <Alert color="red" variant="light" title={t("secretTitle")}>
        {t("secret")}
      </Alert>
      <Panel title={t("upload.title")}>
        <SendRegister units={units} thisYear={thisYear} />
      </Panel>
      <Panel title={t("list.title")}>
        {answer.error ? <FailedState error={answer.error} onRetry={() => void answer.refetch()} /> : null}
        {answer.data && batches.length === 0 ? <EmptyState title={t("list.empty")}>{t("list.emptyText")}</EmptyState> : null}
        {batches.length > 0 ? <ImportTable batches={batches} /> : null}
      </Panel>
    </div>
  );
}

function ImportTable({ batches }: { batches: readonly DocumentImportView[] }) {
  const t = useTranslations("documentImports.list");
  const counts = useTranslations("imports.detail.counts");
  const locale = useLocale();
  const standing = useStanding();
  const nameOf = useRegisterName();
  return (
    <TableFrame title={t("title")}>
      <table className={table.table}>
        <caption className={table.hidden}>{t("title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("file")}</th>
            <th scope="col">{t("status")}</th>
            {outcomes.map((name) => (
              <th key={name} scope="col" className={table.number}>
                {counts(countName[name])}
              </th>
            ))}
            <th scope="col">{t("at")}</th>
          </tr>
        </thead>
        <tbody>
          {batches.map((batch) => {
            const { words, why } = standing(batch);
            return (
              <tr key={batch.id}>
                <th scope="row" className={imports.file}>
                  <Link href={`/documents/import/${batch.id}`}>{batch.fileName}</Link>
                  <small>
                    {nameOf(batch)} · {batch.unitName}
                  </small>
                </th>
                <td className={batch.failure ? imports.reasons : why ? imports.waiting : undefined}>
                  {words}
                  {why ? <small>{why}</small> : null}
                </td>
                {outcomes.map((name) => (
                  <td key={name} className={table.number}>
                    {batch.status === "DONE" ? formatNumber(locale, countsOf(batch)[name]) : "–"}
                  </td>
                ))}
                <td className={imports.when}>
                  {formatInstant(new Date(batch.createdAt))}
                  <small>{batch.createdByName ?? batch.createdBy}</small>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableFrame>
  );
}
