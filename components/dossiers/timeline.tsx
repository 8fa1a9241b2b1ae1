import { useLocale, useTranslations } from "use-intl";
import { eventWords, stateWords } from "@/lib/dossiers/labels";
import type { DossierDetail } from "@/lib/dossiers/model";
import { formatInstant, say, type Words } from "@/lib/words";
import { Changes } from "./changes";
import classes from "./timeline.module.css";

/** What happened, the latest first: who, when, to which state, and what it did to the due day. */
export function Timeline({ events }: { events: DossierDetail["events"] }) {
  const t = useTranslations("dossiers.page");
  const locale = useLocale();
  const words: Record<string, Words> = eventWords;
  const time = (instant: string) => formatInstant(new Date(instant));
  return (
    <ol className={classes.timeline}>
      {events.toReversed().map((event) => (
        <li key={event.version}>
          <time dateTime={event.at} className={classes.time}>
            {time(event.at)}
          </time>
          <div>
            <p>
              <strong>{say(locale, words[event.kind] ?? stateWords[event.toState])}</strong>
            </p>
            <p className={classes.minor}>{t("by", { name: event.actorName, unit: event.unitName ?? "none" })}</p>
            {event.note ? <p className={classes.note}>{event.note}</p> : null}
            {event.lateAgencies.length > 0 ? (
              <p className={classes.minor}>{t("late", { names: event.lateAgencies.join("; ") })}</p>
            ) : null}
            <Changes event={event} />
            {event.dueAtAfter && event.dueAtAfter !== event.dueAtBefore ? (
              <p className={classes.minor}>
                {event.dueAtBefore
                  ? t("dueChange", { before: time(event.dueAtBefore), after: time(event.dueAtAfter) })
                  : t("dueSet", { after: time(event.dueAtAfter) })}
              </p>
            ) : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
