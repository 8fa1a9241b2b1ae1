"use client";
import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { figureFaultWords, syncWayWords } from "@/lib/subsystems/labels";
import { figureFields, type SubsystemDetail, type SyncView } from "@/lib/subsystems/model";
import { formatInstant, formatNumber, say } from "@/lib/words";
import admin from "../admin/admin.module.css";
import { useAct } from "../ui/act";
import { base64Of } from "../ui/base64";
import { Fault } from "../ui/fault";
import { FileField } from "../ui/file-field";
import { Panel } from "../ui/panel";
import { EmptyState } from "../ui/states";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import classes from "./subsystems.module.css";

const reader = async () => (await import("@/lib/subsystems/model")).SyncView;

/** Takes a file of figures in and tells what became of each row; and when figures came in before, by whatever way. */
export function FiguresPart({ subsystem, syncs }: { subsystem: SubsystemDetail; syncs: readonly SyncView[] }) {
  const t = useTranslations("subsystems.admin");
  const locale = useLocale();
  const router = useRouter();
  const [file, setFile] = useState<File | null>(null);
  const [isBroken, setBroken] = useState(false);
  const send = useAct<SyncView>(reader, () => {
    setFile(null);
    router.refresh();
  });
  const number = (n: number) => formatNumber(locale, n);
  return (
    <>
      <Panel title={t("figuresTitle")} note={t("figuresNote")}>
        <form
          className={admin.form}
          onSubmit={async (event) => {
            event.preventDefault();
            if (!file) return;
            const bytes = await base64Of(file).catch(() => null);
            setBroken(bytes === null);
            if (bytes !== null)
              send.mutate({
                method: "POST",
                url: `/api/v1/subsystems/${subsystem.id}/figures/sheet`,
                body: { name: file.name.slice(-200), file: bytes },
              });
          }}
        >
          <FileField
            label={t("file")}
            description={t("fileHelp")}
            accept=".xlsx,.csv"
            required
            file={file}
            onFile={(chosen) => {
              setFile(chosen);
              if (chosen) send.reset();
            }}
          />
          {isBroken ? <p role="alert">{t("broken")}</p> : null}
          <Fault error={send.error} />
          {send.data ? (
            <p role="status">
              <strong>
                {t("told", {
                  rowsNew: number(send.data.rowsNew),
                  rowsChanged: number(send.data.rowsChanged),
                  rowsSame: number(send.data.rowsSame),
                  rowsRefused: number(send.data.rowsRefused),
                })}
              </strong>
            </p>
          ) : null}
          {send.data && send.data.faults.length > 0 ? <Refused sync={send.data} /> : null}
          <div>
            <Button type="submit" loading={send.isPending} disabled={!file}>
              {t("send")}
            </Button>
          </div>
          <p className={classes.quiet}>{t("push", { path: `/api/v1/subsystems/${subsystem.id}/figures` })}</p>
        </form>
      </Panel>
      <Panel title={t("syncs")} note={t("syncsNote")}>
        {syncs.length === 0 ? (
          <EmptyState title={t("noSyncs")} />
        ) : (
          <TableFrame title={t("syncs")}>
            <table className={table.table}>
              <caption className={table.hidden}>{t("syncs")}</caption>
              <thead>
                <tr>
                  <th scope="col">{t("at")}</th>
                  <th scope="col">{t("way")}</th>
                  <th scope="col">{t("by")}</th>
                  {(["read", "fresh", "changed", "same", "notTaken"] as const).map((column) => (
                    <th key={column} scope="col" className={table.number}>
                      {t(column)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {syncs.map((sync) => (
                  <tr key={sync.id}>
                    <th scope="row">{formatInstant(new Date(sync.endedAt))}</th>
                    <td>
                      {say(locale, syncWayWords[sync.way])}
                      {sync.fileName ? <span className={classes.quiet}> {sync.fileName}</span> : null}
                    </td>
                    <td>{sync.byName}</td>
                    {[sync.rowsRead, sync.rowsNew, sync.rowsChanged, sync.rowsSame, sync.rowsRefused].map((n, i) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: the five counts of a row, always in this order.
                      <td key={i} className={table.number}>
                        {number(n)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </TableFrame>
        )}
        {syncs[0] && syncs[0].faults.length > 0 && !send.data ? <Refused sync={syncs[0]} /> : null}
      </Panel>
    </>
  );
}

function Refused({ sync }: { sync: SyncView }) {
  const t = useTranslations("subsystems.admin");
  const locale = useLocale();
  return (
    <TableFrame title={t("refused")}>
      <table className={table.table}>
        <caption>{t("refused")}</caption>
        <thead>
          <tr>
            <th scope="col" className={table.number}>
              {t("row")}
            </th>
            <th scope="col">{t("sent")}</th>
            <th scope="col">{t("reason")}</th>
          </tr>
        </thead>
        <tbody>
          {sync.faults.map(({ row, sent, code }) => (
            <tr key={row}>
              <th scope="row" className={table.number}>
                {formatNumber(locale, row)}
              </th>
              <td>
                {figureFields
                  .map((field) => sent[field])
                  .filter(Boolean)
                  .join(" · ")}
              </td>
              <td>{say(locale, figureFaultWords[code])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
