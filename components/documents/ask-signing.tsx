"use client";
import { Modal, Select, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { SigningBoard } from "@/lib/documents/model";
import { sendByKey } from "../dossiers/act-keys";
import dossier from "../dossiers/dossier.module.css";
import { anyAnswer, useAct } from "../ui/act";
import { DialogFoot } from "../ui/dialog-foot";
import { useProblemWords } from "../ui/problem-words";

/** Lays a PDF before somebody, or signs it for the agency. */
export function AskSigning({
  id,
  isSeal,
  files,
  signers,
  onClose,
  onDone,
}: Pick<SigningBoard, "files" | "signers"> & { id: number; isSeal: boolean; onClose(): void; onDone(): void }) {
  const t = useTranslations("documentSigning");
  const ui = useTranslations("ui");
  const words = useProblemWords();
  const offered = isSeal ? files.filter((file) => file.isSigned) : files;
  const [fileId, setFileId] = useState(offered.length === 1 ? String(offered[0]?.id) : null);
  const [userId, setUserId] = useState(signers.length === 1 ? String(signers[0]?.id) : null);
  const [note, setNote] = useState("");
  const send = useAct(anyAnswer, onDone);
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{t(isSeal ? "seal" : "ask")}</strong>}
      closeButtonProps={{ "aria-label": ui("close") }}
      centered
    >
      <form
        className={dossier.form}
        onKeyDown={sendByKey}
        onSubmit={(event) => {
          event.preventDefault();
          const asked = { userId: Number(userId), ...(note.trim() ? { note: note.trim() } : {}) };
          send.mutate({
            method: "POST",
            url: `/api/v1/documents/${id}/${isSeal ? "seal" : "signings"}`,
            body: { fileId: Number(fileId), ...(isSeal ? {} : asked) },
          });
        }}
      >
        {isSeal ? <p>{t("sealAbout")}</p> : null}
        <Select
          label={t("askFile")}
          data={offered.map((file) => ({ value: String(file.id), label: file.name }))}
          value={fileId}
          onChange={setFileId}
          allowDeselect={false}
          required
          data-autofocus={isSeal || undefined}
        />
        {isSeal ? null : (
          <>
            <Select
              label={t("askSigner")}
              data={signers.map((one) => ({ value: String(one.id), label: `${one.name}, ${one.post}` }))}
              value={userId}
              onChange={setUserId}
              allowDeselect={false}
              searchable
              required
              data-autofocus
            />
            <Textarea
              label={t("askNote")}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
              maxLength={500}
              autosize
              minRows={2}
            />
          </>
        )}
        <p role="alert" className={dossier.error}>
          {send.error ? words(send.error) : null}
        </p>
        <DialogFoot
          onCancel={onClose}
          submit={t(isSeal ? "sealDo" : "askDo")}
          isReady={fileId !== null && (isSeal || userId !== null)}
          isSending={send.isPending}
        />
      </form>
    </Modal>
  );
}
