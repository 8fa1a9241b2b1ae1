"use client";
import { Modal, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { CertificateView } from "@/lib/signatures/model";
import { anyAnswer, useAct } from "../ui/act";
import { DialogFoot } from "../ui/dialog-foot";
import { Fault } from "../ui/fault";
import classes from "./certificates.module.css";

export type DialogOf = { certificate: CertificateView; onClose(): void; onDone(said: string): Promise<void> };

/** Ends a certificate for this city; it cannot be taken up again. */
export function EndDialog({ certificate, onClose, onDone }: DialogOf) {
  const t = useTranslations("certificates");
  const ui = useTranslations("ui");
  const [reason, setReason] = useState("");
  const name = certificate.holder?.name ?? certificate.name;
  const send = useAct(anyAnswer, () => onDone(t("endDone", { name })));
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{t("endOne", { name })}</strong>}
      closeButtonProps={{ "aria-label": ui("close") }}
      centered
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate({
            method: "POST",
            url: `/api/v1/signatures/certificates/${certificate.id}/end`,
            body: { version: certificate.version, reason: reason.trim() },
          });
        }}
      >
        <p>{t("endText")}</p>
        <Textarea
          label={t("endReason")}
          description={t("endReasonHint")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={300}
          autosize
          minRows={2}
          required
          data-autofocus
        />
        <Fault error={send.error} />
        <DialogFoot
          onCancel={onClose}
          submit={t("end")}
          isDangerous
          isReady={reason.trim().length >= 3}
          isSending={send.isPending}
        />
      </form>
    </Modal>
  );
}
