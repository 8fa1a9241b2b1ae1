"use client";
import { Modal, Textarea } from "@mantine/core";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { formWords } from "@/lib/forms/labels";
import type { FormKind } from "@/lib/forms/model";
import { say } from "@/lib/words";
import dossier from "../dossiers/dossier.module.css";
import { DialogFoot } from "../ui/dialog-foot";

export type Wish = { reason?: string; items?: string[]; correction?: string };
/** Has the form words of its own beside those of the step? */
export const hasWords = (kind: FormKind): boolean => kind !== "RECEIPT" && kind !== "CONTROL_SHEET";

/** Asks what only a person can say of a form: what is missing, why, and why an issued one is replaced. */
export function IssueDialog({
  kind,
  replacesNumber,
  isSending,
  fault,
  onIssue,
  onClose,
}: {
  kind: FormKind;
  replacesNumber: string | null;
  isSending: boolean;
  fault: string | null;
  onIssue(wish: Wish): void;
  onClose(): void;
}) {
  const t = useTranslations("forms.dialog");
  const ui = useTranslations("ui");
  const locale = useLocale();
  const [items, setItems] = useState("");
  const [reason, setReason] = useState("");
  const [correction, setCorrection] = useState("");
  const lines = items
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const isReady = replacesNumber === null || correction.trim().length >= 3;
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{say(locale, formWords[kind])}</strong>}
      closeButtonProps={{ "aria-label": ui("close") }}
      centered
    >
      <form
        className={dossier.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isReady) return;
          onIssue({
            ...(lines.length > 0 ? { items: lines } : {}),
            ...(reason.trim() ? { reason: reason.trim() } : {}),
            ...(replacesNumber === null ? {} : { correction: correction.trim() }),
          });
        }}
      >
        {replacesNumber === null ? null : (
          <>
            <p>{t("replaceNote", { number: replacesNumber })}</p>
            <Textarea
              label={t("correction")}
              value={correction}
              onChange={(event) => setCorrection(event.currentTarget.value)}
              minLength={3}
              maxLength={300}
              autosize
              minRows={2}
              required
              data-autofocus
            />
          </>
        )}
        {kind === "SUPPLEMENT_REQUEST" ? (
          <Textarea
            label={t("items")}
            description={t("itemsHelp")}
            value={items}
            onChange={(event) => setItems(event.currentTarget.value)}
            autosize
            minRows={3}
          />
        ) : null}
        {hasWords(kind) ? (
          <Textarea
            label={t("reason")}
            description={t("reasonHelp")}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={2000}
            autosize
            minRows={2}
          />
        ) : null}
        <p role="alert" className={dossier.error}>
          {fault}
        </p>
        <DialogFoot onCancel={onClose} submit={t("do")} isReady={isReady} isSending={isSending} />
      </form>
    </Modal>
  );
}
