"use client";
import { Checkbox, Modal, NativeSelect, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { SigningBoard } from "@/lib/documents/model";
import { signatureSizes } from "@/lib/documents/rules";
import { sendByKey } from "../dossiers/act-keys";
import dossier from "../dossiers/dossier.module.css";
import { anyAnswer, useAct } from "../ui/act";
import { DialogFoot } from "../ui/dialog-foot";
import { lazily } from "../ui/lazily";
import { useProblemWords } from "../ui/problem-words";
import type { SignaturePlace } from "./placing";

const PlacePicker = lazily(() => import("./place-picker").then((m) => m.PlacePicker));

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
  const [fileId, setFileId] = useState(offered.length === 1 ? String(offered[0]?.id) : "");
  const [userId, setUserId] = useState(signers.length === 1 ? String(signers[0]?.id) : "");
  const [note, setNote] = useState("");
  const [isPlaced, setPlaced] = useState(false);
  const [place, setPlace] = useState<SignaturePlace | null>(null);
  const send = useAct(anyAnswer, onDone);
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{t(isSeal ? "seal" : "ask")}</strong>}
      closeButtonProps={{ "aria-label": ui("close") }}
      size={isPlaced ? "xl" : "md"}
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
            body: { fileId: Number(fileId), ...(isPlaced && place ? { place } : {}), ...(isSeal ? {} : asked) },
          });
        }}
      >
        {isSeal ? <p>{t("sealAbout")}</p> : null}
        <NativeSelect
          label={t("askFile")}
          data={[{ value: "", label: "–" }, ...offered.map((file) => ({ value: String(file.id), label: file.name }))]}
          value={fileId}
          onChange={(event) => {
            setFileId(event.currentTarget.value);
            setPlace(null);
          }}
          required
          data-autofocus={isSeal || undefined}
        />
        {isSeal ? null : (
          <>
            <NativeSelect
              label={t("askSigner")}
              data={[
                { value: "", label: "–" },
                ...signers.map((one) => ({ value: String(one.id), label: `${one.name}, ${one.post}` })),
              ]}
              value={userId}
              onChange={(event) => setUserId(event.currentTarget.value)}
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
        <Checkbox
          label={t("place.choose")}
          description={t(isSeal ? "place.usualSeal" : "place.usual")}
          checked={isPlaced}
          onChange={(event) => setPlaced(event.currentTarget.checked)}
          disabled={fileId === ""}
        />
        {isPlaced && fileId !== "" ? (
          <PlacePicker
            key={fileId}
            documentId={id}
            fileId={Number(fileId)}
            size={isSeal ? signatureSizes.agency : signatureSizes.person}
            place={place}
            onPlace={setPlace}
          />
        ) : null}
        <p role="alert" className={dossier.error}>
          {send.error ? words(send.error) : null}
        </p>
        <DialogFoot
          onCancel={onClose}
          submit={t(isSeal ? "sealDo" : "askDo")}
          isReady={fileId !== "" && (isSeal || userId !== "")}
          isSending={send.isPending}
        />
      </form>
    </Modal>
  );
}
