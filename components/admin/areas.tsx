"use client";
import { Button, FileInput, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { useAct } from "@/components/ui/act";
import { Fault } from "@/components/ui/fault";
import { Panel } from "@/components/ui/panel";
import { EmptyState } from "@/components/ui/states";
import table from "@/components/ui/table.module.css";
import { areaKindLabels, unmatchedLabels } from "@/lib/areas/labels";
import type { Area, UploadReport } from "@/lib/areas/model";
import type { Day } from "@/lib/calendar/model";
import { formatDay, say } from "@/lib/words";
import classes from "./admin.module.css";

const reportReader = async () => (await import("@/lib/areas/model")).UploadReport;
const drawn = new Set(["WARD", "COMMUNE", "SPECIAL_ZONE"]);

/** Wards and communes with their boundaries, and the upload of real ones. */
export function Areas({ areas, on }: { areas: readonly Area[]; on: Day }) {
  const t = useTranslations("admin");
  const locale = useLocale();
  const rows = areas.filter((area) => drawn.has(area.kind));
  const below = (id: number): number => areas.filter((area) => area.parentId === id).length;
  if (rows.length === 0) return <EmptyState title={t("areas.empty")} />;
  return (
    <>
      <Panel title={t("areas.upload")}>
        <Upload on={on} />
      </Panel>
      <Panel title={t("areas.title")}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is moved with the keyboard inside its frame. */}
        <section className={table.scroll} tabIndex={0} aria-label={t("areas.title")}>
          <table className={table.table}>
            <caption className={table.hidden}>{t("areas.caption", { day: formatDay(on) })}</caption>
            <thead>
              <tr>
                <th scope="col">{t("areas.name")}</th>
                <th scope="col">{t("areas.code")}</th>
                <th scope="col">{t("areas.kind")}</th>
                <th scope="col" className={table.number}>
                  {t("areas.children")}
                </th>
                <th scope="col">{t("areas.boundary")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((area) => (
                <tr key={area.id}>
                  <th scope="row">{area.name}</th>
                  <td>{area.code}</td>
                  <td>{say(locale, areaKindLabels[area.kind])}</td>
                  <td className={table.number}>{below(area.id)}</td>
                  <td>{area.hasBoundary ? t("areas.has") : t("areas.hasNot")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </Panel>
    </>
  );
}

function Upload({ on }: { on: Day }) {
  const t = useTranslations("admin");
  const router = useRouter();
  const [file, setFile] = useState<File | null>(null);
  const [isUnreadable, setUnreadable] = useState(false);
  const upload = useAct(reportReader, () => router.refresh());
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const source = String(new FormData(event.currentTarget).get("source") ?? "");
    if (!file) return;
    setUnreadable(false);
    try {
      upload.mutate({
        method: "PUT",
        url: "/api/v1/areas/boundaries",
        body: { on, source, file: JSON.parse(await file.text()) as unknown },
      });
    } catch {
      setUnreadable(true);
    }
  };
  return (
    <form className={classes.form} onSubmit={(event) => void send(event)}>
      <div className={classes.pair}>
        <FileInput
          label={t("areas.file")}
          description={t("areas.uploadHelp")}
          accept=".geojson,.json,application/geo+json"
          value={file}
          onChange={setFile}
          required
          clearable
          clearButtonProps={{ "aria-label": t("cancel") }}
          error={isUnreadable ? t("areas.notJson") : undefined}
        />
        <TextInput name="source" label={t("areas.sourceLabel")} required minLength={3} maxLength={200} />
      </div>
      <Fault error={upload.error} />
      <div className={classes.end}>
        <Button type="submit" loading={upload.isPending} disabled={!file}>
          {t("areas.upload")}
        </Button>
      </div>
      {upload.data ? <Report report={upload.data} /> : null}
    </form>
  );
}

function Report({ report }: { report: UploadReport }) {
  const t = useTranslations("admin");
  const locale = useLocale();
  return (
    <div role="status" className={classes.form}>
      <p>{t("areas.matched", { count: report.matched.length })}</p>
      {report.unmatched.length > 0 ? (
        <div>
          <p>{t("areas.unmatched", { count: report.unmatched.length })}</p>
          <ul className={classes.list}>
            {report.unmatched.map((one) => (
              <li key={one.feature}>
                {one.label || `#${one.feature + 1}`}: {say(locale, unmatchedLabels[one.reason])}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {report.missing.length > 0 ? (
        <div>
          <p>{t("areas.missing", { count: report.missing.length })}</p>
          <ul className={classes.list}>
            {report.missing.map((area) => (
              <li key={area.areaId}>{area.name}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}
