"use client";
import { Button, Progress } from "@mantine/core";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import imports from "@/components/imports/imports.module.css";
import { sendFile } from "@/components/imports/send-file";
import { importFileFaultLabels } from "@/lib/imports/labels";
import { type DocumentImportDetail, type ImportFileLine, importFileFaults, importFileStates } from "@/lib/imports/model";
import { formatNumber, say } from "@/lib/words";
import { Fault } from "../../ui/fault";
import { Panel } from "../../ui/panel";
import table from "../../ui/table.module.css";
import { TableFrame } from "../../ui/table-frame";
import { FileField } from "./file-field";
import { archiveAddress } from "./import-query";
import { SendingWords } from "./sending-words";

/** The PDFs beside a register: how many go with a document, which do not and why; and while it waits, where their zip is sent. */
export function ImportFiles({ batch, onChanged }: { batch: DocumentImportDetail; onChanged: () => void }) {
  const t = useTranslations("documentImports.files");
  const { files, status, id } = batch;
  const isWaiting = status === "UPLOADED";
  const isTold = batch.checkedAt !== null || status === "DONE";
  return (
    <Panel
      title={t("title")}
      note={files.archiveName === null ? undefined : t("archive", { name: files.archiveName })}
      actions={
        files.total + files.counts.MISSING > 0 ? (
          <Button size="xs" component="a" variant="default" href={`/api/v1/document-imports/${id}/files.xlsx`} download>
            {t("xlsx")}
          </Button>
        ) : undefined
      }
    >
      <div className={imports.form}>
        {files.archiveName === null && isWaiting ? <p>{t("none")}</p> : null}
        {!isTold && files.total > 0 ? <p>{t("unmatched")}</p> : null}
        {isTold ? <FileCounts files={files} /> : null}
        {isTold && files.told.length > 0 ? <FilesTold told={files.told} /> : null}
        {isWaiting ? <SendArchive id={id} onSent={onChanged} /> : null}
      </div>
    </Panel>
  );
}

function FileCounts({ files }: { files: DocumentImportDetail["files"] }) {
  const t = useTranslations("documentImports.files");
  const locale = useLocale();
  return (
    <dl className={imports.counts}>
      {importFileStates.map((state) => (
        <div key={state} data-bad={(state !== "TAKEN" && files.counts[state] > 0) || undefined}>
          <dt>{t(state)}</dt>
          <dd>{formatNumber(locale, files.counts[state])}</dd>
        </div>
      ))}
      <div data-bad={files.secret > 0 || undefined}>
        <dt>{t("secret")}</dt>
        <dd>{formatNumber(locale, files.secret)}</dd>
      </div>
    </dl>
  );
}

function FilesTold({ told }: { told: readonly ImportFileLine[] }) {
  const t = useTranslations("documentImports.files");
  const locale = useLocale();
  const why = (fault: string | null) => {
    const known = importFileFaults.find((one) => one === fault);
    return known ? say(locale, importFileFaultLabels[known]) : "";
  };
  return (
    <TableFrame title={t("told")}>
      <table className={`${table.table} ${imports.lines}`}>
        <caption className={imports.caption}>{t("told")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("name")}</th>
            <th scope="col">{t("line")}</th>
            <th scope="col">{t("state")}</th>
          </tr>
        </thead>
        <tbody>
          {told.map((file) => (
            <tr key={`${file.name} ${file.line}`}>
              <th scope="row">{file.name}</th>
              <td>{file.line === null ? "–" : formatNumber(locale, file.line)}</td>
              <td className={imports.reasons}>
                {t(file.state)}
                {file.fault ? `: ${why(file.fault)}` : ""}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function SendArchive({ id, onSent }: { id: number; onSent: () => void }) {
  const t = useTranslations("documentImports.files");
  const upload = useTranslations("documentImports.upload");
  const [file, setFile] = useState<File | null>(null);
  const [percent, setPercent] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const send = async () => {
    if (!file) return;
    setError(null);
    setPercent(0);
    try {
      await sendFile(file, archiveAddress(id), setPercent);
      onSent();
    } catch (cause) {
      setError(cause);
    }
    setPercent(null);
  };
  return (
    <>
      <FileField label={t("choose")} help={upload("archiveHelp")} accept=".zip" onChosen={setFile} />
      <Fault error={error} />
      {percent === null ? null : (
        <div role="status">
          <SendingWords id={id} percent={percent} />
          <Progress value={percent} animated={percent === 100} aria-label={t("title")} />
        </div>
      )}
      <div className={imports.end}>
        <Button variant="default" disabled={!file} loading={percent !== null} onClick={() => void send()}>
          {t("send")}
        </Button>
      </div>
    </>
  );
}
