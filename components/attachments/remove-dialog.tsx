"use client";
import { Modal, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { sendByKey } from "../dossiers/act-keys";
import dossier from "../dossiers/dossier.module.css";
import { DialogFoot } from "../ui/dialog-foot";

/** Asks why a file leaves what it belongs to. */
export function RemoveDialog({
  name,
  words,
  isSending,
  fault,
  onRemove,
  onClose,
}: {
  name: string;
  /** What it leaves, in words of its own where it is no dossier. */
  words?: { title: string; about: string };
  isSending: boolean;
  fault: string | null;
  onRemove(reason: string): void;
  onClose(): void;
}) {
  const t = useTranslations("attachments.dialog");
  const ui = useTranslations("ui");
  const [reason, setReason] = useState("");
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{words?.title ?? t("title")}</strong>}
      closeButtonProps={{ "aria-label": ui("close") }}
      centered
    >
      <form
        className={dossier.form}
        onKeyDown={sendByKey}
        onSubmit={(event) => {
          event.preventDefault();
          onRemove(reason.trim());
        }}
      >
        <p>{words?.about ?? t("about", { name })}</p>
        <Textarea
          label={t("reason")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={500}
          autosize
          minRows={2}
          required
          data-autofocus
        />
        <p role="alert" className={dossier.error}>
          {fault}
        </p>
        <DialogFoot onCancel={onClose} submit={t("do")} isReady={reason.trim() !== ""} isSending={isSending} isDangerous />
      </form>
    </Modal>
  );
}
