"use client";
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { type FormEvent, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { cameraSheetFaultText, cameraSheetHeadings } from "@/lib/cameras/labels";
import type { CameraSheetLine, CameraSheetReport } from "@/lib/cameras/model";
import { formatNumber, say } from "@/lib/words";
import { PageHead } from "../shell/page-head";
import { useAct } from "../ui/act";
import { base64Of } from "../ui/base64";
import { Fault } from "../ui/fault";
import { FileField } from "../ui/file-field";
import { Panel } from "../ui/panel";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import { VerdictShape } from "../ui/verdict";
import classes from "./cameras.module.css";

const at = "/api/v1/camera-registry";
const reader = async () => (await import("@/lib/cameras/model")).CameraSheetReport;

/** A list of cameras: chosen, looked through line by line, then entered; and the registry as such a list. */
export function ImportScreen() {
  const t = useTranslations("cameras");
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [isBroken, setBroken] = useState(false);
  const [sent, setSent] = useState<string | null>(null);
  const preview = useAct<CameraSheetReport>(reader);
  const enter = useAct<CameraSheetReport>(reader, () => client.invalidateQueries({ queryKey: ["cameras"] }));
  const startAnew = () => {
    setSent(null);
    preview.reset();
    enter.reset();
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!file) return;
    startAnew();
    setBroken(false);
    const bytes = await base64Of(file).catch(() => null);
    if (bytes === null) return setBroken(true);
    setSent(bytes);
    preview.mutate({ method: "POST", url: `${at}/import/preview`, body: { file: bytes } });
  };
  const shown = enter.data ?? preview.data;
  const toWrite = preview.data ? preview.data.counts.new + preview.data.counts.changed : 0;
  return (
    <div className={classes.page}>
      <PageHead title={t("sheet.title")} above={<Link href="/cameras">{t("title")}</Link>} />
      <Panel title={t("sheet.choose")} note={t("sheet.note")}>
        <form className={classes.form} onSubmit={(event) => void submit(event)}>
          <p className={classes.acts}>
            <a href={`${at}/cameras.xlsx?template=1`} download>
              {t("sheet.template")}
            </a>
            <a href={`${at}/cameras.xlsx`} download>
              {t("sheet.current")}
            </a>
            <a href={`${at}/cameras.csv`} download>
              {t("sheet.currentCsv")}
            </a>
          </p>
          <FileField
            label={t("sheet.file")}
            description={t("sheet.fileHelp")}
            accept=".xlsx,.csv"
            required
            file={file}
            onFile={(chosen) => {
              setFile(chosen);
              startAnew();
            }}
          />
          {isBroken ? <p role="alert">{t("sheet.broken")}</p> : null}
          <Fault error={preview.error} />
          <div className={classes.acts}>
            <Button type="submit" variant="default" disabled={!file} loading={preview.isPending}>
              {t("sheet.preview")}
            </Button>
          </div>
        </form>
      </Panel>
      {shown ? (
        <Panel title={t(enter.data ? "sheet.doneTitle" : "sheet.previewTitle")}>
          <div className={classes.told}>
            <p role="status">{t(enter.data ? "sheet.done" : "sheet.counts", shown.counts)}</p>
            <Headings headings={shown.headings} />
            {enter.data ? null : toWrite === 0 ? (
              <p>{t("sheet.nothing")}</p>
            ) : (
              <p className={classes.acts}>
                <Button
                  loading={enter.isPending}
                  onClick={() =>
                    enter.mutate({ method: "POST", url: `${at}/import`, body: { file: sent, state: preview.data?.state } })
                  }
                >
                  {t("sheet.apply", { count: toWrite })}
                </Button>
              </p>
            )}
            <Fault error={enter.error} />
            <Lines lines={shown.lines} />
          </div>
        </Panel>
      ) : null}
    </div>
  );
}

/** What each heading was taken for, where it is not called so anyway; what nobody knows is named. */
function Headings({ headings }: Pick<CameraSheetReport, "headings">) {
  const t = useTranslations("cameras.sheet");
  const locale = useLocale();
  const left = headings.filter(({ field }) => field === null);
  const taken = headings.flatMap(({ text, field }) => (field ? [{ text, words: say(locale, cameraSheetHeadings[field]) }] : []));
  return (
    <>
      {left.length > 0 ? <p>{t("left", { names: left.map(({ text }) => `“${text}”`).join(", ") })}</p> : null}
      <details>
        <summary>{t("columns", { count: taken.length })}</summary>
        <ul className={classes.lines}>
          {taken.map(({ text, words }) => (
            <li key={text}>{t("column", { text, words })}</li>
          ))}
        </ul>
      </details>
    </>
  );
}

/** Those that need a look come first. */
function Lines({ lines }: { lines: readonly CameraSheetLine[] }) {
  const t = useTranslations("cameras.sheet");
  const refused = lines.filter(({ fate }) => fate === "rejected");
  const others = lines.filter(({ fate }) => fate !== "rejected");
  return (
    <>
      {refused.length > 0 ? <LineTable title={t("rejectedLines", { count: refused.length })} lines={refused} /> : null}
      {others.length > 0 ? (
        <details open={refused.length === 0}>
          <summary>{t("otherLines", { count: others.length })}</summary>
          <LineTable title={t("otherLines", { count: others.length })} lines={others} />
        </details>
      ) : null}
    </>
  );
}

const shapes = { new: "good", changed: "good", unchanged: "no-data", rejected: "bad" } as const;
function LineTable({ title, lines }: { title: string; lines: readonly CameraSheetLine[] }) {
  const t = useTranslations("cameras.sheet");
  const locale = useLocale();
  return (
    <TableFrame title={title}>
      <table className={table.table}>
        <caption className={table.hidden}>{title}</caption>
        <thead>
          <tr>
            <th scope="col" className={table.number}>
              {t("line")}
            </th>
            <th scope="col">{t("code")}</th>
            <th scope="col">{t("name")}</th>
            <th scope="col">{t("fate")}</th>
            <th scope="col">{t("why")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.line}>
              <td className={table.number}>{formatNumber(locale, line.line)}</td>
              <td>{line.code}</td>
              <th scope="row">{line.name}</th>
              <td>
                <VerdictShape verdict={shapes[line.fate]} /> {t(`fates.${line.fate}`)}
              </td>
              <td>
                {line.faults.length > 0 ? (
                  <ul className={classes.lines}>
                    {line.faults.map((fault) => (
                      <li key={`${fault.field} ${fault.code}`}>{cameraSheetFaultText(locale, fault)}</li>
                    ))}
                  </ul>
                ) : (
                  line.changes.map((field) => say(locale, cameraSheetHeadings[field])).join(", ")
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
