"use client";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { formatDay, formatInstant } from "@/lib/words";
import classes from "./freshness.module.css";
import { useConnection } from "./live";
import { VerdictShape } from "./verdict";

/**
 * How old figures are: the instant they were read, the last change of their records, and from when on silence means that the feed
 * is slow. `pastDay`: figures of a day that is over, which nothing makes old. `isUnread`: reading them again did not succeed.
 */
export type Age = { at: string; changedAt: string | null; slowFrom: string | null; pastDay: string | null; isUnread: boolean };
type State = "past" | "lost" | "unread" | "slow" | "connecting" | "live";

const AgeContext = createContext<Age | null>(null);
/** Whose figures the tiles and panels within show. */
export function DataOf({ age, children }: { age: Age; children: ReactNode }) {
  return <AgeContext value={age}>{children}</AgeContext>;
}

const tickMs = 30_000;
/** The clock on the wall, read again every half minute: a figure grows old without anything happening. */
function useNow(first: string): number {
  const [now, setNow] = useState(() => Date.parse(first));
  useEffect(() => {
    const look = () => setNow(Date.now());
    look();
    const timer = setInterval(look, tickMs);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** What can be said of an age at an instant: a lost connection before a silent feed, for it hides the other. */
export function stateOf(age: Age, connection: "connecting" | "live" | "lost", now: number): State {
  if (age.pastDay) return "past";
  if (connection === "lost") return "lost";
  if (age.isUnread) return "unread";
  return age.slowFrom !== null && now >= Date.parse(age.slowFrom) ? "slow" : connection;
}

/** "Số liệu đến 09:42": always in sight, grey with its time when the connection is gone, amber when nothing is being recorded. */
export function Freshness({ age }: { age: Age }) {
  const t = useTranslations("ui.fresh");
  const connection = useConnection();
  const state = stateOf(age, connection.state, useNow(age.at));
  const time = formatInstant(new Date(age.at));
  const words = {
    past: () => t("past", { day: formatDay(age.pastDay ?? "") }),
    lost: () => t("lost", { since: connection.state === "lost" ? formatInstant(connection.since).slice(0, 5) : "", time }),
    unread: () => t("unread", { time }),
    slow: () => t("slow", { since: formatInstant(new Date(age.changedAt ?? age.at)) }),
    connecting: () => `${t("asOf", { time })} · ${t("connecting")}`,
    live: () => `${t("asOf", { time })} · ${t("live")}`,
  }[state]();
  return (
    <p className={classes.stamp} data-state={state} data-at={age.at}>
      <Mark state={state} />
      {words}
    </p>
  );
}

/** At a tile or panel whose figures are old, that they are and of when. Nothing while they are as new as the page's head says. */
export function FreshMark() {
  const age = useContext(AgeContext);
  return age ? <Told age={age} /> : null;
}
function Told({ age }: { age: Age }) {
  const t = useTranslations("ui.fresh");
  const connection = useConnection();
  const now = useNow(age.at);
  const state = stateOf(age, connection.state, now);
  /** The day is said where it is not today's. */
  const short = (instant: string) => {
    const [time, day] = formatInstant(new Date(instant)).split(" ");
    return day === formatInstant(new Date(now)).slice(6) ? time : `${time} ${day?.slice(0, 5)}`;
  };
  if (state !== "lost" && state !== "unread" && state !== "slow") return null;
  const time = short(state === "slow" ? (age.changedAt ?? age.at) : age.at) ?? "";
  return (
    <span className={classes.mark} data-fresh={state} title={t("source")}>
      <Mark state={state} />
      {t(`mark.${state}`, { time })}
    </span>
  );
}
function Mark({ state }: { state: State }) {
  const verdict = {
    past: "no-data",
    lost: "no-data",
    unread: "no-data",
    slow: "watch",
    connecting: "no-data",
    live: "good",
  } as const;
  return state === "past" ? <span className={classes.square} aria-hidden="true" /> : <VerdictShape verdict={verdict[state]} />;
}

/** The whole sentence, once, above what may be old. */
export function LostNotice({ at, isUnread }: { at: string; isUnread: boolean }) {
  const t = useTranslations("ui.fresh");
  const connection = useConnection();
  return (
    <div role="status" className={classes.place}>
      {connection.state === "lost" ? (
        <p className={classes.notice}>
          {t("lostSentence", { since: formatInstant(connection.since), time: formatInstant(new Date(at)) })}
        </p>
      ) : isUnread ? (
        <p className={classes.notice}>{t("unreadSentence", { time: formatInstant(new Date(at)) })}</p>
      ) : null}
    </div>
  );
}
