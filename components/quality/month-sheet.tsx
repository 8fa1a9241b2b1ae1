"use client";
import { Button, Modal } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { sheetFaultText } from "@/lib/quality/labels";
import type { SheetReport } from "@/lib/quality/model";
import { formatMonth } from "@/lib/words";
import admin from "../admin/admin.module.css";
import { useAct } from "../ui/act";
import { base64Of } from "../ui/base64";
import { DialogFoot } from "../ui/dialog-foot";
import { Fault } from "../ui/fault";
import { FileField } from "../ui/file-field";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import classes from "./quality.module.css";

const reader = async () => (await import("@/lib/quality/model")).SheetReport;

/** A month's figures as a spreadsheet: taken along, filled in, and imported whole or not at all. */
export function MonthSheet({ month, onClose }: { month: string; onClose: () => void }) {
  const t = useTranslations("qualityAdmin.sheet");
  const words = useTranslations("qualityAdmin");
  const router = useRouter();
  const [file, setFile] = useState<File | null>(null);
  const [isBroken, setBroken] = useState(false);
  const send = useAct<SheetReport>(reader, () => router.refresh());
  const report = send.data;
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t("title", { month: formatMonth(month) })}
      closeButtonProps={{ "aria-label": words("cancel") }}
    >
      <form
        className={admin.form}
        onSubmit={async (event) => {
          event.preventDefault();
          if (!file) return;
          const bytes = await base64Of(file).catch(() => null);
          setBroken(bytes === null);
          if (bytes !== null)
            send.mutate({ method: "POST", url: "/api/v1/quality/reported/sheet", body: { month, file: bytes } });
        }}
      >
        <p className={classes.quiet}>{t("note")}</p>
        <p>
          <a href={`/api/v1/quality/reported/sheet.xlsx?month=${month}`} download>
            {t("download")}
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
            send.reset();
          }}
        />
        {isBroken ? <p role="alert">{t("broken")}</p> : null}
        <Fault error={send.error} />
        {report?.isWritten ? (
          <div className={admin.foot}>
            <p role="status">
              <strong>{t("done", { written: report.written, unchanged: report.unchanged })}</strong>
            </p>
            <Button onClick={onClose} data-autofocus>
              {t("close")}
            </Button>
          </div>
        ) : (
          <>
            {report ? <Refused report={report} /> : null}
            <DialogFoot onCancel={onClose} isSending={send.isPending} submit={t("import")} />
          </>
        )}
      </form>
    </Modal>
  );
}

function Refused({ report }: { report: SheetReport }) {
  const t = useTranslations("qualityAdmin.sheet");
  const locale = useLocale();
  if (report.rejected === 0) return <p role="alert">{t("nothing", { blank: report.blank })}</p>;
  return (
    <>
      <p role="alert" className={admin.wrong}>
        {t("refused", { count: report.rejected })}
      </p>
      <div className={admin.tall}>
        <TableFrame title={t("lines")}>
          <table className={table.table}>
            <caption className={table.hidden}>{t("lines")}</caption>
            <thead>
              <tr>
                <th scope="col" className={table.number}>
                  {t("line")}
                </th>
                <th scope="col">{t("unit")}</th>
                <th scope="col">{t("measure")}</th>
                <th scope="col">{t("reason")}</th>
              </tr>
            </thead>
            <tbody>
              {report.lines.map(({ line, unit, measure, faults }) => (
                <tr key={line}>
                  <td className={table.number}>{line}</td>
                  <th scope="row">{unit}</th>
                  <td>{measure}</td>
                  <td>
                    <ul>
                      {faults.map((fault) => (
                        <li key={`${fault.field} ${fault.code}`}>{sheetFaultText(locale, fault)}</li>
                      ))}
                    </ul>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      </div>
    </>
  );
}
