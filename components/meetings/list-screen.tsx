"use client";
import { Button, Checkbox } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRef } from "react";
import { useLocale, useTranslations } from "use-intl";
import { meetingSetWords, meetingStateWords, standingWords } from "@/lib/meetings/labels";
import { type MeetingPage, type MeetingRow, meetingParts } from "@/lib/meetings/model";
import { formatDay, say } from "@/lib/words";
import { Paging } from "../dossiers/paging";
import { useRowKeys } from "../dossiers/row-keys";
import desk from "../dossiers/work.module.css";
import { useAddress } from "../shell/address";
import { PageHead } from "../shell/page-head";
import { type UnitChoice, UnitFilter } from "../shell/unit-filter";
import { shownOf } from "../ui/answer";
import { Freshness, LostNotice } from "../ui/freshness";
import { EmptyState, FailedState } from "../ui/states";
import classes from "./meetings.module.css";
import { type MeetingAddress, meetingsQuery } from "./meetings-query";
import { Outcome } from "./standing";
import { useWhen } from "./time-words";

type Props = { filter: MeetingAddress; units: readonly UnitChoice[]; whole: string; organises: boolean };

/** The meetings one is invited to or organises, the next first; or the very ones a figure counts. Live; j and k walk, Enter opens. */
export function MeetingsScreen({ filter, units, whole, organises }: Props) {
  const t = useTranslations("meetings");
  const locale = useLocale();
  const { go, isGoing } = useAddress();
  const answer = useQuery<MeetingPage>({ ...meetingsQuery(filter), placeholderData: keepPreviousData });
  const { data, refusal, isUnread } = shownOf(answer);
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  const at = new Date(answer.dataUpdatedAt).toISOString();
  const first = { cursor: null, back: null };
  const { set } = filter;
  const isNarrowed = filter.from !== undefined && filter.to !== undefined;
  const span = { from: formatDay(filter.from ?? ""), to: formatDay(filter.to ?? "") };
  return (
    <>
      <PageHead
        title={t("title")}
        filters={
          <>
            {units.length > 1 ? <UnitFilter units={units} whole={whole} unitId={filter.unitId ?? null} /> : null}
            {organises ? (
              <Button component={Link} href="/meetings/new" prefetch={false}>
                {t("add")}
              </Button>
            ) : null}
          </>
        }
        stamp={<Freshness age={{ at, changedAt: null, slowFrom: null, pastDay: null, isUnread }} />}
      />
      {set ? (
        <p className={classes.set}>
          <strong>
            {isNarrowed ? t("set", { set: say(locale, meetingSetWords[set]), ...span }) : say(locale, meetingSetWords[set])}
          </strong>{" "}
          <Link href="/meetings" prefetch={false}>
            {t("allMeetings")}
          </Link>
        </p>
      ) : (
        <div className={classes.bar}>
          <nav className={desk.scopes} aria-label={t("parts")}>
            {meetingParts
              .filter((part) => part !== "drafts" || organises)
              .map((part) => (
                <button
                  key={part}
                  type="button"
                  aria-current={filter.part === part ? "page" : undefined}
                  onClick={() => go({ part: part === "upcoming" ? null : part, ...first })}
                >
                  {t(`part.${part}`)}
                </button>
              ))}
          </nav>
          {organises ? (
            <Checkbox
              label={t("mine")}
              checked={filter.mine !== undefined}
              onChange={(event) => go({ mine: event.currentTarget.checked ? "yes" : null, ...first })}
            />
          ) : null}
        </div>
      )}
      {data ? (
        <section
          aria-busy={isGoing || answer.isPlaceholderData}
          aria-label={set ? say(locale, meetingSetWords[set]) : t(`part.${filter.part}`)}
        >
          <LostNotice at={at} isUnread={isUnread} />
          {data.rows.length === 0 ? (
            <EmptyState title={t(`empty.${set ? "set" : filter.part}`)}>{set ? null : <p>{t("emptyText")}</p>}</EmptyState>
          ) : (
            <ul ref={list} className={classes.cards}>
              {data.rows.map((row) => (
                <Card key={row.id} row={row} />
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

/** One meeting: when, what, where, and what there is to read. The whole card leads to its agenda. */
function Card({ row }: { row: MeetingRow }) {
  const t = useTranslations("meetings");
  const locale = useLocale();
  const when = useWhen();
  const facts = [row.place, row.chairName && t("chair", { name: row.chairName }), row.unitName].filter(Boolean);
  return (
    <li className={classes.card} data-row data-state={row.state}>
      <p className={classes.when}>
        {when(row)}
        {row.state === "CONVENED" ? null : <span className={classes.state}>{say(locale, meetingStateWords[row.state])}</span>}
      </p>
      <Link href={`/meetings/${row.id}`} prefetch={false} data-id={row.id} className={classes.subject}>
        {row.title}
      </Link>
      <p className={classes.minor}>{facts.join(" · ")}</p>
      {row.cancelReason !== null ? <p className={classes.minor}>{t("cancelled", { reason: row.cancelReason })}</p> : null}
      <p className={classes.told}>
        {row.outcome ? <Outcome outcome={row.outcome} /> : t("papers", { count: row.papers })}
        {row.papers > 0 && row.outcome === "lacking" ? (
          <span>{t("signedOf", { valid: row.valid, papers: row.papers })}</span>
        ) : null}
        {row.unopened !== null && row.papers > 0 && row.state !== "CANCELLED" ? (
          <span data-waiting={row.unopened > 0 || undefined}>
            {row.unopened > 0 ? t("unopened", { count: row.unopened }) : t("allOpened")}
          </span>
        ) : null}
      </p>
      {row.lacking.length > 0 ? (
        <div className={classes.minor}>
          {t("lacking")}
          <ul className={classes.lacking}>
            {row.lacking.map((paper) => (
              <li key={paper.id}>
                <Link href={`/meetings/${row.id}#paper-${paper.id}`} prefetch={false}>
                  {paper.name}
                </Link>
                : {say(locale, standingWords[paper.standing])}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </li>
  );
}
