"use client";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { PageHead } from "@/components/shell/page-head";
import { anyAnswer, useAct } from "@/components/ui/act";
import { Fault } from "@/components/ui/fault";
import { Panel } from "@/components/ui/panel";
import { FailedState } from "@/components/ui/states";
import { fieldLabels } from "@/lib/imports/labels";
import { fields, type ImportBatchDetail, neededFields } from "@/lib/imports/model";
import { formatInstant } from "@/lib/words";
import { ColumnMatch, type MatchedFields } from "./column-match";
import { allCounts, Counts } from "./counts";
import classes from "./imports.module.css";
import { importQuery } from "./imports-query";
import { Preview } from "./preview";
import { Rejected } from "./rejected";
import { Running } from "./running";
import { useStanding } from "./standing";

const dossierFields: MatchedFields = fields.map((name) => ({
  ...{ name, label: fieldLabels[name] },
  isNeeded: neededFields.some((needed) => needed === name),
}));

/** One import from its upload to its end: match the columns, watch it run, see what became of the rows. */
export function ImportScreen({ id }: { id: number }) {
  const t = useTranslations("imports.detail");
  const standing = useStanding();
  // The live channel tells of progress; asking now and then as well covers a channel that is down.
  const answer = useQuery({
    ...importQuery(id),
    refetchInterval: (query) => (query.state.data?.status === "RUNNING" ? 3_000 : false),
  });
  const batch = answer.data;
  if (answer.error && !batch) return <FailedState error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!batch) return null;
  const refresh = () => void answer.refetch();
  return (
    <div className={classes.page}>
      <PageHead title={batch.fileName ?? batch.sender} above={<Link href="/imports">← {t("back")}</Link>} />
      <p className={classes.intro} role="status" data-status={batch.status}>
        {standing(batch).words} · {t("number", { id: String(batch.id) })}
        {batch.layout?.sheet ? ` · ${t("sheet", { sheet: batch.layout.sheet, line: String(batch.layout.headerLine) })}` : null}
      </p>
      {batch.status === "UPLOADED" ? <Waiting batch={batch} onChanged={refresh} /> : null}
      {batch.status === "RUNNING" ? (
        <Running batch={batch} cancelUrl={`/api/v1/imports/${batch.id}/cancel`} onChanged={refresh} />
      ) : null}
      {batch.status === "DONE" || batch.status === "FAILED" || batch.status === "CANCELLED" ? <Ended batch={batch} /> : null}
    </div>
  );
}

function Waiting({ batch, onChanged }: { batch: ImportBatchDetail; onChanged: () => void }) {
  const t = useTranslations("imports.detail");
  const start = useAct(anyAnswer, onChanged);
  const check = useAct(anyAnswer, onChanged);
  return (
    <>
      {batch.checkedAt ? (
        <>
          <Panel title={t("checked", { at: formatInstant(new Date(batch.checkedAt)) })} note={t("checkedHelp")}>
            <Counts batch={batch} names={allCounts} />
          </Panel>
          <Rejected batch={batch} />
        </>
      ) : null}
      <ColumnMatch
        key={JSON.stringify(batch.mapping)}
        batch={batch}
        fields={dossierFields}
        url={`/api/v1/imports/${batch.id}/mapping`}
        onChanged={onChanged}
      />
      <Preview batch={batch} />
      <Fault error={start.error ?? check.error} />
      <div className={`${classes.end} ${classes.act}`}>
        <span>{t("checkHelp")}</span>
        <Button
          size="md"
          variant="default"
          disabled={batch.missing.length > 0 || start.isPending}
          loading={check.isPending}
          onClick={() => check.mutate({ method: "POST", url: `/api/v1/imports/${batch.id}/check`, body: {} })}
        >
          {batch.checkedAt ? t("checkAgain") : t("checkAll")}
        </Button>
        <Button
          size="md"
          disabled={batch.missing.length > 0 || check.isPending}
          loading={start.isPending}
          onClick={() => start.mutate({ method: "POST", url: `/api/v1/imports/${batch.id}/start`, body: {} })}
        >
          {t("start")}
        </Button>
      </div>
    </>
  );
}

function Ended({ batch }: { batch: ImportBatchDetail }) {
  const t = useTranslations("imports.detail");
  const { why } = useStanding()(batch);
  return (
    <>
      <Panel title={batch.status === "DONE" ? t("done") : batch.status === "CANCELLED" ? t("cancelled") : t("failed")}>
        <div className={classes.form}>
          {why ? <p>{why}</p> : null}
          {batch.status === "DONE" ? <Counts batch={batch} names={allCounts} /> : null}
          <p>{batch.status === "DONE" ? <Link href="/">{t("overview")}</Link> : <Link href="/imports">{t("another")}</Link>}</p>
        </div>
      </Panel>
      {batch.status === "DONE" ? <Rejected batch={batch} /> : null}
    </>
  );
}
