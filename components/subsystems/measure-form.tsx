"use client";
import { Checkbox, Modal, NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import { useLocale, useTranslations } from "use-intl";
import { measureGrainWords, measureKindWords, measurePlaceWords } from "@/lib/subsystems/labels";
import { say, type Words } from "@/lib/words";
import admin from "../admin/admin.module.css";
import { anyAnswer, useAct } from "../ui/act";
import { DialogFoot } from "../ui/dialog-foot";
import { Fault } from "../ui/fault";
import { useFocusBack } from "../ui/focus-back";

/** Says what a subsystem counts, and how: the second cannot change once there are figures. */
export function MeasureForm({ subsystemId, onClose }: { subsystemId: number; onClose(): void }) {
  const t = useTranslations("subsystems.admin");
  const ui = useTranslations("ui");
  const locale = useLocale();
  const router = useRouter();
  useFocusBack();
  const send = useAct(anyAnswer, () => {
    onClose();
    router.refresh();
  });
  const choices = (words: Record<string, Words>) =>
    Object.entries(words).map(([value, label]) => ({ value, label: say(locale, label) }));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (key: string) => String(form.get(key) ?? "").trim();
    send.mutate({
      method: "POST",
      url: `/api/v1/subsystems/${subsystemId}/measures`,
      body: {
        ...{ code: text("code"), nameVi: text("nameVi"), nameEn: text("nameEn"), unitOfMeasure: text("unitOfMeasure") },
        ...{ kind: text("kind"), place: text("place"), grain: text("grain"), isAdditive: form.get("isAdditive") !== null },
        decimals: Number(text("decimals")),
      },
    });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={<strong>{t("addMeasure")}</strong>}
      closeButtonProps={{ "aria-label": ui("close") }}
    >
      <form className={admin.form} onSubmit={submit}>
        <TextInput name="code" label={t("code")} description={t("codeHelp")} required maxLength={40} data-autofocus />
        <TextInput name="nameVi" label={t("nameVi")} required maxLength={160} />
        <TextInput name="nameEn" label={t("nameEn")} required maxLength={160} />
        <TextInput name="unitOfMeasure" label={t("unitOfMeasure")} required maxLength={40} />
        <NativeSelect name="kind" label={t("kind")} data={choices(measureKindWords)} />
        <NativeSelect name="place" label={t("place")} data={choices(measurePlaceWords)} />
        <NativeSelect name="grain" label={t("grain")} data={choices(measureGrainWords)} defaultValue="MONTH" />
        <NumberInput name="decimals" label={t("decimals")} defaultValue={0} min={0} max={6} allowDecimal={false} required />
        <Checkbox name="isAdditive" label={t("additive")} description={t("additiveHelp")} defaultChecked />
        <Fault error={send.error} />
        <DialogFoot onCancel={onClose} isSending={send.isPending} isSticky />
      </form>
    </Modal>
  );
}
