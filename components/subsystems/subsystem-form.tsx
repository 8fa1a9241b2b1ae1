"use client";
import { Checkbox, Modal, NativeSelect, NumberInput, Textarea, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import { useTranslations } from "use-intl";
import type { SubsystemInput, SubsystemView } from "@/lib/subsystems/model";
import admin from "../admin/admin.module.css";
import { anyAnswer, useAct } from "../ui/act";
import { DialogFoot } from "../ui/dialog-foot";
import { Fault } from "../ui/fault";
import { useFocusBack } from "../ui/focus-back";

type Props = { kept: SubsystemView | null; units: readonly { id: number; name: string }[]; onClose(): void };
/** Sets a subsystem up, or changes what is said of it and whether it is in use. */
export function SubsystemForm({ kept, units, onClose }: Props) {
  const t = useTranslations("subsystems.admin");
  const ui = useTranslations("ui");
  const router = useRouter();
  useFocusBack();
  const send = useAct(anyAnswer, () => {
    onClose();
    router.refresh();
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (key: string) => String(form.get(key) ?? "").trim();
    const body: Omit<SubsystemInput, "code"> = {
      ...{ nameVi: text("nameVi"), nameEn: text("nameEn"), aboutVi: text("aboutVi"), aboutEn: text("aboutEn") },
      ...{ source: text("source"), unitId: text("unitId") === "" ? null : Number(text("unitId")) },
      ...{ cadenceHours: Number(text("cadenceHours")), isOn: kept ? form.get("isOn") !== null : true },
    };
    send.mutate(
      kept
        ? { method: "PUT", url: `/api/v1/subsystems/${kept.id}`, body: { ...body, version: kept.version } }
        : { method: "POST", url: "/api/v1/subsystems", body: { ...body, code: text("code") } },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={<strong>{t(kept ? "edit" : "add")}</strong>}
      closeButtonProps={{ "aria-label": ui("close") }}
    >
      <form className={admin.form} onSubmit={submit}>
        {kept ? null : (
          <TextInput name="code" label={t("code")} description={t("codeHelp")} required maxLength={40} data-autofocus />
        )}
        <TextInput name="nameVi" label={t("nameVi")} defaultValue={kept?.nameVi} required maxLength={120} />
        <TextInput name="nameEn" label={t("nameEn")} defaultValue={kept?.nameEn} required maxLength={120} />
        <Textarea
          name="aboutVi"
          label={t("aboutVi")}
          defaultValue={kept?.aboutVi}
          required
          maxLength={1_000}
          autosize
          minRows={2}
        />
        <Textarea
          name="aboutEn"
          label={t("aboutEn")}
          defaultValue={kept?.aboutEn}
          required
          maxLength={1_000}
          autosize
          minRows={2}
        />
        <TextInput name="source" label={t("sourceOf")} defaultValue={kept?.source} required maxLength={200} />
        <NativeSelect
          name="unitId"
          label={t("owner")}
          defaultValue={kept?.unit ? String(kept.unit.id) : ""}
          data={[{ value: "", label: t("noOwner") }, ...units.map(({ id, name }) => ({ value: String(id), label: name }))]}
        />
        <NumberInput
          name="cadenceHours"
          label={t("cadence")}
          description={t("cadenceHelp")}
          defaultValue={kept?.cadenceHours ?? 24}
          required
          min={1}
          max={9_600}
          allowDecimal={false}
        />
        {kept ? <Checkbox name="isOn" label={t("isOn")} defaultChecked={kept.isOn} /> : null}
        <Fault error={send.error} />
        <DialogFoot onCancel={onClose} isSending={send.isPending} isSticky />
      </form>
    </Modal>
  );
}
