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

/** How far a run is; or that it does not run, and since when. */
function useHeadline(batch: ImportBatchView): string {
  const t = useTranslations("imports.detail");
  const locale = useLocale();
  if (batch.fault) {
    const at = batch.brokenOffAt ? formatInstant(new Date(batch.brokenOffAt)) : "";
    if (batch.fault === "worker-stopped") return t("stoppedTitle", { at });
    return t("brokenTitle", { attempts: String(batch.attempts), most: String(maxAttempts), at });
  }
  if (batch.waitsUntil) return t("queued");
  const read = formatNumber(locale, batch.rowsRead);
  return batch.rowsTotal ? t("runningOf", { read, total: formatNumber(locale, batch.rowsTotal) }) : t("running", { read });
}

function Advancing({ batch }: { batch: ImportBatchView }) {
  const t = useTranslations("imports.detail");
  const locale = useLocale();
  const share = batch.rowsTotal ? Math.min(100, Math.round((batch.rowsRead / batch.rowsTotal) * 100)) : null;
  return (
    <>
      <Progress value={share ?? 100} animated striped aria-label={t("running", { read: formatNumber(locale, batch.rowsRead) })} />
      <Counts batch={batch} names={runningCounts} />
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

/** How far an import is, or why it waits; it can be given up. */
export function Running({ batch, cancelUrl, onChanged }: { batch: ImportBatchView; cancelUrl: string; onChanged: () => void }) {
  const t = useTranslations("imports.detail");
  const cancel = useAct(anyAnswer, onChanged);
  return (
    <Panel title={useHeadline(batch)}>
      <div className={classes.form}>
        {batch.fault || batch.waitsUntil ? <Held batch={batch} /> : <Advancing batch={batch} />}
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
