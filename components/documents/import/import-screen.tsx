"use client";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import { ColumnMatch } from "@/components/imports/column-match";
import { allCounts, Counts } from "@/components/imports/counts";
import imports from "@/components/imports/imports.module.css";
import { Preview } from "@/components/imports/preview";
import { Rejected } from "@/components/imports/rejected";
import { Running } from "@/components/imports/running";
import { useStanding } from "@/components/imports/standing";
import { documentFieldLabels } from "@/lib/imports/labels";
import { type DocumentImportDetail, fieldsOf, neededDocumentFields } from "@/lib/imports/model";
import { formatInstant, formatNumber } from "@/lib/words";
import { PageHead } from "../../shell/page-head";
import { anyAnswer, useAct } from "../../ui/act";
import { Fault } from "../../ui/fault";
import { Panel } from "../../ui/panel";
import { FailedState } from "../../ui/states";
import { ImportFiles } from "./files-panel";
import { documentImportQuery } from "./import-query";
import { useRegisterName } from "./imports-screen";

/** One import of an old register from its upload to its end: its files, its columns, what it would bring, its run and what became of it. */
export function DocumentImportScreen({ id }: { id: number }) {
  const t = useTranslations("documentImports");
  const detail = useTranslations("imports.detail");
  const standing = useStanding();
  const nameOf = useRegisterName();
  // The live channel tells of progress; asking now and then as well covers a channel that is down.
  const answer = useQuery({
    ...documentImportQuery(id),
    refetchInterval: (query) => (query.state.data?.status === "RUNNING" ? 3_000 : false),
  });
  const batch = answer.data;
  if (answer.error && !batch) return <FailedState error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!batch) return null;
  const refresh = () => void answer.refetch();
  return (
    <div className={imports.page}>
      <PageHead title={batch.fileName ?? ""} above={<Link href="/documents/import">← {t("back")}</Link>} />
      <p className={imports.intro} role="status" data-status={batch.status}>
        {standing(batch).words} · {nameOf(batch)} · {batch.unitName} · {detail("number", { id: String(batch.id) })}
      </p>
      {batch.status === "UPLOADED" ? <Waiting batch={batch} onChanged={refresh} /> : null}
      {batch.status === "RUNNING" ? (
        <Running batch={batch} cancelUrl={`/api/v1/document-imports/${id}/cancel`} onChanged={refresh} />
      ) : null}
      {batch.status === "DONE" || batch.status === "FAILED" || batch.status === "CANCELLED" ? (
        <Ended batch={batch} onChanged={refresh} />
      ) : null}
    </div>
  );
}

function Gaps({ gaps }: { gaps: number | null }) {
  const t = useTranslations("documentImports");
  const locale = useLocale();
  return gaps === null ? null : <p>{gaps === 0 ? t("noGaps") : t("gaps", { count: formatNumber(locale, gaps) })}</p>;
}

function Waiting({ batch, onChanged }: { batch: DocumentImportDetail; onChanged: () => void }) {
  const t = useTranslations("documentImports");
  const detail = useTranslations("imports.detail");
  const start = useAct(anyAnswer, onChanged);
  const check = useAct(anyAnswer, onChanged);
  const base = `/api/v1/document-imports/${batch.id}`;
  const needed = neededDocumentFields[batch.direction];
  const fields = fieldsOf(batch.direction).map((name) => ({
    ...{ name, label: documentFieldLabels[name] },
    isNeeded: needed.includes(name),
  }));
  return (
    <>
      {batch.checkedAt ? (
        <>
          <Panel title={detail("checked", { at: formatInstant(new Date(batch.checkedAt)) })} note={t("checkedHelp")}>
            <div className={imports.form}>
              <Counts batch={batch} names={allCounts} isOfDocuments />
              <Gaps gaps={batch.gaps} />
            </div>
          </Panel>
          <Rejected batch={batch} isOfDocuments />
        </>
      ) : null}
      <ImportFiles batch={batch} onChanged={onChanged} />
      <ColumnMatch
        key={JSON.stringify(batch.mapping)}
        batch={batch}
        fields={fields}
        url={`${base}/mapping`}
        onChanged={onChanged}
      />
      <Preview batch={batch} />
      <Fault error={start.error ?? check.error} />
      <div className={`${imports.end} ${imports.act}`}>
        <span>{t("checkHelp")}</span>
        <Button
          size="md"
          variant="default"
          disabled={batch.missing.length > 0 || start.isPending}
          loading={check.isPending}
          onClick={() => check.mutate({ method: "POST", url: `${base}/check`, body: {} })}
        >
          {batch.checkedAt ? detail("checkAgain") : detail("checkAll")}
        </Button>
        <Button
          size="md"
          disabled={batch.missing.length > 0 || check.isPending}
          loading={start.isPending}
          onClick={() => start.mutate({ method: "POST", url: `${base}/start`, body: {} })}
        >
          {detail("start")}
        </Button>
      </div>
    </>
  );
}

function Ended({ batch, onChanged }: { batch: DocumentImportDetail; onChanged: () => void }) {
  const t = useTranslations("documentImports");
  const { why } = useStanding()(batch);
  const isDone = batch.status === "DONE";
  return (
    <>
      <Panel title={isDone ? t("result") : batch.status === "CANCELLED" ? t("cancelled") : t("failed")}>
        <div className={imports.form}>
          {why ? <p>{why}</p> : null}
          {isDone ? <Counts batch={batch} names={allCounts} isOfDocuments /> : null}
          {isDone ? <Gaps gaps={batch.gaps} /> : null}
          <p>
            {isDone ? (
              <>
                <Link href={`/documents?direction=${batch.direction}`}>{t("seeDocuments")}</Link>
                {" · "}
                <Link href="/documents/books">{t("seeBook")}</Link>
                {" · "}
              </>
            ) : null}
            <Link href="/documents/import">{t("another")}</Link>
          </p>
        </div>
      </Panel>
      {isDone ? <Rejected batch={batch} isOfDocuments /> : null}
      {isDone && batch.files.total + batch.files.counts.MISSING > 0 ? <ImportFiles batch={batch} onChanged={onChanged} /> : null}
    </>
  );
}
