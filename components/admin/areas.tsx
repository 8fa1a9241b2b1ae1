"use client";
import { Button, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { useAct } from "@/components/ui/act";
import { DayField } from "@/components/ui/day-field";
import { Fault } from "@/components/ui/fault";
import { FileField } from "@/components/ui/file-field";
import { Panel } from "@/components/ui/panel";
import { Problem } from "@/components/ui/request";
import { EmptyState } from "@/components/ui/states";
import { unmatchedLabels } from "@/lib/areas/labels";
import type { Area, UploadReport } from "@/lib/areas/model";
import type { Day } from "@/lib/calendar/model";
import { say } from "@/lib/words";
import classes from "./admin.module.css";
import { AreaTree } from "./area-tree";

const reportReader = async () => (await import("@/lib/areas/model")).UploadReport;

/** The areas of a day as a tree, and the upload of their boundaries. */
export function Areas({ areas, on }: { areas: readonly Area[]; on: Day }) {
  const t = useTranslations("admin");
  return (
    <>
      <Panel title={t("areas.tree")}>
        <form className={classes.bar} method="get">
          <DayField name="on" label={t("on")} defaultValue={on} />
          <Button type="submit" variant="default">
            {t("show")}
          </Button>
        </form>
        {areas.length === 0 ? <EmptyState title={t("areas.empty")} /> : <AreaTree areas={areas} on={on} />}
      </Panel>
      {areas.length === 0 ? null : (
        <Panel title={t("areas.upload")}>
          <Upload on={on} />
        </Panel>
      )}
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
        <FileField
          label={t("areas.file")}
          description={t("areas.uploadHelp")}
          accept=".geojson,.json,application/geo+json"
          file={file}
          onFile={setFile}
          required
          error={isUnreadable ? t("areas.notJson") : undefined}
        />
        <TextInput name="source" label={t("areas.sourceLabel")} required minLength={3} maxLength={200} />
      </div>
      <Fault error={upload.error} />
      <FaultyShapes error={upload.error} />
      <div className={classes.end}>
        <Button type="submit" loading={upload.isPending} disabled={!file}>
          {t("areas.upload")}
        </Button>
      </div>
      {upload.data ? <Report report={upload.data} /> : null}
    </form>
  );
}

/** Which shapes of the file are at fault, by their place in it: what a person looks for in the mapping software. */
function FaultyShapes({ error }: { error: unknown }) {
  const t = useTranslations("admin.areas");
  const faults = error instanceof Problem ? error.faults : [];
  const places = [...new Set(faults.flatMap(({ path }) => /\.features\.(\d+)\./.exec(`${path}.`)?.[1] ?? []))].map(Number);
  if (places.length === 0) return null;
  return (
    <p>
      {t("faulty", {
        count: places.length,
        places: places
          .slice(0, 20)
          .map((n) => n + 1)
          .join(", "),
      })}
    </p>
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
