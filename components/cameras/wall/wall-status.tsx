import type { CSSProperties } from "react";
import { useTranslations } from "use-intl";
import { formatInstant } from "@/lib/words";
import { useConnection } from "../../ui/live";
import classes from "./wall.module.css";

type Props = {
  name: string;
  title: string | null;
  page: number;
  pages: number;
  /** 0: the pages are not rotated. */
  patrolSeconds: number;
  isTurning: boolean;
  live: number;
  count: number;
  isUnread: boolean;
  now: number;
  said: { words: string; undo?: () => void } | null;
};

/** The foot of the wall: what hangs there, how much of it is live, whether the server is reached, and the time. */
export function WallStatus({ name, title, page, pages, patrolSeconds, isTurning, live, count, isUnread, now, said }: Props) {
  const t = useTranslations("cameraWall");
  const connection = useConnection();
  const [clock] = formatInstant(new Date(now)).split(" ");
  return (
    <footer className={classes.foot}>
      {patrolSeconds > 0 ? (
        <span
          key={`${page} ${isTurning}`}
          className={classes.course}
          data-turning={isTurning || undefined}
          style={{ "--seconds": `${patrolSeconds}s` } as CSSProperties}
          aria-hidden="true"
        />
      ) : null}
      <p className={classes.what}>
        <strong>{title ?? name}</strong>
        {pages > 1 ? <span>{t("page", { page, count: pages })}</span> : null}
        {patrolSeconds > 0 && !isTurning ? <span className={classes.warn}>{t("paused")}</span> : null}
        <span>{t("live", { live, count })}</span>
      </p>
      <p role="status" className={classes.said}>
        {connection.state === "lost" ? (
          <span className={classes.warn}>{t("lost", { since: formatInstant(connection.since) })}</span>
        ) : isUnread ? (
          <span className={classes.warn}>{t("unread")}</span>
        ) : said ? (
          <>
            <span>{said.words}</span>
            {said.undo ? (
              <button type="button" className={classes.act} onClick={said.undo}>
                {t("undo")}
              </button>
            ) : null}
          </>
        ) : null}
      </p>
      <p className={classes.clock}>
        <time dateTime={new Date(now).toISOString()} suppressHydrationWarning>
          {clock}
        </time>
      </p>
    </footer>
  );
}
