"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { documentStateWords } from "@/lib/documents/labels";
import type { DocumentDetail, DocumentType } from "@/lib/documents/model";
import { formatInstant, say } from "@/lib/words";
import dossier from "../dossiers/dossier.module.css";
import { PageHead } from "../shell/page-head";
import { shownOf } from "../ui/answer";
import { Freshness, LostNotice } from "../ui/freshness";
import { lazily } from "../ui/lazily";
import { Panel } from "../ui/panel";
import { FailedState } from "../ui/states";
import { Acts } from "./acts";
import { documentQuery } from "./document-query";
import classes from "./documents.module.css";
import { Facts } from "./facts";

const FilesPanel = lazily(() => import("./files-panel").then((m) => m.FilesPanel));
const SigningPanel = lazily(() => import("./signing-panel").then((m) => m.SigningPanel));
const WorkPanel = lazily(() => import("./work-panel").then((m) => m.WorkPanel));
const DispatchPanel = lazily(() => import("../packets/dispatch-panel").then((m) => m.DispatchPanel));
const WorkStoryPanel = lazily(() => import("./work-story").then((m) => m.WorkStoryPanel));
const DraftForm = lazily(() => import("./draft-form").then((m) => m.DraftForm));

type ScreenProps = { id: number; userId: number; today: string; types: readonly DocumentType[] };
/** One document: its number and symbol, what it says of itself, its files, and what may be done with it. */
export function DocumentScreen({ id, userId, today, types }: ScreenProps) {
  const t = useTranslations("documents");
  const locale = useLocale();
  const answer = useQuery<DocumentDetail>(documentQuery(id));
  const [isChanging, setChanging] = useState(false);
  const { data: document, refusal, isUnread } = shownOf(answer);
  if (refusal) return <FailedState error={refusal} onRetry={() => void answer.refetch()} />;
  if (!document) return null;
  const at = new Date(answer.dataUpdatedAt).toISOString();
  const { symbol, number, year, direction, voided } = document;
  return (
    <>
      <PageHead
        above={
          <Link href={`/documents?direction=${direction}`} className={dossier.back} prefetch={false}>
            ← {t("page.back")}
          </Link>
        }
        title={symbol ?? (number === null || year === null ? t("page.noNumber") : t("page.incomingNumber", { number, year }))}
        filters={<span className={dossier.state}>{say(locale, documentStateWords(document.state, direction))}</span>}
        stamp={<Freshness age={{ at, changedAt: null, slowFrom: null, pastDay: null, isUnread }} />}
      />
      <LostNotice at={at} isUnread={isUnread} />
      {voided ? (
        <p className={classes.bad}>
          {t("page.voided", { at: formatInstant(new Date(voided.at)), reason: voided.reason, name: voided.byName })}
        </p>
      ) : null}
      {document.isIntact === false ? (
        <p role="alert" className={classes.bad}>
          <strong>{t("page.changed")}</strong>
        </p>
      ) : null}
      {isChanging && document.may.change ? (
        <Panel title={t("acts.change")}>
          <DraftForm
            userId={userId}
            kept={document}
            types={types}
            onCancel={() => setChanging(false)}
            onKept={() => {
              setChanging(false);
              void answer.refetch();
            }}
          />
        </Panel>
      ) : (
        <div className={classes.page}>
          {document.state === "DRAFT" ? null : (
            <div className={classes.whole}>
              <WorkPanel id={document.id} userId={userId} today={today} />
            </div>
          )}
          <div className={classes.beside}>
            <Panel title={t("page.facts")}>
              <Facts document={document} />
            </Panel>
            {document.state === "DRAFT" ? null : <WorkStoryPanel id={document.id} />}
          </div>
          <div className={classes.beside}>
            <Acts document={document} onChange={() => setChanging(true)} onDone={() => void answer.refetch()} />
            {direction === "INCOMING" ? null : <SigningPanel id={document.id} onSigned={() => void answer.refetch()} />}
            <FilesPanel id={document.id} />
            {direction === "OUTGOING" ? <DispatchPanel id={document.id} /> : null}
          </div>
        </div>
      )}
    </>
  );
}
