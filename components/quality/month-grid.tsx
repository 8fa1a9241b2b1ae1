"use client";
import { Modal, NativeSelect, NumberInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { measureWords } from "@/lib/quality/labels";
import { type Reported, type ReportedFigure, reportable } from "@/lib/quality/model";
import { formatMonth, say } from "@/lib/words";
import admin from "../admin/admin.module.css";
import { anyAnswer, useAct } from "../ui/act";
import { DialogFoot } from "../ui/dialog-foot";
import { Fault } from "../ui/fault";
import { SourceField } from "../ui/source-field";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import { changedFigures } from "./grid";
import classes from "./quality.module.css";

type Props = {
  rows: readonly Reported[];
  units: readonly { id: number; name: string }[];
  month: string;
  onClose: () => void;
};

/** One figure of a month for all units, typed one after the other and saved together. */
export function MonthGrid({ rows, units, month, onClose }: Props) {
  const t = useTranslations("qualityAdmin.grid");
  const words = useTranslations("qualityAdmin");
  const locale = useLocale();
  const router = useRouter();
  const [measure, setMeasure] = useState<ReportedFigure["measure"]>("announced-in-time");
  const [wrong, setWrong] = useState<string | null>(null);
  const save = useAct(anyAnswer, () => {
    onClose();
    router.refresh();
  });
  const { top, bottom } = measureWords[measure];
  const standing = rows.filter((row) => row.measure === measure);
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
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          const source = String(form.get("source") ?? "");
          const cellOf = (unitId: number, part: "top" | "bottom") => String(form.get(`${part}-${unitId}`) ?? "").trim();
          const changed = changedFigures(units, standing, { measure, source, cellOf });
          const said = "half" in changed ? t("half", { unit: changed.half }) : changed.rows.length === 0 ? t("nothing") : null;
          setWrong(said);
          if (said === null && "rows" in changed)
            save.mutate({ method: "PUT", url: "/api/v1/quality/reported/month", body: { month, rows: changed.rows } });
        }}
      >
        <NativeSelect
          label={words("reported.chooseMeasure")}
          value={measure}
          onChange={(event) => {
            setMeasure(reportable.find((m) => m === event.currentTarget.value) ?? measure);
            setWrong(null);
          }}
          data={reportable.map((m) => ({ value: m, label: say(locale, measureWords[m].top) }))}
          data-autofocus
        />
        <p className={classes.quiet}>{t("note")}</p>
        <div className={admin.tall}>
          <TableFrame title={say(locale, top)}>
            <table key={measure} className={`${table.table} ${classes.typed}`}>
              <caption className={table.hidden}>{say(locale, top)}</caption>
              <thead>
                <tr>
                  <th scope="col">{words("reported.unit")}</th>
                  <th scope="col">{words("reported.top", { what: say(locale, top) })}</th>
                  <th scope="col">{words("reported.bottom", { what: say(locale, bottom) })}</th>
                </tr>
              </thead>
              <tbody>
                {units.map((unit) => {
                  const row = standing.find((one) => one.unitId === unit.id);
                  return (
                    <tr key={unit.id}>
                      <th scope="row">{unit.name}</th>
                      {(["top", "bottom"] as const).map((part) => (
                        <td key={part}>
                          <NumberInput
                            name={`${part}-${unit.id}`}
                            aria-label={t("cell", {
                              what: words(`reported.${part}`, { what: say(locale, part === "top" ? top : bottom) }),
                              unit: unit.name,
                            })}
                            min={0}
                            max={1_000_000_000}
                            allowDecimal={false}
                            hideControls
                            {...(row ? { defaultValue: row[part] } : {})}
                          />
                        </td>
                      ))}
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </TableFrame>
        </div>
        <SourceField />
        {wrong === null ? null : (
          <p role="alert" className={admin.wrong}>
            {wrong}
          </p>
        )}
        <Fault error={save.error} />
        <DialogFoot onCancel={onClose} isSending={save.isPending} />
      </form>
    </Modal>
  );
}
