"use client";
import { Modal, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { SigningView } from "@/lib/documents/model";
import { sendByKey } from "../dossiers/act-keys";
import dossier from "../dossiers/dossier.module.css";
import { anyAnswer, useAct } from "../ui/act";
import { DialogFoot } from "../ui/dialog-foot";
import { useProblemWords } from "../ui/problem-words";

const paths = { sign: "agree", refuse: "refuse", recall: "recall" } as const;
export type SigningAct = keyof typeof paths;

/** Asks once more before what cannot be taken back. */
export function SigningDialog({
  act,
  signing,
  onClose,
  onDone,
}: {
  act: SigningAct;
  signing: SigningView;
  onClose(): void;
  onDone(): void;
}) {
  const t = useTranslations("documentSigning");
  const ui = useTranslations("ui");
  const words = useProblemWords();
  const [reason, setReason] = useState("");
  const send = useAct(anyAnswer, onDone);
  const isReasoned = act === "refuse";
  const { id, revision, fileName, signerName, asked } = signing;
  return (
    <Modal opened onClose={onClose} title={<strong>{t(act)}</strong>} closeButtonProps={{ "aria-label": ui("close") }} centered>
      <form
        className={dossier.form}
        onKeyDown={sendByKey}
        onSubmit={(event) => {
          event.preventDefault();
          const body = { revision, ...(isReasoned ? { reason: reason.trim() } : {}) };
          send.mutate({ method: "POST", url: `/api/v1/signings/${id}/${paths[act]}`, body });
        }}
      >
        <p>{t(`${act}About`, { file: fileName, name: act === "recall" ? signerName : asked.byName })}</p>
        {isReasoned ? (
          <Textarea
            label={t("refuseReason")}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={500}
            autosize
            minRows={2}
            required
            data-autofocus
          />
        ) : null}
        <p role="alert" className={dossier.error}>
          {send.error ? words(send.error) : null}
        </p>
        <DialogFoot
          onCancel={onClose}
          submit={t(`${act}Do`)}
          isReady={!isReasoned || reason.trim() !== ""}
          isSending={send.isPending}
        />
      </form>
    </Modal>
  );
}
