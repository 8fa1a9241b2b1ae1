"use client";
import { Button, Modal } from "@mantine/core";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { eventWords, moveWords, stateWords } from "@/lib/dossiers/labels";
import type { ActName, DossierDetail } from "@/lib/dossiers/model";
import { formWords } from "@/lib/forms/labels";
import type { ActOutlook } from "@/lib/forms/model";
import { formatInstant, say, type Words } from "@/lib/words";
import { useProblemWords } from "../ui/problem-words";
import { newKey, Problem, sendJson } from "../ui/request";
import { ActFields } from "./act-fields";
import { ActFoot } from "./act-foot";
import { bodyOf, isFilled, nothingTyped, type Typed } from "./act-form";
import { sendByKey } from "./act-keys";
import { outlookQuery } from "./act-query";
import classes from "./dossier.module.css";
import { dossierQuery } from "./dossier-query";
import { movedReader } from "./readers";

export type Target = { id: number; code: string | null; version: number; unitId: number };
type Props = { dossier: Target; act: ActName; today: string; onClose(): void; onDone(): Promise<void> };

/**
 * Asks before an act is done: what it would do to the dossier's state, time and papers, as the server decides it now, and what only a
 * person can say. Where somebody else was faster it tells who did what, shows what the act would do in the new state and goes on only
 * when asked to; nothing typed is lost. A repeat of the same act is harmless.
 */
export function MoveDialog({ dossier, act, today, onClose, onDone }: Props) {
  const t = useTranslations("dossiers.page.confirm");
  const ui = useTranslations("ui");
  const locale = useLocale();
  const words = useProblemWords();
  const client = useQueryClient();
  const [key, setKey] = useState(newKey);
  // What the person saw when deciding; the record may move on meanwhile, and then they must be told.
  const [seen, setSeen] = useState(dossier.version);
  const [given, setGiven] = useState<Partial<Typed>>({});
  const { extendedDueOn = null, answerOn = null } = given;
  const answer = useQuery<ActOutlook>({
    ...outlookQuery(dossier.id, act, { extendedDueOn, answerOn }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const outlook = answer.data;
  const { unitId, consultations, unpaid } = outlook ?? { unitId: dossier.unitId, consultations: [], unpaid: [] };
  const offer = { unitIds: [unitId], consultations, unpaid };
  const typed: Typed = { ...nothingTyped, ...suggested(outlook), ...given };
  const send = useMutation({
    mutationFn: () =>
      sendJson(
        "POST",
        `/api/v1/dossiers/${dossier.id}/moves`,
        { version: seen, move: act, ...bodyOf(act, typed) },
        movedReader,
        key,
      ),
    onSuccess: onDone,
    onError: (error) => {
      if (error instanceof Problem && error.code !== "offline") setKey(newKey());
      void client.invalidateQueries({ queryKey: ["dossiers"] });
    },
  });
  const isOvertaken = outlook !== undefined && outlook.version > seen;
  const refusal = outlook?.refusal && !outlook.refusal.code.endsWith("-required") ? outlook.refusal : null;
  const isReady = outlook !== undefined && !isOvertaken && refusal === null && isFilled(act, typed, offer);
  const isTold = send.error instanceof Problem && send.error.code === "dossier-changed" && isOvertaken;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={
        <strong>
          {say(locale, moveWords[act])}
          {dossier.code ? ` – ${dossier.code}` : ""}
        </strong>
      }
      closeButtonProps={{ "aria-label": ui("close") }}
      centered
    >
      <form
        className={classes.form}
        onKeyDown={sendByKey}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady && !send.isPending) send.mutate();
        }}
      >
        {isOvertaken ? (
          <Overtaken
            id={dossier.id}
            seen={seen}
            onGoOn={
              refusal
                ? null
                : () => {
                    send.reset();
                    setKey(newKey());
                    setSeen(outlook.version);
                  }
            }
          />
        ) : null}
        <div className={classes.effect} aria-busy={answer.isFetching} aria-live="polite">
          <p className={classes.effectTitle}>{t("effect")}</p>
          {outlook ? <Effect outlook={outlook} /> : answer.error ? <p>{words(answer.error)}</p> : <p>{ui("loading")}</p>}
        </div>
        <ActFields
          act={act}
          typed={typed}
          offer={offer}
          dueOn={outlook?.dueOn ?? null}
          today={today}
          request={outlook?.request ?? null}
          onType={(change) => setGiven((before) => ({ ...before, ...change }))}
        />
        <p role="alert" className={classes.error}>
          {refusal ? say(locale, refusal) : send.error && !isTold ? words(send.error) : null}
        </p>
        <ActFoot {...{ act, isReady }} isSending={send.isPending} onCancel={onClose} />
      </form>
    </Modal>
  );
}

/** What is most likely, for the person to change: the applicant comes for the result the way it was asked for. */
function suggested(outlook: ActOutlook | undefined): Partial<Typed> {
  if (!outlook) return {};
  return {
    delivery: outlook.resultDelivery,
    collectorName: outlook.applicantName,
    consultationId: outlook.consultations[0]?.id ?? null,
    lateAgencies: outlook.lateAgencies.map((one) => ({ ...one, isLate: one.consultationId === null })),
    askedPapers: outlook.papers.map(({ procedurePaperId, name, isLacking }) => ({ procedurePaperId, name, isAsked: isLacking })),
    papers: outlook.papers.map(({ askedPaperId, name, form, count }) => ({
      ...{ askedPaperId, name, isIn: true, form, count: String(count) },
    })),
  };
}

function Effect({ outlook }: { outlook: ActOutlook }) {
  const t = useTranslations("dossiers.page.confirm");
  const locale = useLocale();
  const { fromState, toState, effect, forms } = outlook;
  return (
    <>
      <p>
        {t("state")}: {say(locale, stateWords[fromState])}
        {fromState === toState ? null : (
          <>
            {" → "}
            <strong>{say(locale, stateWords[toState])}</strong>
          </>
        )}
      </p>
      {effect ? (
        <p>
          {t("clock")}: {say(locale, effect)}
        </p>
      ) : null}
      {forms.length > 0 ? <p>{t("forms", { names: forms.map((kind) => say(locale, formWords[kind])).join("; ") })}</p> : null}
    </>
  );
}

/** Somebody was faster: who, what, when, and where the dossier stands now. */
function Overtaken({ id, seen, onGoOn }: { id: number; seen: number; onGoOn: (() => void) | null }) {
  const t = useTranslations("dossiers.page.confirm");
  const locale = useLocale();
  const { data: dossier } = useQuery<DossierDetail>({ ...dossierQuery(id), staleTime: 0 });
  const acts: Record<string, Words> = eventWords;
  const since = dossier?.events.filter((event) => event.version > seen) ?? [];
  return (
    <div role="alert" className={classes.overtaken}>
      <p>
        <strong>{t("overtaken")}</strong>
      </p>
      <ul>
        {since.map((event) => (
          <li key={event.version}>
            {t("didWhat", {
              name: event.actorName,
              what: say(locale, acts[event.kind] ?? stateWords[event.toState]),
              at: formatInstant(new Date(event.at)),
            })}
          </li>
        ))}
      </ul>
      {dossier ? <p>{t("standsNow", { state: say(locale, stateWords[dossier.state]) })}</p> : null}
      <p>{onGoOn ? t("kept") : t("keptOnly")}</p>
      {onGoOn ? (
        <Button size="compact-sm" variant="default" onClick={onGoOn}>
          {t("goOn")}
        </Button>
      ) : null}
    </div>
  );
}
