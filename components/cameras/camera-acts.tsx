"use client";
import { Modal, Textarea, TextInput } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { CameraOutageView } from "@/lib/cameras/model";
import { formatInstant } from "@/lib/words";
import { anyAnswer, useAct } from "../ui/act";
import { DayField } from "../ui/day-field";
import { DialogFoot } from "../ui/dialog-foot";
import { Fault } from "../ui/fault";
import { useFocusBack } from "../ui/focus-back";
import classes from "./cameras.module.css";

type Props = { id: number; onClose(): void; onDone(): Promise<void> };

/** Somebody knows of an outage, and why it came. */
export function AcknowledgeDialog({ id, outage, onClose, onDone }: Props & { outage: CameraOutageView }) {
  const t = useTranslations("cameras.story");
  const ui = useTranslations("ui");
  useFocusBack();
  const send = useAct(anyAnswer, onDone);
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{t("acknowledgeOne", { at: formatInstant(new Date(outage.startedAt)) })}</strong>}
      closeButtonProps={{ "aria-label": ui("close") }}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          const cause = String(new FormData(event.currentTarget).get("cause") ?? "").trim();
          send.mutate({ method: "POST", url: `/api/v1/cameras/${id}/outages/${outage.id}`, body: { cause } });
        }}
      >
        <Textarea name="cause" label={t("causeOf")} required maxLength={500} autosize minRows={2} data-autofocus />
        <Fault error={send.error} />
        <DialogFoot onCancel={onClose} isSending={send.isPending} />
      </form>
    </Modal>
  );
}

/** When somebody works on a camera: what it does then counts neither for nor against it. */
export function MaintenanceDialog({ id, today, onClose, onDone }: Props & { today: string }) {
  const t = useTranslations("cameras.story");
  const ui = useTranslations("ui");
  useFocusBack();
  const send = useAct(anyAnswer, onDone);
  return (
    <Modal opened onClose={onClose} title={<strong>{t("plan")}</strong>} closeButtonProps={{ "aria-label": ui("close") }}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          // The city's clock, wherever the browser stands.
          const instant = (name: string) =>
            new Date(`${form.get(`${name}On`)}T${form.get(`${name}Time`)}:00+07:00`).toISOString();
          const body = { fromAt: instant("from"), untilAt: instant("until"), reason: String(form.get("reason") ?? "").trim() };
          send.mutate({ method: "POST", url: `/api/v1/cameras/${id}/maintenance`, body });
        }}
      >
        <div className={classes.two}>
          <DayField name="fromOn" label={t("fromOn")} required defaultValue={today} />
          <TextInput name="fromTime" type="time" label={t("fromTime")} required defaultValue="08:00" />
          <DayField name="untilOn" label={t("untilOn")} required defaultValue={today} />
          <TextInput name="untilTime" type="time" label={t("untilTime")} required defaultValue="17:00" />
        </div>
        <TextInput name="reason" label={t("reason")} required maxLength={300} />
        <Fault error={send.error} />
        <DialogFoot onCancel={onClose} isSending={send.isPending} />
      </form>
    </Modal>
  );
}
