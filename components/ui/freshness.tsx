"use client";
import { useTranslations } from "use-intl";
import { formatDay, formatInstant } from "@/lib/words";
import classes from "./freshness.module.css";
import { useConnection } from "./live";

/** "Số liệu đến 09:42": always in sight, grey with its time when the connection is gone. `pastDay`: figures of a day that is over. */
export function Freshness({ at, pastDay }: { at: string; pastDay: string | null }) {
  const t = useTranslations("ui.fresh");
  const connection = useConnection();
  const time = formatInstant(new Date(at));
  if (pastDay)
    return (
      <p className={classes.stamp} data-state="past">
        <span className={classes.dot} aria-hidden="true" />
        {t("past", { day: formatDay(pastDay) })}
      </p>
    );
  return (
    <p className={classes.stamp} data-state={connection.state} data-at={at}>
      <span className={classes.dot} aria-hidden="true" />
      {connection.state === "lost"
        ? t("lost", { since: formatInstant(connection.since).slice(0, 5), time })
        : `${t("asOf", { time })} · ${t(connection.state === "live" ? "live" : "connecting")}`}
    </p>
  );
}

/** The whole sentence, once, above what may be old. */
export function LostNotice({ at }: { at: string }) {
  const t = useTranslations("ui.fresh");
  const connection = useConnection();
  return (
    <div role="status" className={classes.place}>
      {connection.state === "lost" ? (
        <p className={classes.notice}>
          {t("lostSentence", { since: formatInstant(connection.since), time: formatInstant(new Date(at)) })}
        </p>
      ) : null}
    </div>
  );
}
