"use client";
import { Button, Checkbox, Modal, NativeSelect, NumberInput, Textarea, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import type { DefinitionView, Formula, Term } from "@/lib/indicators/model";
import type { MeasureView } from "@/lib/subsystems/model";
import admin from "../admin/admin.module.css";
import { anyAnswer, useAct } from "../ui/act";
import { DayField } from "../ui/day-field";
import { DialogFoot } from "../ui/dialog-foot";
import { Fault } from "../ui/fault";
import { useFocusBack } from "../ui/focus-back";
import classes from "./subsystems.module.css";

export type IndicatorChoice = { code: string; name: string };
type Props = {
  subsystemId: number;
  /** The definition another takes the place of. */
  kept: DefinitionView | null;
  measures: readonly MeasureView[];
  choices: readonly IndicatorChoice[];
  today: string;
  onClose(): void;
};
const directions = ["more", "less", "band", "none"] as const;
const takes = ["sum", "last", "average", "count"] as const;
const factors = ["1", "100", "1000", "10000", "100000"] as const;

/** Defines an indicator from a day on, by what is added and taken away above and below the line. */
export function IndicatorForm({ subsystemId, kept, measures, choices, today, onClose }: Props) {
  const t = useTranslations("subsystems.admin");
  const ui = useTranslations("ui");
  const router = useRouter();
  useFocusBack();
  const [first] = measures;
  const begun = (): Term => ({
    ...{ of: "measure", code: first?.code ?? "", take: first?.kind === "STOCK" ? "last" : "sum", isTakenAway: false },
  });
  const [formula, setFormula] = useState<Formula>(kept?.formula ?? { top: [begun()], bottom: null, factor: 1 });
  const send = useAct(anyAnswer, () => {
    onClose();
    router.refresh();
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (key: string) => String(form.get(key) ?? "").trim();
    send.mutate({
      method: "POST",
      url: `/api/v1/subsystems/${subsystemId}/indicators`,
      body: {
        ...{ code: kept?.code ?? text("code"), nameVi: text("nameVi"), nameEn: text("nameEn") },
        ...{ definitionVi: text("definitionVi"), definitionEn: text("definitionEn"), unitOfMeasure: text("unitOfMeasure") },
        ...{ direction: text("direction"), decimals: Number(text("decimals")), formula, unitId: kept?.unitId ?? null },
        ...{ law: text("law") || null, validFrom: text("validFrom") },
      },
    });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={<strong>{t(kept ? "redefine" : "addIndicator")}</strong>}
      closeButtonProps={{ "aria-label": ui("close") }}
    >
      <form className={admin.form} onSubmit={submit}>
        {kept ? null : (
          <TextInput name="code" label={t("code")} description={t("codeHelp")} required maxLength={40} data-autofocus />
        )}
        <TextInput name="nameVi" label={t("nameVi")} defaultValue={kept?.nameVi} required maxLength={160} />
        <TextInput name="nameEn" label={t("nameEn")} defaultValue={kept?.nameEn} required maxLength={160} />
        <Textarea
          name="definitionVi"
          label={t("definitionVi")}
          defaultValue={kept?.definitionVi}
          required
          maxLength={1_000}
          autosize
        />
        <Textarea
          name="definitionEn"
          label={t("definitionEn")}
          defaultValue={kept?.definitionEn}
          required
          maxLength={1_000}
          autosize
        />
        <Side
          legend={t("top")}
          terms={formula.top}
          onTerms={(top) => setFormula({ ...formula, top })}
          {...{ measures, choices, begun }}
        />
        <Checkbox
          label={t("hasBottom")}
          checked={formula.bottom !== null}
          onChange={(event) => setFormula({ ...formula, bottom: event.currentTarget.checked ? [begun()] : null })}
        />
        {formula.bottom ? (
          <Side
            legend={t("bottom")}
            terms={formula.bottom}
            onTerms={(bottom) => setFormula({ ...formula, bottom })}
            {...{ measures, choices, begun }}
          />
        ) : null}
        <NativeSelect
          label={t("factor")}
          value={String(formula.factor)}
          onChange={(event) => setFormula({ ...formula, factor: Number(event.currentTarget.value) as Formula["factor"] })}
          data={factors.map((value) => ({ value, label: t(`factors.${value}`) }))}
        />
        <TextInput name="unitOfMeasure" label={t("unitOfMeasure")} defaultValue={kept?.unitOfMeasure} required maxLength={40} />
        <NumberInput
          name="decimals"
          label={t("decimals")}
          defaultValue={kept?.decimals ?? 0}
          min={0}
          max={4}
          allowDecimal={false}
          required
        />
        <NativeSelect
          name="direction"
          label={t("direction")}
          defaultValue={kept?.direction ?? "more"}
          data={directions.map((value) => ({ value, label: t(`directions.${value}`) }))}
        />
        <TextInput name="law" label={t("law")} defaultValue={kept?.law ?? ""} maxLength={300} />
        <DayField name="validFrom" label={t("validFrom")} required defaultValue={kept ? today : `${today.slice(0, 4)}-01-01`} />
        <Fault error={send.error} />
        <DialogFoot onCancel={onClose} isSending={send.isPending} isReady={measures.length > 0 || choices.length > 0} isSticky />
      </form>
    </Modal>
  );
}

type SideProps = {
  legend: string;
  terms: readonly Term[];
  measures: readonly MeasureView[];
  choices: readonly IndicatorChoice[];
  begun(): Term;
  onTerms(terms: Term[]): void;
};
function Side({ legend, terms, measures, choices, begun, onTerms }: SideProps) {
  const t = useTranslations("subsystems.admin");
  const locale = useLocale();
  const offered = [
    ...measures.map(({ code, nameVi, nameEn }) => ({
      value: `measure ${code}`,
      label: t("ofMeasure", { name: locale === "vi" ? nameVi : nameEn }),
    })),
    ...choices.map(({ code, name }) => ({ value: `indicator ${code}`, label: t("ofIndicator", { name }) })),
  ];
  const change = (at: number, more: Partial<Term>) => onTerms(terms.map((term, i) => (i === at ? { ...term, ...more } : term)));
  return (
    <fieldset className={classes.side}>
      <legend>{legend}</legend>
      {terms.map((term, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: terms have no name of their own, and their fields hold no state.
        <fieldset key={at} className={classes.term} aria-label={t("term", { number: at + 1 })}>
          <NativeSelect
            label={t("sign")}
            value={term.isTakenAway ? "minus" : "plus"}
            onChange={(event) => change(at, { isTakenAway: event.currentTarget.value === "minus" })}
            data={(["plus", "minus"] as const).map((value) => ({ value, label: t(value) }))}
          />
          <NativeSelect
            label={t("what")}
            value={`${term.of} ${term.code}`}
            onChange={(event) => {
              const [of, code = ""] = event.currentTarget.value.split(" ");
              const isStock = measures.find((one) => one.code === code)?.kind === "STOCK";
              change(at, { of: of === "indicator" ? "indicator" : "measure", code, take: isStock ? "last" : "sum" });
            }}
            data={offered}
          />
          {term.of === "measure" ? (
            <NativeSelect
              label={t("take")}
              value={term.take}
              onChange={(event) => change(at, { take: takes.find((take) => take === event.currentTarget.value) ?? "sum" })}
              data={takes.map((value) => ({ value, label: t(`takes.${value}`) }))}
            />
          ) : (
            <span />
          )}
          {terms.length > 1 ? (
            <Button
              variant="default"
              aria-label={t("removeTerm", { number: at + 1 })}
              onClick={() => onTerms(terms.filter((_, i) => i !== at))}
            >
              ×
            </Button>
          ) : null}
        </fieldset>
      ))}
      <div>
        <Button variant="default" size="compact-sm" onClick={() => onTerms([...terms, begun()])} disabled={terms.length >= 20}>
          {t("addTerm")}
        </Button>
      </div>
    </fieldset>
  );
}
