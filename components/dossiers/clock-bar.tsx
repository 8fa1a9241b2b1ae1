import { useLocale, useTranslations } from "use-intl";
import { clockStopWords, supplementPolicyWords } from "@/lib/dossiers/labels";
import type { DossierDetail } from "@/lib/dossiers/model";
import { formatDay, formatInstant, say } from "@/lib/words";
import classes from "./clock-bar.module.css";

type Clocked = Pick<
  DossierDetail,
  "acceptedAt" | "dueAt" | "dueOn" | "extendedDueOn" | "endedAt" | "returnedAt" | "workingDaysUsed" | "clockStops"
>;
export type Segment = { kind: "run" | "stop" | "late"; from: number; to: number };

/** The stretches of the bar in milliseconds: what ran, what stood, what ran past the due instant. Waiting is never lateness. */
export function clockSegments(clock: Clocked, now: number): { start: number; end: number; segments: Segment[] } | null {
  if (!clock.acceptedAt) return null;
  const start = Date.parse(clock.acceptedAt);
  const until = clock.endedAt ? Date.parse(clock.endedAt) : now;
  const due = clock.dueAt ? Date.parse(clock.dueAt) : null;
  const end = Math.max(until, due ?? until, start + 1);
  const stops = clock.clockStops
    .map((s) => ({
      from: Math.max(start, Date.parse(s.stoppedAt)),
      to: Math.min(until, s.resumedAt ? Date.parse(s.resumedAt) : until),
    }))
    .filter((s) => s.to > s.from)
    .sort((a, b) => a.from - b.from);
  const segments: Segment[] = [];
  const run = (from: number, to: number) => {
    if (to <= from) return;
    const turn = due === null ? to : Math.min(Math.max(due, from), to);
    if (turn > from) segments.push({ kind: "run", from, to: turn });
    if (to > turn) segments.push({ kind: "late", from: turn, to });
  };
  let at = start;
  for (const stop of stops) {
    run(at, stop.from);
    segments.push({ kind: "stop", from: Math.max(at, stop.from), to: stop.to });
    at = Math.max(at, stop.to);
  }
  run(at, until);
  return { start, end, segments };
}

/** The whole course of a dossier's time on one line, with its pauses, its due instant, and the same in words below. */
export function ClockBar({ dossier, now }: { dossier: Clocked; now: string }) {
  const t = useTranslations("dossiers.page");
  const none = useTranslations("dossiers.deadline");
  const locale = useLocale();
  const bar = clockSegments(dossier, Date.parse(now));
  if (!bar || !dossier.acceptedAt) return <p className={classes.quiet}>{none("notStarted")}</p>;
  const span = bar.end - bar.start;
  const at = (instant: number) => ((instant - bar.start) / span) * 100;
  const due = dossier.dueAt ? Date.parse(dossier.dueAt) : null;
  const endInstant = dossier.endedAt ?? now;
  const marks = [
    { key: "accepted", words: t("accepted"), value: formatInstant(new Date(dossier.acceptedAt)) },
    ...(dossier.dueAt ? [{ key: "due", words: t("due"), value: formatInstant(new Date(dossier.dueAt)) }] : []),
    ...(dossier.extendedDueOn ? [{ key: "extended", words: t("extendedDue"), value: formatDay(dossier.extendedDueOn) }] : []),
    ...(dossier.endedAt ? [{ key: "ended", words: t("ended"), value: formatInstant(new Date(dossier.endedAt)) }] : []),
    ...(dossier.returnedAt
      ? [{ key: "returned", words: t("returned"), value: formatInstant(new Date(dossier.returnedAt)) }]
      : []),
  ];
  return (
    <>
      <div
        className={classes.bar}
        role="img"
        aria-label={t("clockBar", {
          from: formatInstant(new Date(dossier.acceptedAt)),
          to: formatInstant(new Date(endInstant)),
          count: String(dossier.clockStops.length),
        })}
      >
        {bar.segments.map((s) => (
          <span
            key={`${s.kind}-${s.from}`}
            className={classes.segment}
            data-kind={s.kind}
            style={{ insetInlineStart: `${at(s.from)}%`, inlineSize: `${at(s.to) - at(s.from)}%` }}
          />
        ))}
        {due === null ? null : <span className={classes.due} style={{ insetInlineStart: `${at(due)}%` }} />}
        {dossier.endedAt ? null : <span className={classes.now} style={{ insetInlineStart: `${at(Date.parse(now))}%` }} />}
      </div>
      <dl className={classes.marks}>
        {marks.map((mark) => (
          <div key={mark.key} data-mark={mark.key}>
            <dt>{mark.words}</dt>
            <dd>{mark.value}</dd>
          </div>
        ))}
        {dossier.workingDaysUsed === null ? null : (
          <div>
            <dt>{t("usedTerm")}</dt>
            <dd>{t("used", { count: dossier.workingDaysUsed })}</dd>
          </div>
        )}
      </dl>
      {dossier.clockStops.length ? (
        <>
          <h3 className={classes.heading}>{t("pauses")}</h3>
          <ul className={classes.stops}>
            {dossier.clockStops.map((stop) => (
              <li key={stop.stoppedAt}>
                <span className={classes.swatch} aria-hidden="true" />
                <span>
                  <strong>{say(locale, clockStopWords[stop.kind])}</strong>
                  {`: ${formatInstant(new Date(stop.stoppedAt))} – ${stop.resumedAt ? formatInstant(new Date(stop.resumedAt)) : t("stillStopped")} · `}
                  {say(locale, supplementPolicyWords[stop.policy])}
                  <span className={classes.reason}>{[stop.reason, ...stop.askedPapers].filter(Boolean).join("\n– ")}</span>
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}
