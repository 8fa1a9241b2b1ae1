"use client";
import { Alert } from "@mantine/core";
import { IconMessageQuestion } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect } from "react";
import { useLocale, useTranslations } from "use-intl";
import { cityDay } from "@/lib/calendar/rules";
import { stateWords } from "@/lib/dossiers/labels";
import type { DossierDetail } from "@/lib/dossiers/model";
import { formatDay, say } from "@/lib/words";
import { FormsPanel } from "../forms/forms-panel";
import { rememberDossier } from "../palette/recent";
import { PageHead } from "../shell/page-head";
import { shownOf } from "../ui/answer";
import { Freshness, LostNotice } from "../ui/freshness";
import { lazily } from "../ui/lazily";
import { Panel } from "../ui/panel";
import { Bone, FailedState, LoadingState } from "../ui/states";
import { ClockBar } from "./clock-bar";
import { Deadline } from "./deadline";
import { DeskPanel } from "./desk-panel";
import classes from "./dossier.module.css";
import { dossierQuery } from "./dossier-query";
import { DueStory } from "./due-story";
import { Facts } from "./facts";
import { MoveButtons } from "./move-buttons";
import { Papers } from "./papers";
import { Timeline } from "./timeline";
import { questionsPath } from "./work-query";

const AttachmentsPanel = lazily(() => import("../attachments/attachments-panel").then((m) => m.AttachmentsPanel));

/** One dossier: where it stands, how its clock ran, what happened, and what may be done next. */
export function DossierScreen({ id, canReveal }: { id: number; canReveal: boolean }) {
  const t = useTranslations("dossiers");
  const locale = useLocale();
  const answer = useQuery<DossierDetail>(dossierQuery(id));
  const { data: dossier, refusal, isUnread } = shownOf(answer);
  const { id: shownId, code } = dossier ?? {};
  useEffect(() => {
    if (shownId !== undefined && code) rememberDossier({ id: shownId, code });
  }, [shownId, code]);
  if (refusal) return <FailedState error={refusal} onRetry={() => void answer.refetch()} />;
  if (!dossier) return <Unread />;
  const at = new Date(answer.dataUpdatedAt).toISOString();
  return (
    <>
      <PageHead
        above={<Back toQuestions={dossier.isAsked} />}
        title={dossier.code ?? t("noCode")}
        filters={
          <>
            <span className={classes.state}>{say(locale, stateWords[dossier.state])}</span>
            <Deadline dossier={dossier} isLarge />
          </>
        }
        stamp={<Freshness age={{ at, changedAt: null, slowFrom: null, pastDay: null, isUnread }} />}
      />
      <LostNotice at={at} isUnread={isUnread} />
      {dossier.isAsked ? <Asked dossier={dossier} /> : null}
      <div className={classes.page}>
        <Panel className={classes.clock} title={t("page.clock")}>
          <DueStory dossier={dossier} />
          <ClockBar dossier={dossier} now={at} />
        </Panel>
        <div className={classes.beside}>
          {dossier.openMoves.length > 0 ? (
            <Panel title={t("page.moves")}>
              <MoveButtons dossier={dossier} today={cityDay(new Date(at))} />
            </Panel>
          ) : null}
          <Panel title={t("page.facts")}>
            <Facts dossier={dossier} canReveal={canReveal} />
            {dossier.isDemo ? <p className={classes.demo}>{t("page.demo")}</p> : null}
          </Panel>
          {dossier.isAsked ? null : <FormsPanel dossierId={dossier.id} />}
          <Panel title={t("page.papers")}>
            <Papers dossier={dossier} />
          </Panel>
        </div>
        <div className={classes.events}>
          {dossier.isAsked ? null : <DeskPanel dossier={dossier} now={at} />}
          <AttachmentsPanel dossierId={dossier.id} />
          {dossier.isAsked ? null : (
            <Panel title={t("page.events")}>
              <Timeline events={dossier.events} />
            </Panel>
          )}
        </div>
      </div>
    </>
  );
}

function Back({ toQuestions = false }: { toQuestions?: boolean }) {
  const t = useTranslations("dossiers.page");
  return (
    <Link href={toQuestions ? questionsPath : "/dossiers"} className={classes.back} prefetch={false}>
      ← {t(toQuestions ? "backToQuestions" : "back")}
    </Link>
  );
}

/** What the reader's unit is asked, by whom and by when: all that somebody sees it for who is only asked. */
function Asked({ dossier: { consultations } }: { dossier: Pick<DossierDetail, "consultations"> }) {
  const t = useTranslations("dossiers.page");
  return (
    <Alert icon={<IconMessageQuestion aria-hidden />} title={t("asked")}>
      <ul className={classes.asked}>
        {consultations.map(({ id, agency, question, askedBy, dueOn }) => (
          <li key={id}>
            <p>
              <strong>{agency}</strong>: {question}
            </p>
            <p>{t("askedFor", { name: askedBy, day: formatDay(dueOn) })}</p>
          </li>
        ))}
      </ul>
      <p>{t("askedText")}</p>
    </Alert>
  );
}

/** The shape of the page while the dossier is read. */
function Unread() {
  const t = useTranslations("dossiers.page");
  return (
    <>
      <PageHead above={<Back />} title={t("reading")} />
      <div className={classes.page}>
        <Panel className={classes.clock} title={t("clock")}>
          <LoadingState height="8rem" />
        </Panel>
        <div className={classes.beside}>
          <Panel title={t("facts")}>
            <Bone height="16rem" />
          </Panel>
        </div>
        <div className={classes.events}>
          <Panel title={t("events")}>
            <Bone height="16rem" />
          </Panel>
        </div>
      </div>
    </>
  );
}
