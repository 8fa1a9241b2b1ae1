"use client";
import { Button, FileButton } from "@mantine/core";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { certificateRowFaultWords } from "@/lib/signatures/labels";
import type { CertificatesRead } from "@/lib/signatures/model";
import { formatInstant, formatNumber, say } from "@/lib/words";
import { useAct } from "../ui/act";
import { base64Of } from "../ui/base64";
import { Fault } from "../ui/fault";
import { FileField } from "../ui/file-field";
import { Panel } from "../ui/panel";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import { VerdictShape } from "../ui/verdict";
import classes from "./certificates.module.css";
import { readReader } from "./certificates-query";

type Sent = { sheet: string; files: { name: string; file: string }[] };
const at = "/api/v1/signatures/certificates/import";

/** A spreadsheet and the certificates it names: looked through line by line, and entered once somebody has seen what that does. */
export function ImportCertificates({ onDone }: { onDone(): Promise<void> }) {
  const t = useTranslations("certificates");
  const [sheet, setSheet] = useState<File | null>(null);
  const [files, setFiles] = useState<readonly File[]>([]);
  const [sent, setSent] = useState<Sent | null>(null);
  const preview = useAct<CertificatesRead>(readReader);
  const enter = useAct<CertificatesRead>(readReader, async () => {
    await onDone();
    setSent(null);
  });
  const again = () => {
    setSent(null);
    preview.reset();
    enter.reset();
  };
  const shown = enter.data ?? preview.data;
  const taken = preview.data ? preview.data.counts.new + preview.data.counts.changed : 0;
  return (
    <Panel title={t("import")} note={t("importNote")}>
      <form
        className={classes.form}
        onSubmit={async (event) => {
          event.preventDefault();
          if (!sheet || files.length === 0) return;
          enter.reset();
          const read = await Promise.all(files.map(async (file) => ({ name: file.name, file: await base64Of(file) })));
          const body = { sheet: await base64Of(sheet), files: read };
          setSent(body);
          preview.mutate({ method: "POST", url: `${at}/preview`, body });
        }}
      >
        <FileField
          label={t("sheet")}
          description={t("sheetHint")}
          accept=".xlsx,.csv"
          required
          file={sheet}
          onFile={(file) => {
            setSheet(file);
            again();
          }}
        />
        <div className={classes.acts}>
          <FileButton
            multiple
            accept=".cer,.crt,.pem,.der,.p7b,.p7c"
            onChange={(chosen) => {
              setFiles(chosen);
              again();
            }}
          >
            {(props) => (
              <Button {...props} variant="default">
                {t("chooseFiles")}
              </Button>
            )}
          </FileButton>
          <span>{t("chosen", { count: files.length })}</span>
        </div>
        <Fault error={preview.error} />
        <div className={classes.acts}>
          <Button type="submit" variant="default" loading={preview.isPending} disabled={!sheet || files.length === 0}>
            {t("preview")}
          </Button>
          {sent && preview.data && !enter.data ? (
            <Button
              loading={enter.isPending}
              disabled={taken === 0}
              onClick={() => enter.mutate({ method: "POST", url: at, body: sent })}
            >
              {t("importDo", { count: taken })}
            </Button>
          ) : null}
        </div>
        <Fault error={enter.error} />
      </form>
      <div aria-live="polite">{shown ? <Told read={shown} isDone={enter.data !== undefined} /> : null}</div>
    </Panel>
  );
}

const shapes = { new: "good", changed: "good", unchanged: "no-data", rejected: "bad" } as const;
function Told({ read, isDone }: { read: CertificatesRead; isDone: boolean }) {
  const t = useTranslations("certificates");
  const locale = useLocale();
  return (
    <>
      <p role="status">{t(isDone ? "imported" : "previewed", read.counts)}</p>
      {read.rows.length > 0 ? (
        <TableFrame title={t("rows")}>
          <table className={table.table}>
            <caption className={table.hidden}>{t("rows")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("columns.line")}</th>
                <th scope="col">{t("columns.holder")}</th>
                <th scope="col">{t("columns.certificate")}</th>
                <th scope="col">{t("columns.outcome")}</th>
              </tr>
            </thead>
            <tbody>
              {read.rows.map((row) => (
                <tr key={row.line}>
                  <th scope="row">{formatNumber(locale, row.line)}</th>
                  <td>{row.holder}</td>
                  <td>
                    <code className={classes.serial}>{row.certificate}</code>
                    {row.validUntil ? (
                      <div className={table.quiet}>{t("until", { at: formatInstant(new Date(row.validUntil)) })}</div>
                    ) : null}
                  </td>
                  <td>
                    <VerdictShape verdict={shapes[row.outcome]} /> {t(`outcomes.${row.outcome}`)}
                    {row.fault ? <div className={table.quiet}>{say(locale, certificateRowFaultWords[row.fault])}</div> : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      ) : null}
      {read.left.length > 0 ? (
        <>
          <h3 className={classes.name}>{t("left")}</h3>
          <ul className={classes.left}>
            {read.left.map(({ file, certificate }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: one file may hold several certificates of one name; the list stands as it came.
              <li key={`${file} ${i}`}>
                {file}: {certificate ?? t("leftNone")}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}
