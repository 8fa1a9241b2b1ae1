"use client";
import { Alert, Button, Progress } from "@mantine/core";
import { useLocale, useTranslations } from "use-intl";
import { anyAnswer, useAct } from "@/components/ui/act";
import { Fault } from "@/components/ui/fault";
import { Panel } from "@/components/ui/panel";
import { type ImportBatchView, maxAttempts } from "@/lib/imports/model";
import { formatInstant, formatNumber } from "@/lib/words";
import { Counts, runningCounts } from "./counts";
import classes from "./imports.module.css";
import { useStanding } from "./standing";

type Files = { read: number; total: number } | null;
/** How far a run is; or that it does not run, and since when. */
function useHeadline(batch: ImportBatchView, files: Files): string {
  const t = useTranslations("imports.detail");
  const locale = useLocale();
  if (batch.fault) {
    const at = batch.brokenOffAt ? formatInstant(new Date(batch.brokenOffAt)) : "";
    if (batch.fault === "worker-stopped") return t("stoppedTitle", { at });
    return t("brokenTitle", { attempts: String(batch.attempts), most: String(maxAttempts), at });
  }
  if (batch.waitsUntil) return t("queued");
  if (files) return t("runningFiles", { read: formatNumber(locale, files.read), total: formatNumber(locale, files.total) });
  const read = formatNumber(locale, batch.rowsRead);
  return batch.rowsTotal ? t("runningOf", { read, total: formatNumber(locale, batch.rowsTotal) }) : t("running", { read });
}

function Advancing({ batch, files }: { batch: ImportBatchView; files: Files }) {
  const t = useTranslations("imports.detail");
  const locale = useLocale();
  const [read, total] = files ? [files.read, files.total] : [batch.rowsRead, batch.rowsTotal];
  const share = total ? Math.min(100, Math.round((read / total) * 100)) : null;
  return (
    <>
      <Progress value={share ?? 100} animated striped aria-label={t("running", { read: formatNumber(locale, batch.rowsRead) })} />
      {files ? null : <Counts batch={batch} names={runningCounts} />}
    </>
  );
}

/** It waits for a worker, or to be tried again after what broke it off. */
function Held({ batch }: { batch: ImportBatchView }) {
  const t = useTranslations("imports.detail");
  const { why } = useStanding()(batch);
  return why ? (
    <Alert color="yellow" variant="light" role="alert" p="xs">
      {why}
    </Alert>
  ) : (
    <p>{t("queuedSince")}</p>
  );
}

/** How far an import is, or why it waits; it can be given up. Files beside a register are looked through before its rows are read. */
export function Running({
  batch,
  cancelUrl,
  files = null,
  onChanged,
}: {
  batch: ImportBatchView;
  cancelUrl: string;
  files?: { read: number; total: number } | null;
  onChanged: () => void;
}) {
  const t = useTranslations("imports.detail");
  const cancel = useAct(anyAnswer, onChanged);
  return (
    <Panel title={useHeadline(batch, files)}>
      <div className={classes.form}>
        {batch.fault || batch.waitsUntil ? <Held batch={batch} /> : <Advancing batch={batch} files={files} />}
        <Fault error={cancel.error} />
        <div className={classes.end}>
          <span>{batch.isCheck ? t("checkHelp") : batch.cancelRequested ? t("cancelling") : t("cancelHelp")}</span>
          <Button
            variant="default"
            disabled={batch.cancelRequested}
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ method: "POST", url: cancelUrl, body: {} })}
          >
            {batch.isCheck ? t("cancelCheck") : t("cancel")}
          </Button>
        </div>
      </div>
    </Panel>
  );
}
