"use client";
import { Modal, Textarea } from "@mantine/core";
import { useEffect, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { taskActWords } from "@/lib/documents/labels";
import type { DocumentWorkView } from "@/lib/documents/model";
import { formatDay, say } from "@/lib/words";
import { sendByKey } from "../dossiers/act-keys";
import dossier from "../dossiers/dossier.module.css";
import { anyAnswer, useAct } from "../ui/act";
import { DayField } from "../ui/day-field";
import { DialogFoot } from "../ui/dialog-foot";
import { useProblemWords } from "../ui/problem-words";
import { isRefusedAsSecret, useKeptWords } from "./kept-words";
import { type Asking, nameOf } from "./work-panel";

type Props = {
  id: number;
  userId: number;
  work: DocumentWorkView;
  asking: Exclude<Asking, { what: "pass" }>;
  today: string;
  onClose(): void;
  onDone(text: string): Promise<void>;
};

const textOf = (kept: unknown) => (typeof kept === "string" && kept !== "" ? kept : null);

/** One act on a task, or on the whole work: says what it does, and asks for what it needs. */
export function TaskDialog({ id, userId, work, asking, today, onClose, onDone }: Props) {
  const t = useTranslations("documentWork.act");
  const p = useTranslations("documentWork.panel");
  const ui = useTranslations("ui");
  const locale = useLocale();
  const words = useProblemWords();
  const { act } = asking;
  const of = asking.what === "end" ? `work.${id}.${act}` : `task.${asking.task.id}.${act}`;
  const { words: text, say: setText, isKept, drop } = useKeptWords({ userId, of }, textOf, () => "");
  const [day, setDay] = useState<string | null>(null);
  const name = asking.what === "end" ? p(asking.act) : say(locale, taskActWords[asking.act]);
  const send = useAct(anyAnswer, () => {
    drop();
    return onDone(t("done", { act: name }));
  });
  const needsText = act !== "accept" && act !== "grant";
  const asked = asking.what === "task" ? asking.task.asked : null;
  const url = asking.what === "end" ? `/api/v1/documents/${id}/work` : `/api/v1/documents/${id}/tasks/${asking.task.id}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was refused for a mark of secrecy is kept nowhere.
  useEffect(() => {
    if (isRefusedAsSecret(send.error)) drop();
  }, [send.error]);
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{asking.what === "task" ? p("actOn", { act: name, name: nameOf(asking.task) }) : name}</strong>}
      closeButtonProps={{ "aria-label": ui("close") }}
      centered
    >
      <form
        className={dossier.form}
        onKeyDown={sendByKey}
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate({
            method: "POST",
            url,
            body: {
              ...{ act, version: asking.what === "end" ? work.version : asking.task.version },
              ...(needsText ? { text: text.trim() } : {}),
              ...(act === "ask" && day ? { dueOn: day } : {}),
            },
          });
        }}
      >
        <p>{t(`about.${act}`, { day: asked ? formatDay(asked.dueOn) : "", reason: asked?.reason ?? "" })}</p>
        {act === "ask" ? <DayField label={t("newDay")} min={today} onDay={setDay} required /> : null}
        {needsText ? (
          <Textarea
            label={t(`text.${act}`)}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            maxLength={act === "progress" || act === "finish" || act === "close" ? 2_000 : 500}
            autosize
            minRows={3}
            required
            data-autofocus
          />
        ) : null}
        {isKept && needsText ? <p className={dossier.paperHelp}>{ui("keptWords")}</p> : null}
        <p role="alert" className={dossier.error}>
          {send.error ? words(send.error) : null}
        </p>
        <DialogFoot
          onCancel={() => {
            drop();
            onClose();
          }}
          submit={name}
          isReady={(!needsText || text.trim() !== "") && (act !== "ask" || day !== null)}
          isSending={send.isPending}
          isDangerous={act === "recall" || act === "return"}
        />
      </form>
    </Modal>
  );
}
