"use client";
import { Modal, NativeSelect, NumberInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import { useTranslations } from "use-intl";
import type { DefinitionView } from "@/lib/indicators/model";
import admin from "../admin/admin.module.css";
import { anyAnswer, useAct } from "../ui/act";
import { DayField } from "../ui/day-field";
import { DialogFoot } from "../ui/dialog-foot";
import { Fault } from "../ui/fault";
import { useFocusBack } from "../ui/focus-back";
import { SourceField } from "../ui/source-field";

type Props = { definition: DefinitionView; name: string; today: string; onClose(): void };
function useSend(onClose: () => void) {
  const router = useRouter();
  useFocusBack();
  return useAct(anyAnswer, () => {
    onClose();
    router.refresh();
  });
}

/** Ends an indicator with a day; what it told stays. */
export function EndDialog({ definition, name, today, onClose }: Props) {
  const t = useTranslations("subsystems.admin");
  const ui = useTranslations("ui");
  const send = useSend(onClose);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const validUntil = String(new FormData(event.currentTarget).get("validUntil") ?? "");
    const url = `/api/v1/subsystems/${definition.subsystemId}/indicators/end`;
    send.mutate({ method: "POST", url, body: { code: definition.code, validUntil } });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{t("endTitle", { name })}</strong>}
      closeButtonProps={{ "aria-label": ui("close") }}
    >
      <form className={admin.form} onSubmit={submit}>
        <p>{t("endNote")}</p>
        <DayField name="validUntil" label={t("endOn")} required defaultValue={today} />
        <Fault error={send.error} />
        <DialogFoot onCancel={onClose} isSending={send.isPending} submit={t("end")} isDangerous />
      </form>
    </Modal>
  );
}

/** What the city wants an indicator of a subsystem to reach, from a day on. */
export function TargetDialog({
  definition,
  name,
  today,
  units,
  onClose,
}: Props & { units: readonly { id: number; name: string }[] }) {
  const t = useTranslations("subsystems.admin");
  const ui = useTranslations("ui");
  const send = useSend(onClose);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (key: string) => String(form.get(key) ?? "").trim();
    const number = (key: string) => Number(text(key).replace(",", "."));
    send.mutate({
      method: "PUT",
      url: `/api/v1/subsystems/${definition.subsystemId}/targets`,
      body: {
        ...{ indicatorCode: definition.code, unitId: text("unitId") === "" ? null : Number(text("unitId")) },
        ...{ aim: number("aim"), floor: number("floor"), validFrom: text("validFrom"), source: text("source") },
      },
    });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{t("targetTitle", { name })}</strong>}
      closeButtonProps={{ "aria-label": ui("close") }}
    >
      <form className={admin.form} onSubmit={submit}>
        <NativeSelect
          name="unitId"
          label={t("targetUnit")}
          data={[{ value: "", label: t("city") }, ...units.map((unit) => ({ value: String(unit.id), label: unit.name }))]}
        />
        <NumberInput name="aim" label={t("aim")} required decimalScale={4} decimalSeparator="," hideControls data-autofocus />
        <NumberInput name="floor" label={t("floor")} required decimalScale={4} decimalSeparator="," hideControls />
        <DayField name="validFrom" label={t("validFrom")} required defaultValue={today} />
        <SourceField />
        <Fault error={send.error} />
        <DialogFoot onCancel={onClose} isSending={send.isPending} />
      </form>
    </Modal>
  );
}
