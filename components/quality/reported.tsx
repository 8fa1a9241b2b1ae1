"use client";
import { Button, Checkbox, Modal, NativeSelect, NumberInput, Textarea } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { measureWords } from "@/lib/quality/labels";
import { type MeasureCode, type Reported as ReportedRow, reportable } from "@/lib/quality/model";
import { formatMonth, formatNumber, say } from "@/lib/words";
import admin from "../admin/admin.module.css";
import { useAddress } from "../shell/address";
import { anyAnswer, useAct } from "../ui/act";
import { DialogFoot } from "../ui/dialog-foot";
import { Fault } from "../ui/fault";
import { Pick } from "../ui/pick";
import { SourceField } from "../ui/source-field";
import { EmptyState } from "../ui/states";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import { MonthGrid } from "./month-grid";
import { MonthSheet } from "./month-sheet";
import classes from "./quality.module.css";

type Units = readonly { id: number; name: string }[];
type Props = {
  rows: readonly ReportedRow[];
  units: Units;
  /** Whose figures are asked for each month: no desks. */
  reporting: Units;
  month: string;
  months: readonly string[];
  isClosed: boolean;
};
type Opened = { unitId: number; measure: MeasureCode; row: ReportedRow | null };

/** What was reported for a month: the figures no record tells, each with its paper. */
export function Reported({ rows, units, reporting, month, months, isClosed }: Props) {
  const t = useTranslations("qualityAdmin.reported");
  const ui = useTranslations("ui");
  const locale = useLocale();
  const { go } = useAddress();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [dialog, setDialog] = useState<"reopen" | "grid" | "sheet" | null>(null);
  const close = () => setDialog(null);
  const nameOf = (unitId: number) => units.find((u) => u.id === unitId)?.name ?? String(unitId);
  const said = (measure: MeasureCode) => say(locale, measureWords[measure].top);
  const [first] = units;
  return (
    <>
      <div className={admin.bar}>
        <Pick
          label={t("month")}
          value={month}
          options={months.map((one) => ({ value: one, label: formatMonth(one) }))}
          onPick={(month) => go({ month })}
        />
        {isClosed ? (
          <>
            <p className={classes.quiet}>{t("closed")}</p>
            <Button variant="default" onClick={() => setDialog("reopen")}>
              {t("reopen")}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={() => first && setOpened({ unitId: first.id, measure: "feedback-in-time", row: null })}>
              {t("add")}
            </Button>
            <Button variant="default" onClick={() => setDialog("grid")}>
              {t("grid")}
            </Button>
            <Button variant="default" onClick={() => setDialog("sheet")}>
              {t("sheet")}
            </Button>
          </>
        )}
      </div>
      {rows.length === 0 ? (
        <EmptyState title={t("empty")} />
      ) : (
        <TableFrame title={t("title")}>
          <table className={table.table}>
            <caption className={table.hidden}>{t("title")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("unit")}</th>
                <th scope="col">{t("measure")}</th>
                <th scope="col" className={table.number}>
                  {t("value")}
                </th>
                <th scope="col">{ui("source")}</th>
                <th scope="col">{t("by")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={`${row.unitId} ${row.measure}`}>
                  <th scope="row">{nameOf(row.unitId)}</th>
                  <td>
                    {isClosed ? (
                      said(row.measure)
                    ) : (
                      <Button
                        variant="transparent"
                        size="compact-sm"
                        p={0}
                        aria-label={t("change", { what: said(row.measure), unit: nameOf(row.unitId) })}
                        onClick={() => setOpened({ unitId: row.unitId, measure: row.measure, row })}
                      >
                        {said(row.measure)}
                      </Button>
                    )}
                  </td>
                  <td className={table.number}>
                    {formatNumber(locale, row.top)}/{formatNumber(locale, row.bottom)}
                  </td>
                  <td className={admin.wide}>{row.source}</td>
                  <td>{row.recordedBy}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
      {dialog === "reopen" ? <ReopenForm month={month} onClose={close} /> : null}
      {dialog === "grid" ? <MonthGrid {...{ rows, month }} units={reporting} onClose={close} /> : null}
      {dialog === "sheet" ? <MonthSheet month={month} onClose={close} /> : null}
      {opened ? <ReportedForm {...{ opened, units, month }} onClose={() => setOpened(null)} /> : null}
    </>
  );
}

function ReopenForm({ month, onClose }: { month: string; onClose: () => void }) {
  const t = useTranslations("qualityAdmin");
  const router = useRouter();
  const reopen = useAct(anyAnswer, () => {
    onClose();
    router.refresh();
  });
  const title = t("reported.reopenTitle", { month: formatMonth(month) });
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("cancel") }}>
      <form
        className={admin.form}
        onSubmit={(event) => {
          event.preventDefault();
          const reason = new FormData(event.currentTarget).get("reason");
          reopen.mutate({ method: "POST", url: "/api/v1/quality/months/reopen", body: { month, reason } });
        }}
      >
        <p className={classes.quiet}>{t("reported.reopenNote")}</p>
        <Textarea
          name="reason"
          label={t("reported.reopenReason")}
          required
          minLength={10}
          maxLength={500}
          rows={3}
          data-autofocus
        />
        <Fault error={reopen.error} />
        <DialogFoot onCancel={onClose} isSending={reopen.isPending} />
      </form>
    </Modal>
  );
}

function ReportedForm({ opened, units, month, onClose }: { opened: Opened; units: Units; month: string; onClose: () => void }) {
  const t = useTranslations("qualityAdmin");
  const locale = useLocale();
  const router = useRouter();
  const [measure, setMeasure] = useState<MeasureCode>(opened.measure);
  const [isTakenBack, setTakenBack] = useState(false);
  const save = useAct(anyAnswer, () => {
    onClose();
    router.refresh();
  });
  const { row } = opened;
  const words = measureWords[measure];
  return (
    <Modal opened onClose={onClose} title={t("reported.add")} closeButtonProps={{ "aria-label": t("cancel") }}>
      <form
        className={admin.form}
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          const figure = { top: Number(form.get("top")), bottom: Number(form.get("bottom")) };
          save.mutate({
            method: "PUT",
            url: "/api/v1/quality/reported",
            body: {
              month,
              unitId: row?.unitId ?? Number(form.get("unitId")),
              measure,
              figure: isTakenBack ? null : figure,
              source: form.get("source"),
            },
          });
        }}
      >
        <NativeSelect
          name="unitId"
          label={t("reported.unit")}
          defaultValue={String(opened.unitId)}
          disabled={row !== null}
          data={units.map((u) => ({ value: String(u.id), label: u.name }))}
          data-autofocus
        />
        <NativeSelect
          label={t("reported.chooseMeasure")}
          value={measure}
          disabled={row !== null}
          onChange={(event) => setMeasure(reportable.find((m) => m === event.currentTarget.value) ?? measure)}
          data={reportable.map((m) => ({ value: m, label: say(locale, measureWords[m].top) }))}
        />
        {row ? (
          <Checkbox
            label={t("reported.takeBack")}
            checked={isTakenBack}
            onChange={(event) => setTakenBack(event.currentTarget.checked)}
          />
        ) : null}
        {isTakenBack ? null : (
          <div className={admin.pair}>
            <NumberInput
              name="top"
              label={t("reported.top", { what: say(locale, words.top) })}
              required
              min={0}
              allowDecimal={false}
              hideControls
              defaultValue={row?.top}
            />
            <NumberInput
              name="bottom"
              label={t("reported.bottom", { what: say(locale, words.bottom) })}
              required
              min={0}
              allowDecimal={false}
              hideControls
              defaultValue={row?.bottom}
            />
          </div>
        )}
        <SourceField defaultValue={row?.source} />
        <Fault error={save.error} />
        <DialogFoot onCancel={onClose} isSending={save.isPending} />
      </form>
    </Modal>
  );
}
