"use client";
import { Button, Checkbox } from "@mantine/core";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { useAct } from "@/components/ui/act";
import { base64Of } from "@/components/ui/base64";
import { DayField } from "@/components/ui/day-field";
import { Fault } from "@/components/ui/fault";
import { FileField } from "@/components/ui/file-field";
import { Panel } from "@/components/ui/panel";
import table from "@/components/ui/table.module.css";
import { TableFrame } from "@/components/ui/table-frame";
import type { Day } from "@/lib/calendar/model";
import { changeWords, sheetFaultText } from "@/lib/procedures/labels";
import type { ImportLine, ImportReport } from "@/lib/procedures/model";
import { say } from "@/lib/words";
import { SourceField } from "../ui/source-field";
import classes from "./procedures.module.css";

const report = async () => (await import("@/lib/procedures/model")).ImportReport;
type Asked = { file: string; from: string; source: string; publishes: boolean };

/** A sheet of the catalogue: chosen, previewed line by line, then written. */
export function ImportScreen({ today }: { today: Day }) {
  const t = useTranslations("procedures.importPage");
  const words = useTranslations("procedures");
  const router = useRouter();
  const [file, setFile] = useState<File | null>(null);
  const [isBroken, setBroken] = useState(false);
  const [asked, setAsked] = useState<Asked | null>(null);
  const preview = useAct(report);
  const apply = useAct(report, () => router.refresh());
  const startAnew = () => {
    preview.reset();
    apply.reset();
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!file) return;
    const form = new FormData(event.currentTarget);
    startAnew();
    setBroken(false);
    const bytes = await base64Of(file).catch(() => null);
    if (bytes === null) return setBroken(true);
    const ask = {
      file: bytes,
      from: String(form.get("from")),
      source: String(form.get("source") ?? "").trim(),
      publishes: form.get("publishes") !== null,
    };
    setAsked(ask);
    preview.mutate({ method: "POST", url: "/api/v1/procedures/import/preview", body: ask });
  };
  const shown = apply.data ?? preview.data;
  const toWrite = preview.data ? preview.data.counts.new + preview.data.counts.changed : 0;
  return (
    <>
      <Panel title={t("choose")}>
        <form className={classes.form} onSubmit={(event) => void submit(event)}>
          <p className={classes.acts}>
            <a href="/api/v1/procedures/catalogue.xlsx?template=1" download>
              {t("template")}
            </a>
            <a href="/api/v1/procedures/catalogue.xlsx" download>
              {t("current")}
            </a>
          </p>
          <FileField
            label={t("file")}
            description={t("fileHelp")}
            accept=".xlsx,.csv"
            required
            file={file}
            onFile={(chosen) => {
              setFile(chosen);
              startAnew();
            }}
          />
          <div className={classes.pair}>
            <DayField
              name="from"
              label={words("from")}
              description={words("fromHelp")}
              required
              defaultValue={today}
              onDay={startAnew}
            />
            <SourceField help={words("sourceHelp")} />
          </div>
          <Checkbox name="publishes" label={t("publishes")} onChange={startAnew} />
          {isBroken ? <p role="alert">{t("broken")}</p> : null}
          <Fault error={preview.error} />
          <div className={classes.end}>
            <Button type="submit" variant="default" disabled={!file} loading={preview.isPending}>
              {t("preview")}
            </Button>
          </div>
        </form>
      </Panel>
      {shown ? (
        <Panel title={apply.data ? t("doneTitle") : t("previewTitle")}>
          <Counts report={shown} />
          {apply.data ? (
            <p role="status">
              <strong>{t("done", { count: apply.data.counts.new + apply.data.counts.changed })}</strong>
            </p>
          ) : toWrite === 0 ? (
            <p>{t("nothing")}</p>
          ) : (
            <div className={classes.line}>
              <Button
                loading={apply.isPending}
                onClick={() =>
                  apply.mutate({
                    method: "POST",
                    url: "/api/v1/procedures/import",
                    body: { ...asked, state: preview.data?.state },
                  })
                }
              >
                {t("apply", { count: toWrite })}
              </Button>
            </div>
          )}
          <Fault error={apply.error} />
          <Lines lines={shown.lines} />
        </Panel>
      ) : null}
    </>
  );
}

function Counts({ report: { counts } }: { report: ImportReport }) {
  const t = useTranslations("procedures.importPage");
  const { new: added, changed, unchanged, rejected } = counts;
  return <p role="status">{t("counts", { added, changed, unchanged, rejected })}</p>;
}

function Lines({ lines }: { lines: readonly ImportLine[] }) {
  const t = useTranslations("procedures.importPage");
  const told = lines.filter((line) => line.fate !== "unchanged");
  const same = lines.filter((line) => line.fate === "unchanged");
  return (
    <>
      {told.length > 0 ? <LineTable lines={told} /> : null}
      {same.length > 0 ? (
        <details className={classes.history}>
          <summary>{t("showUnchanged", { count: same.length })}</summary>
          <LineTable lines={same} />
        </details>
      ) : null}
    </>
  );
}

function LineTable({ lines }: { lines: readonly ImportLine[] }) {
  const t = useTranslations("procedures.importPage");
  const words = useTranslations("procedures");
  const locale = useLocale();
  return (
    <TableFrame title={t("previewTitle")}>
      <table className={table.table}>
        <caption className={table.hidden}>{t("previewTitle")}</caption>
        <thead>
          <tr>
            <th scope="col" className={table.number}>
              {t("line")}
            </th>
            <th scope="col">{words("code")}</th>
            <th scope="col">{words("name")}</th>
            <th scope="col">{t("outcome")}</th>
            <th scope="col">{t("reason")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.line}>
              <td className={table.number}>{line.line}</td>
              <td className={classes.code}>{line.code}</td>
              <th scope="row" className={classes.name}>
                {line.name}
              </th>
              <td>
                <span className={classes.badge} data-fate={line.fate}>
                  {t(`fates.${line.fate}`)}
                </span>
              </td>
              <td className={classes.name}>
                {line.faults.length > 0 ? (
                  <ul>
                    {line.faults.map((fault) => (
                      <li key={`${fault.field} ${fault.code} ${fault.value}`}>{sheetFaultText(locale, fault)}</li>
                    ))}
                  </ul>
                ) : (
                  line.changes.map((name) => (changeWords[name] ? say(locale, changeWords[name]) : name)).join(", ")
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
