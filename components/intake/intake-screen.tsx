"use client";
import { Button } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { Draft, DraftContent, DueAnswer } from "@/lib/dossiers/model";
import type { AcceptedDossier } from "@/lib/forms/model";
import type { ProcedureTerms } from "@/lib/procedures/model";
import { useNewDay } from "../shell/new-day";
import { PageHead } from "../shell/page-head";
import { anyAnswer } from "../ui/act";
import { useProblemWords } from "../ui/problem-words";
import { newKey, Problem, readJson, sendJson } from "../ui/request";
import { AcceptedPanel } from "./accepted-panel";
import { ApplicantPart } from "./applicant-part";
import { DraftsPanel } from "./drafts-panel";
import { DuePanel } from "./due-panel";
import { FeesPart } from "./fees-part";
import { acceptedAtOf, allHandedIn, bodyOf, faultsByField, fitted, newDraft } from "./form";
import classes from "./intake.module.css";
import { acceptedReader, draftReader, draftsQuery, dueQuery, termsQuery } from "./intake-query";
import { KeepingLine } from "./keeping-line";
import { PapersPart } from "./papers-part";
import type { AreaChoice, UnitChoice } from "./parts";
import type { ProcedureChoice } from "./pick";
import { ProcedurePart } from "./procedure-part";
import { ResultPart } from "./result-part";
import { useDraft } from "./use-draft";
import { useRecall } from "./use-recall";

export type IntakeOffer = {
  userId: number;
  today: string;
  procedures: readonly ProcedureChoice[];
  /** The desks this official takes in at, the usual one first, each with the agency it belongs to. */
  desks: readonly (UnitChoice & { agencyId: number })[];
  units: readonly UnitChoice[];
  areas: readonly AreaChoice[];
};

/** The desk: a form by keyboard alone that survives whatever happens, and what the acceptance gave. */
export function IntakeScreen({ offer, opened }: { offer: IntakeOffer; opened: Draft | null }) {
  const { userId, today, procedures, desks, units, areas } = offer;
  const t = useTranslations("intake");
  const words = useProblemWords();
  const client = useQueryClient();
  useNewDay(today);
  const deskId = desks[0]?.id ?? 0;
  const { id, form, keeping, change, begin, hold, release, settle, finish } = useDraft({ userId, deskId, opened });
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [thrown, setThrown] = useState<{ id: string; name: string } | null>(null);
  const [said, setSaid] = useState("");
  const frame = useRef<HTMLDivElement>(null);

  const question = {
    channel: form.channel,
    ...(form.caseLabel ? { caseLabel: form.caseLabel } : {}),
  };
  const acceptedAt = acceptedAtOf(form);
  const isInstant = acceptedAt === undefined || !Number.isNaN(Date.parse(acceptedAt));
  const asked = termsQuery(form.procedureId ?? 0, { ...question, ...(form.acceptedOn ? { on: form.acceptedOn } : {}) });
  const terms = useQuery<ProcedureTerms>({
    ...asked,
    enabled: form.procedureId !== null,
    placeholderData: keepPreviousData,
  });
  const due = useQuery<DueAnswer>({
    ...dueQuery({
      ...{ procedureId: form.procedureId ?? 0, ...question },
      ...(form.unitId === null ? {} : { unitId: form.unitId }),
      ...(acceptedAt && isInstant ? { acceptedAt } : {}),
    }),
    enabled: form.procedureId !== null && isInstant,
  });
  const known = terms.data?.procedureId === form.procedureId ? terms.data : undefined;
  /** The procedure whose papers were all taken before the catalogue had said which those are. */
  const allTakenOf = useRef<number | null>(null);
  const ownUnitId = desks.find((d) => d.id === form.receivingUnitId)?.agencyId ?? form.receivingUnitId;
  // The lists of the form follow what applies; what was ticked stays ticked.
  useEffect(() => {
    if (!known || known.channel !== form.channel || (known.caseLabel ?? "") !== form.caseLabel) return;
    const listed = fitted(form, known, { ownUnitId, units });
    const next = allTakenOf.current === known.procedureId ? allHandedIn(listed, known) : listed;
    allTakenOf.current = null;
    const isNew = form.papers.length === 0 && form.fees.length === 0;
    const offered = isNew && known.limit?.unit === "SAME_DAY" ? { ...next, wantsReceipt: false } : next;
    if (JSON.stringify(offered) !== JSON.stringify(form)) change(offered);
  }, [known, form, ownUnitId, units, change]);

  const recall = useRecall(form, today, change);

  const places = useRef<ReturnType<typeof bodyOf>["places"]>({ papers: [], fees: [] });
  const accept = useMutation({
    mutationFn: async (): Promise<AcceptedDossier> => {
      await hold();
      // Whoever types faster than the catalogue answers is not refused for what it would have filled in.
      const come = form.procedureId !== null && !known ? await client.fetchQuery(asked) : null;
      const listed = come ? fitted(form, come, { ownUnitId, units }) : form;
      const whole = come && allTakenOf.current === come.procedureId ? allHandedIn(listed, come) : listed;
      const { body, places: at } = bodyOf(whole, id);
      places.current = at;
      // The same draft is the same act, however often it is sent.
      return sendJson("POST", "/api/v1/dossiers", body, acceptedReader, `intake-${id}`);
    },
    onSuccess: () => {
      finish();
      setFaults({});
      void client.invalidateQueries({ queryKey: draftsQuery.queryKey });
    },
    onError: (error) => {
      release();
      const told = error instanceof Problem ? faultsByField(error.faults, places.current) : {};
      setFaults(told);
      const [first] = Object.keys(told);
      if (first) focusField(frame.current, first);
    },
  });
  const isTwice = accept.error instanceof Problem && accept.error.code === "idempotency-key-reused";
  const send = () => {
    if (!accept.isPending && !accept.data) accept.mutate();
  };
  const takeAll = () => {
    if (known) change((now) => allHandedIn(now, known));
    else allTakenOf.current = form.procedureId;
  };
  const start = (content?: DraftContent) => {
    begin(null, content);
    allTakenOf.current = null;
    setFaults({});
    recall.forget();
    accept.reset();
    requestAnimationFrame(() => focusField(frame.current, "procedureId"));
  };
  const next = (isSame: boolean) => {
    const { applicantKind, idNumber, applicantName, phone, email, applicantAddress, areaId, receivingUnitId, channel } = form;
    const desk = { ...newDraft(receivingUnitId), channel };
    start(isSame ? { ...desk, applicantKind, idNumber, applicantName, phone, email, applicantAddress, areaId } : desk);
  };
  const throwAway = useMutation({
    mutationFn: async (one: { id: string; name: string }) => {
      await sendJson("DELETE", `/api/v1/drafts/${one.id}`, {}, anyAnswer, newKey());
      return one;
    },
    onSuccess: (one) => {
      setThrown(one);
      setSaid("");
      if (one.id === id) start();
      void client.invalidateQueries({ queryKey: draftsQuery.queryKey });
    },
  });
  const open = useMutation({
    mutationFn: (draftId: string) => readJson(`/api/v1/drafts/${draftId}`, draftReader),
    onSuccess: (draft) => {
      begin(draft);
      allTakenOf.current = null;
      setFaults({});
      recall.forget();
      accept.reset();
    },
  });
  const restore = useMutation({
    mutationFn: (draftId: string) => sendJson("POST", `/api/v1/drafts/${draftId}/restore`, {}, anyAnswer, newKey()),
    onSuccess: (_, draftId) => {
      setThrown(null);
      setSaid(t("drafts.restored"));
      void client.invalidateQueries({ queryKey: draftsQuery.queryKey });
      open.mutate(draftId);
    },
  });
  useHotkeys(
    [
      ["mod+Enter", send],
      ["F2", () => recall.known && recall.fill()],
      ["F8", takeAll],
    ],
    [],
  );
  const nameOf = () => form.applicantName.trim() || t("drafts.noName");
  const part = { form, change, faults };
  const trouble = accept.error ?? throwAway.error ?? restore.error ?? open.error;
  const count = Object.keys(faults).length;
  return (
    <div ref={frame} className={classes.frame}>
      <PageHead
        title={t("title")}
        filters={accept.data ? null : <p className={classes.keys}>{t("keys")}</p>}
        stamp={
          accept.data ? null : (
            <KeepingLine
              keeping={keeping}
              draftId={id}
              onMine={() => void settle("mine")}
              onTheirs={() => void settle("theirs")}
              onAsNew={() => start(form)}
              onThrow={() => throwAway.mutate({ id, name: nameOf() })}
            />
          )
        }
      />
      {thrown ? (
        <p role="status">
          {t("drafts.thrown", { name: thrown.name })}{" "}
          <Button variant="default" size="compact-sm" loading={restore.isPending} onClick={() => restore.mutate(thrown.id)}>
            {t("drafts.undo")}
          </Button>
        </p>
      ) : (
        <p className={classes.said} role="status">
          {said}
        </p>
      )}
      <div className={classes.page}>
        <div className={classes.column}>
          {accept.data ? (
            <AcceptedPanel
              key={accept.data.id}
              accepted={accept.data}
              about={{
                applicantName: form.applicantName,
                procedureName: procedures.find((p) => p.id === form.procedureId)?.name ?? "",
                sentence: due.data?.story?.sentence ?? null,
              }}
              onNext={next}
            />
          ) : (
            <form
              key={id}
              className={`${classes.column} ${classes.form}`}
              onSubmit={(event) => event.preventDefault()}
              aria-label={t("title")}
              noValidate
            >
              <ProcedurePart {...part} procedures={procedures} desks={desks} units={units} terms={known} today={today} />
              <ApplicantPart {...part} areas={areas} recall={recall} today={today} />
              <PapersPart {...part} terms={known} onAll={takeAll} />
              <FeesPart {...part} terms={known} />
              <ResultPart {...part} terms={known} />
              <div className={classes.send}>
                <div role="alert" className={classes.fault}>
                  {trouble ? (
                    <p>
                      {isTwice ? t("twice") : words(trouble)} {count > 1 ? t("faults", { count }) : null}
                    </p>
                  ) : null}
                </div>
                <Button variant="default" onClick={() => start()}>
                  {t("again")}
                </Button>
                <Button onClick={send} loading={accept.isPending} aria-keyshortcuts="Control+Enter">
                  {t("accept")}
                </Button>
              </div>
            </form>
          )}
        </div>
        <div className={classes.side}>
          {accept.data ? null : (
            <DuePanel key={`${id}-${form.procedureId}`} {...part} terms={known} due={due.data} error={due.error ?? terms.error} />
          )}
          <DraftsPanel
            openId={accept.data ? "" : id}
            onOpen={(one) => open.mutate(one)}
            onThrow={(one) =>
              throwAway.mutate({ id: one, name: nameIn(client.getQueryData(draftsQuery.queryKey), one) || t("drafts.noName") })
            }
          />
        </div>
      </div>
    </div>
  );
}
/** Goes to the field a fault is about, once it can be reached again. */
function focusField(frame: HTMLElement | null, path: string): void {
  setTimeout(() => {
    const place = frame?.querySelector<HTMLElement>(
      `[data-field="${path}"], [data-field="${path.replace(/^submitter\.n/, "submitterN").replace(/^submitter\.i/, "submitterI")}"]`,
    );
    (place?.matches("input, select, textarea") ? place : place?.querySelector<HTMLElement>("input, select, textarea"))?.focus();
  });
}
const nameIn = (list: { drafts: { id: string; applicantName: string }[] } | undefined, id: string): string =>
  list?.drafts.find((d) => d.id === id)?.applicantName ?? "";
