"use client";
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "use-intl";
import { taskRoleWords, workActWords } from "@/lib/documents/labels";
import type { DocumentWorkView, WorkEventView } from "@/lib/documents/model";
import { formatDay, formatInstant, say } from "@/lib/words";
import classes from "../dossiers/timeline.module.css";
import { Panel } from "../ui/panel";
import { documentWorkQuery } from "./work-query";

/** What was done about a document; nothing before anything was. */
export function WorkStoryPanel({ id }: { id: number }) {
  const t = useTranslations("documentWork.panel");
  const { data } = useQuery<DocumentWorkView>(documentWorkQuery(id));
  if (!data || data.events.length === 0) return null;
  return (
    <Panel title={t("story")}>
      <WorkStory events={data.events} />
    </Panel>
  );
}

/** The latest first. */
function WorkStory({ events }: { events: readonly WorkEventView[] }) {
  const t = useTranslations("documentWork");
  const p = useTranslations("documentWork.panel");
  const locale = useLocale();
  return (
    <ol className={classes.timeline}>
      {events.toReversed().map((event) => (
        <li key={event.id}>
          <time dateTime={event.at} className={classes.time}>
            {formatInstant(new Date(event.at))}
          </time>
          <div>
            <p>
              <strong>{say(locale, workActWords[event.act])}</strong> {event.byName}
            </p>
            {event.addressee && event.role ? (
              <p className={classes.minor}>
                {p("toWhom", { role: say(locale, taskRoleWords[event.role]), name: event.addressee })}
                {event.dueOn ? ` · ${p("until", { day: formatDay(event.dueOn) })}` : ""}
                {event.onInstructionOf ? ` · ${t("onInstruction", { name: event.onInstructionOf })}` : ""}
              </p>
            ) : null}
            {event.text ? <p className={classes.note}>{event.text}</p> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
