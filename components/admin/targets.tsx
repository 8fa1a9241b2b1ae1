"use client";
import { Button, Modal, NativeSelect, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { anyAnswer, useAct } from "@/components/ui/act";
import { DayField } from "@/components/ui/day-field";
import { DialogFoot } from "@/components/ui/dialog-foot";
import { Fault } from "@/components/ui/fault";
import { EmptyState } from "@/components/ui/states";
import table from "@/components/ui/table.module.css";
import { TableFrame } from "@/components/ui/table-frame";
import type { Day } from "@/lib/calendar/model";
import { labelOf } from "@/lib/indicators/labels";
import { type TargetRow, targetCodes } from "@/lib/indicators/model";
import { definitionOf } from "@/lib/indicators/rules";
import { formatDay, formatNumber, formatShare, type Locale, say } from "@/lib/words";
import { SourceField } from "../ui/source-field";
import classes from "./admin.module.css";

/** A share is kept as 0..1 and shown in percent; counts and days as they are. */
const isShare = (code: TargetRow["indicatorCode"]): boolean => definitionOf(code).kind === "ratio";
function shown(locale: Locale, code: TargetRow["indicatorCode"], value: number): string {
  return isShare(code) ? formatShare(locale, value) : formatNumber(locale, value, Number.isInteger(value) ? 0 : 1);
}

/** What the city wants its indicators to reach, with the paper behind each. A new target begins on a day; the old one stays. */
export function Targets({
  targets,
  units,
  choices,
  today,
}: {
  targets: readonly TargetRow[];
  units: readonly { id: number; name: string }[];
  /** Whose target this person may set; null is the city's. */
  choices: readonly { id: number | null; name: string }[];
  today: Day;
}) {
  const t = useTranslations("admin");
  const ui = useTranslations("ui");
  const locale = useLocale();
  const [isOpen, setOpen] = useState(false);
  const nameOf = (unitId: number | null): string => units.find((unit) => unit.id === unitId)?.name ?? t("targets.city");
  return (
    <>
      <div className={classes.bar}>
        <Button onClick={() => setOpen(true)}>{t("targets.add")}</Button>
      </div>
      {targets.length === 0 ? (
        <EmptyState title={t("targets.empty")} />
      ) : (
        <TableFrame title={t("targets.title")}>
          <table className={table.table}>
            <caption className={table.hidden}>{t("targets.title")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("targets.indicator")}</th>
                <th scope="col">{t("targets.unit")}</th>
                <th scope="col" className={table.number}>
                  {t("targets.aim")}
                </th>
                <th scope="col" className={table.number}>
                  {t("targets.floor")}
                </th>
                <th scope="col">{t("targets.since")}</th>
                <th scope="col">{ui("source")}</th>
              </tr>
            </thead>
            <tbody>
              {targets.map((target) => (
                <tr key={target.id} className={target.validUntil ? table.quiet : undefined}>
                  <th scope="row">{say(locale, labelOf(target.indicatorCode).name)}</th>
                  <td className={classes.words}>{nameOf(target.unitId)}</td>
                  <td className={table.number}>{shown(locale, target.indicatorCode, target.aim)}</td>
                  <td className={table.number}>{shown(locale, target.indicatorCode, target.floor)}</td>
                  <td>
                    {formatDay(target.validFrom)}
                    {target.validUntil ? ` – ${formatDay(target.validUntil)}` : null}
                  </td>
                  <td className={classes.wide}>{target.source}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
      {isOpen ? <TargetForm choices={choices} today={today} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function TargetForm({
  choices,
  today,
  onClose,
}: {
  choices: readonly { id: number | null; name: string }[];
  today: Day;
  onClose: () => void;
}) {
  const t = useTranslations("admin");
  const locale = useLocale();
  const router = useRouter();
  const [code, setCode] = useState<TargetRow["indicatorCode"]>("on-time-rate");
  const save = useAct(anyAnswer, () => {
    onClose();
    router.refresh();
  });
  const unit = isShare(code) ? " (%)" : "";
  return (
    <Modal opened onClose={onClose} title={t("targets.add")} closeButtonProps={{ "aria-label": t("cancel") }}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          const number = (name: string) => Number(form.get(name)) / (isShare(code) ? 100 : 1);
          const unitId = String(form.get("unitId") ?? "");
          save.mutate({
            method: "PUT",
            url: "/api/v1/targets",
            body: {
              indicatorCode: code,
              unitId: unitId === "" ? null : Number(unitId),
              aim: number("aim"),
              floor: number("floor"),
              validFrom: form.get("validFrom"),
              source: form.get("source"),
            },
          });
        }}
      >
        <NativeSelect
          label={t("targets.indicator")}
          value={code}
          onChange={(event) => setCode(targetCodes.find((one) => one === event.currentTarget.value) ?? code)}
          data={targetCodes.map((one) => ({ value: one, label: say(locale, labelOf(one).name) }))}
          data-autofocus
        />
        <NativeSelect
          name="unitId"
          label={t("targets.unit")}
          data={choices.map(({ id, name }) => ({ value: id === null ? "" : String(id), label: name }))}
        />
        <div className={classes.pair}>
          <TextInput name="aim" type="number" step="any" min={0} required label={`${t("targets.aim")}${unit}`} />
          <TextInput
            name="floor"
            type="number"
            step="any"
            min={0}
            required
            label={`${t("targets.floor")}${unit}`}
            description={t("targets.floorHelp")}
          />
        </div>
        <DayField name="validFrom" label={t("from")} required defaultValue={today} />
        <SourceField />
        <Fault error={save.error} />
        <DialogFoot onCancel={onClose} isSending={save.isPending} />
      </form>
    </Modal>
  );
}
