"use client";
import { Alert, Checkbox, Modal, Textarea } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { fieldWords } from "@/lib/dossiers/labels";
import type { Correctable, Corrected } from "@/lib/dossiers/model";
import { say } from "@/lib/words";
import { useAct } from "../ui/act";
import { DialogFoot } from "../ui/dialog-foot";
import { useProblemWords } from "../ui/problem-words";
import { Problem } from "../ui/request";
import { sendByKey } from "./act-keys";
import { CorrectFields } from "./correct-fields";
import { bodyOf, isMended, lackedBy, type Mended, written } from "./correct-form";
import { correctableQuery } from "./correct-query";
import classes from "./dossier.module.css";
import { PaperRows } from "./paper-fields";

const correctedReader = () => import("@/lib/dossiers/model").then((m) => m.Corrected);
const mostPapers = 100;

/**
 * Corrects what was written wrongly of a dossier, with a reason. It begins with what stands, numbers masked; where somebody else was
 * faster it is read anew, and what was typed stays over it.
 */
export function CorrectDialog({ id, code, onClose, onDone }: Props) {
  const t = useTranslations("dossiers.page.correct");
  const ui = useTranslations("ui");
  const words = useProblemWords();
  const locale = useLocale();
  const client = useQueryClient();
  const answer = useQuery<Correctable>({ ...correctableQuery(id), staleTime: 0 });
  const [typed, setTyped] = useState<Partial<Mended>>({});
  const [reason, setReason] = useState("");
  const on = answer.data;
  const form = on && { ...written(on), ...typed };
  const send = useAct<Corrected>(correctedReader, async ({ changed }) => {
    await client.invalidateQueries({ queryKey: ["dossiers"] });
    onDone(t("done", { fields: changed.map((field) => say(locale, fieldWords[field])).join(", ") }));
  });
  const isReady = on !== undefined && form !== undefined && isMended(on, form, reason);
  const faults = send.error instanceof Problem ? send.error.faults : [];
  const isOvertaken = send.error instanceof Problem && send.error.code === "dossier-changed";
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={<strong>{[t("title"), code].filter(Boolean).join(" – ")}</strong>}
      closeButtonProps={{ "aria-label": ui("close") }}
      centered
    >
      <form
        className={classes.form}
        onKeyDown={sendByKey}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isReady || send.isPending) return;
          const body = { version: on.version, reason: reason.trim(), ...bodyOf(on, form) };
          send.mutate(
            { method: "POST", url: `/api/v1/dossiers/${id}/correction`, body },
            { onError: () => void answer.refetch() },
          );
        }}
      >
        <p className={classes.paperHelp}>
          {t("note")} {t("reprint")}
        </p>
        {on && form ? (
          <>
            <CorrectFields on={on} form={form} faults={faults} onType={(change) => setTyped((was) => ({ ...was, ...change }))} />
            <PaperRows
              legend={t("papers")}
              help={t("papersHelp")}
              isFull={form.papers.length >= mostPapers}
              papers={form.papers}
              isNamed={(paper) => paper.id !== null || paper.procedurePaperId !== null}
              other={{ id: null, procedurePaperId: null, name: "", isIn: true, form: "ORIGINAL", count: "1" }}
              onType={(papers) => setTyped((was) => ({ ...was, papers, isIncomplete: false }))}
            />
            <Lacking
              names={lackedBy(on, form)}
              isSaid={form.isIncomplete}
              onSay={(isIncomplete) => setTyped((was) => ({ ...was, isIncomplete }))}
            />
            <Textarea
              label={t("reason")}
              description={t("reasonHelp")}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              minLength={3}
              maxLength={1000}
              autosize
              minRows={2}
              required
            />
          </>
        ) : (
          <p aria-live="polite">{answer.error ? words(answer.error) : ui("loading")}</p>
        )}
        <p role="alert" className={classes.error}>
          {isOvertaken ? t("changed") : send.error ? words(send.error) : null}
        </p>
        <DialogFoot onCancel={onClose} submit={t("do")} isReady={isReady} isSending={send.isPending} isSticky />
      </form>
    </Modal>
  );
}

/** A dossier is accepted complete: what it would lack now is told, and said to be known before it is saved. */
function Lacking({ names, isSaid, onSay }: { names: readonly string[]; isSaid: boolean; onSay(isSaid: boolean): void }) {
  const t = useTranslations("dossiers.page.correct");
  return (
    <div role="status">
      {names.length > 0 ? (
        <Alert icon={<IconAlertTriangle aria-hidden />} title={t("lacks", { names: names.join("; ") })}>
          <Checkbox label={t("isIncomplete")} checked={isSaid} onChange={(event) => onSay(event.currentTarget.checked)} />
        </Alert>
      ) : null}
    </div>
  );
}

type Props = { id: number; code: string | null; onClose(): void; onDone(said: string): void };
