"use client";
import { Progress } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "use-intl";
import { Panel } from "@/components/ui/panel";
import table from "@/components/ui/table.module.css";
import type { RedatingView } from "@/lib/dossiers/model";
import { formatInstant, formatNumber } from "@/lib/words";
import classes from "./admin.module.css";
import { redatingsQuery } from "./calendar-query";

/** The latest changes of the calendar and what they moved; one that still runs tells how far it is. */
export function Redatings({ initial }: { initial: readonly RedatingView[] }) {
  const t = useTranslations("admin.calendar");
  const locale = useLocale();
  const { data } = useQuery({ ...redatingsQuery(), initialData: { changes: [...initial] } });
  return (
    <Panel title={t("changes")}>
      {data.changes.length === 0 ? <p className={table.quiet}>{t("noChanges")}</p> : null}
      <ul className={classes.changes} aria-live="polite">
        {data.changes.map((change) => {
          const running = {
            seen: formatNumber(locale, change.seen),
            expected: formatNumber(locale, change.expected),
          };
          return (
            <li key={change.id} data-status={change.status}>
              <p>{change.note}</p>
              <p className={table.quiet}>{t("changeBy", { name: change.byName, at: formatInstant(new Date(change.at)) })}</p>
              {change.status === "RUNNING" ? (
                <>
                  <Progress
                    value={change.expected === 0 ? 100 : Math.round((change.seen / change.expected) * 100)}
                    animated
                    aria-label={t("changeRunning", running)}
                  />
                  <p>{t("changeRunning", running)}</p>
                </>
              ) : (
                <p>
                  <strong>{t("changeDone", { count: change.moved })}</strong>
                  {change.uncounted > 0 ? ` · ${t("uncounted", { count: change.uncounted })}` : null}
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
