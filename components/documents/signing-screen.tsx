"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "use-intl";
import type { SigningPage } from "@/lib/documents/model";
import { Paging } from "../dossiers/paging";
import desk from "../dossiers/work.module.css";
import { useAddress } from "../shell/address";
import { PageHead } from "../shell/page-head";
import { shownOf } from "../ui/answer";
import { Freshness, LostNotice } from "../ui/freshness";
import { EmptyState, FailedState } from "../ui/states";
import classes from "./signing.module.css";
import { SigningLine } from "./signing-line";
import { type SigningAddress, signingQueueQuery } from "./signing-query";

const scopes = ["mine", "asked"] as const;

/** What waits for one's signature, the oldest first, or what one laid before others. Live. */
export function SigningScreen({ filter }: { filter: SigningAddress }) {
  const t = useTranslations("documentSigning");
  const { go, isGoing } = useAddress();
  const answer = useQuery<SigningPage>({ ...signingQueueQuery(filter), placeholderData: keepPreviousData });
  const { data, refusal, isUnread } = shownOf(answer);
  const at = new Date(answer.dataUpdatedAt).toISOString();
  const isMine = filter.scope === "mine";
  return (
    <>
      <PageHead title={t("title")} stamp={<Freshness age={{ at, changedAt: null, slowFrom: null, pastDay: null, isUnread }} />} />
      <nav className={desk.scopes} aria-label={t("scopes")}>
        {scopes.map((scope) => (
          <button
            key={scope}
            type="button"
            aria-current={filter.scope === scope ? "page" : undefined}
            onClick={() => go({ scope: scope === "mine" ? null : scope, cursor: null, back: null })}
          >
            {t(`scope.${scope}`)} {scope === "mine" && data ? <span className={desk.badge}>{data.waiting}</span> : null}
          </button>
        ))}
      </nav>
      {data ? (
        <section aria-busy={isGoing || answer.isPlaceholderData} aria-label={t(`scope.${filter.scope}`)}>
          <LostNotice at={at} isUnread={isUnread} />
          {data.rows.length === 0 ? (
            <EmptyState title={t(isMine ? "emptyMine" : "emptyAsked")}>
              <p>{t(isMine ? "emptyMineText" : "emptyAskedText")}</p>
            </EmptyState>
          ) : (
            <ul className={classes.cards}>
              {data.rows.map(({ document, ...signing }) => (
                <li key={signing.id} className={classes.card}>
                  <div>
                    <Link href={`/documents/${document.id}`} prefetch={false} className={classes.subject}>
                      {document.subject}
                    </Link>
                    <p className={classes.minor}>
                      {[document.symbol ?? t("noSymbol"), document.typeName, document.unitName].join(" · ")}
                    </p>
                  </div>
                  <SigningLine signing={signing} documentId={document.id} onDone={() => void answer.refetch()} />
                </li>
              ))}
            </ul>
          )}
          <Paging nextCursor={data.nextCursor} cursor={filter.cursor} onGo={(cursor, back) => go({ cursor, back })} />
        </section>
      ) : refusal ? (
        <FailedState error={refusal} onRetry={() => void answer.refetch()} />
      ) : null}
    </>
  );
}
