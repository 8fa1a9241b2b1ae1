"use client";
import { Button, Modal, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { moveWords, stateWords } from "@/lib/dossiers/labels";
import { type DossierDetail, type MoveName, moves } from "@/lib/dossiers/model";
import { say } from "@/lib/words";
import { DayField } from "../ui/day-field";
import { useProblemWords } from "../ui/problem-words";
import { newKey, Problem, sendJson } from "../ui/request";
import classes from "./dossier.module.css";
import { movedReader } from "./readers";

type Props = { dossier: DossierDetail; move: MoveName; onClose(): void; onDone(): void; onConflict(): void };

/** Asks before a step is taken: what it will do, why, and for a new appointment when. A repeat of the same step is harmless. */
export function MoveDialog({ dossier, move, onClose, onDone, onConflict }: Props) {
  const t = useTranslations("dossiers.page.confirm");
  const ui = useTranslations("ui");
  const locale = useLocale();
  const words = useProblemWords();
  const [key] = useState(newKey);
  // What the person saw when deciding; the page behind may move on meanwhile, and then the server must say so.
  const [seen] = useState(dossier);
  const [reason, setReason] = useState("");
  const [extendedDueOn, setExtendedDueOn] = useState<string | null>(null);
  const { to, clock, ...rest } = moves[move];
  const needsReason = "needsReason" in rest;
  const send = useMutation({
    mutationFn: () =>
      sendJson(
        "POST",
        `/api/v1/dossiers/${dossier.id}/moves`,
        {
          version: seen.version,
          move,
          ...(reason.trim() ? { reason: reason.trim() } : {}),
          ...(move === "extend" && extendedDueOn ? { extendedDueOn } : {}),
        },
        movedReader,
        key,
      ),
    onSuccess: onDone,
    onError: (error) => {
      if (error instanceof Problem && error.code === "dossier-changed") onConflict();
    },
  });
  const isReady = (!needsReason || reason.trim().length >= 3) && (move !== "extend" || extendedDueOn !== null);
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{say(locale, moveWords[move])}</strong>}
      closeButtonProps={{ "aria-label": ui("close") }}
      centered
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) send.mutate();
        }}
      >
        <div className={classes.effect}>
          <p className={classes.effectTitle}>{t("effect")}</p>
          <p>
            {t("state")}: {say(locale, stateWords[seen.state])} → <strong>{say(locale, stateWords[to])}</strong>
          </p>
          <p>
            {t("clock")}: {t(`clocks.${clock}`)}
          </p>
        </div>
        {move === "extend" ? (
          <DayField label={t("extendedDueOn")} onDay={setExtendedDueOn} min={dossier.dueOn ?? undefined} required />
        ) : null}
        {needsReason ? (
          <Textarea
            label={t("reason")}
            description={t("reasonHelp")}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            minLength={3}
            maxLength={2000}
            autosize
            minRows={3}
            required
            data-autofocus
          />
        ) : null}
        <p role="alert" className={classes.error}>
          {send.error ? words(send.error) : null}
        </p>
        <div className={classes.end}>
          <Button variant="default" onClick={onClose}>
            {ui("cancel")}
          </Button>
          <Button type="submit" loading={send.isPending} disabled={!isReady}>
            {t("do")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
