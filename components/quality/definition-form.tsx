"use client";
import { Checkbox, Modal, NativeSelect, NumberInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { indexWords } from "@/lib/quality/labels";
import { type Component, type Definition, emptyRules } from "@/lib/quality/model";
import { formatNumber, say } from "@/lib/words";
import admin from "../admin/admin.module.css";
import { anyAnswer, useAct } from "../ui/act";
import { DayField } from "../ui/day-field";
import { DialogFoot } from "../ui/dialog-foot";
import { Fault } from "../ui/fault";
import { SourceField } from "../ui/source-field";
import classes from "./quality.module.css";

/** A new version of a definition: the points, the share that gives all of them, and what nothing to count is worth. */
export function DefinitionForm({ from, today, onClose }: { from: Definition; today: string; onClose: () => void }) {
  const t = useTranslations("qualityAdmin");
  const locale = useLocale();
  const router = useRouter();
  const [content, setContent] = useState(from.content);
  const [isUnverified, setUnverified] = useState(from.isUnverified);
  const save = useAct(anyAnswer, () => {
    onClose();
    router.refresh();
  });
  const change = (code: string, next: (c: Component) => Component) =>
    setContent((was) => ({
      ...was,
      groups: was.groups.map((g) => ({ ...g, components: g.components.map((c) => (c.code === code ? next(c) : c)) })),
    }));
  const components = content.groups.flatMap((g) => g.components);
  const sum = components.reduce((total, c) => total + Math.round(c.max * 100), 0) / 100;
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t("definition.addTitle", { name: say(locale, indexWords[from.kind].short) })}
      closeButtonProps={{ "aria-label": t("cancel") }}
    >
      <form
        className={admin.form}
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          save.mutate({
            method: "POST",
            url: "/api/v1/quality/definitions",
            body: { kind: from.kind, validFrom: form.get("validFrom"), source: form.get("source"), isUnverified, content },
          });
        }}
      >
        <p className={classes.quiet}>{t("definition.note")}</p>
        {components.map((c) => {
          const name = `${c.code} ${say(locale, c.name)}`;
          return (
            <fieldset key={c.code} className={classes.line}>
              <legend>{name}</legend>
              <NumberInput
                aria-label={t("definition.maxOf", { name })}
                description={t("definition.max")}
                required
                min={0.01}
                max={100}
                decimalScale={2}
                decimalSeparator={locale === "vi" ? "," : "."}
                hideControls
                value={c.max}
                onChange={(value) => change(c.code, (was) => ({ ...was, max: Number(value) }))}
              />
              {c.formula.is === "share" ? (
                <NumberInput
                  aria-label={t("definition.fullAtOf", { name })}
                  description={`${t("definition.fullAt")} (%)`}
                  required
                  min={1}
                  max={100}
                  decimalScale={2}
                  decimalSeparator={locale === "vi" ? "," : "."}
                  hideControls
                  value={Math.round(c.formula.fullAt * 10_000) / 100}
                  onChange={(value) =>
                    change(c.code, (was) =>
                      was.formula.is === "share"
                        ? { ...was, formula: { ...was.formula, fullAt: Math.round(Number(value) * 100) / 10_000 } }
                        : was,
                    )
                  }
                />
              ) : null}
              <NativeSelect
                aria-label={t("definition.emptyOf", { name })}
                description={t("definition.empty")}
                value={c.empty}
                onChange={(event) => {
                  const rule = emptyRules.find((r) => r === event.currentTarget.value);
                  if (rule) change(c.code, (was) => ({ ...was, empty: rule }));
                }}
                data={emptyRules.map((rule) => ({ value: rule, label: t(`definition.emptyRules.${rule}`) }))}
              />
            </fieldset>
          );
        })}
        <p className={admin.answer} role="status">
          {t("definition.sum", { points: formatNumber(locale, sum, Number.isInteger(sum) ? 0 : 2) })}
        </p>
        <div className={admin.pair}>
          <DayField name="validFrom" label={t("definition.validFrom")} required defaultValue={today} />
          <SourceField />
        </div>
        <Checkbox
          label={t("definition.isUnverified")}
          checked={isUnverified}
          onChange={(event) => setUnverified(event.currentTarget.checked)}
        />
        <Fault error={save.error} />
        <DialogFoot onCancel={onClose} isSending={save.isPending} isSticky />
      </form>
    </Modal>
  );
}
