"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { meetingRoleWords, meetingStateWords } from "@/lib/meetings/labels";
import type { MeetingView } from "@/lib/meetings/model";
import { formatInstant, say } from "@/lib/words";
import dossier from "../dossiers/dossier.module.css";
import { PageHead } from "../shell/page-head";
import { shownOf } from "../ui/answer";
import { Freshness, LostNotice } from "../ui/freshness";
import { lazily } from "../ui/lazily";
import { Panel } from "../ui/panel";
import { FailedState } from "../ui/states";
import { MeetingActs } from "./acts";
import { Agenda } from "./agenda";
import classes from "./meetings.module.css";
import { meetingQuery } from "./meetings-query";
import { Openings } from "./openings";
import { Outcome } from "./standing";
import { useWhen } from "./time-words";

const MeetingForm = lazily(() => import("./meeting-form").then((m) => m.MeetingForm));

/** One meeting: its agenda and papers first, then who comes, what was concluded, and (for organisers) who opened what. Live. */
export function MeetingScreen({ id, today }: { id: number; today: string }) {
  const t = useTranslations("meetings");
  const locale = useLocale();
  const client = useQueryClient();
  const answer = useQuery<MeetingView>(meetingQuery(id));
  const { data, refusal, isUnread } = shownOf(answer);
  const [isChanging, setChanging] = useState(false);
  const [said, setSaid] = useState("");
  const at = new Date(answer.dataUpdatedAt).toISOString();
  if (!data) return refusal ? <FailedState error={refusal} onRetry={() => void answer.refetch()} /> : null;
  const done = async (text: string) => {
    await client.invalidateQueries({ queryKey: ["documents"] });
    setSaid(text);
  };
  return (
    <>
      <PageHead
        above={
          <Link href={data.state === "DRAFT" ? "/meetings?part=drafts" : "/meetings"} className={dossier.back} prefetch={false}>
            ← {t("back")}
          </Link>
        }
        title={data.title}
        filters={<span className={dossier.state}>{say(locale, meetingStateWords[data.state])}</span>}
        stamp={<Freshness age={{ at, changedAt: null, slowFrom: null, pastDay: null, isUnread }} />}
      />
      <LostNotice at={at} isUnread={isUnread} />
      <p role="status" className={dossier.said}>
        {said}
      </p>
      {isChanging ? (
        <Panel title={t("editTitle")}>
          <MeetingForm
            meeting={data}
            units={[{ id: data.unitId, name: data.unitName }]}
            today={today}
            onCancel={() => setChanging(false)}
            onKept={async () => {
              await done("");
              setChanging(false);
            }}
          />
        </Panel>
      ) : (
        <div className={classes.page}>
          <div className={classes.main}>
            <Agenda meeting={data} onDone={done} />
            {data.openings ? <Openings meeting={data} openings={data.openings} /> : null}
          </div>
          <div className={classes.main}>
            <MeetingActs meeting={data} onChange={() => setChanging(true)} onDone={done} />
            <Facts meeting={data} />
            <Participants meeting={data} />
            {data.state === "HELD" ? <Conclusion meeting={data} /> : null}
          </div>
        </div>
      )}
    </>
  );
}

function Facts({ meeting }: { meeting: MeetingView }) {
  const t = useTranslations("meetings");
  const when = useWhen();
  const { convened, held, cancelled, outcome } = meeting;
  const named = (one: { at: string; byName: string }) => ({ name: one.byName, at: formatInstant(new Date(one.at)) });
  const story = [
    convened && t("convenedBy", named(convened)),
    held && t("heldBy", named(held)),
    cancelled && t("cancelledBy", { ...named(cancelled), reason: cancelled.reason }),
  ].filter(Boolean);
  return (
    <Panel title={t("facts")}>
      <dl className={dossier.list}>
        <dt>{t("time")}</dt>
        <dd>{when(meeting)}</dd>
        <dt>{t("place")}</dt>
        <dd>{meeting.place}</dd>
        <dt>{t("unit")}</dt>
        <dd>{meeting.unitName}</dd>
      </dl>
      {outcome ? (
        <p className={classes.after}>
          <Outcome outcome={outcome} />
        </p>
      ) : null}
      {story.map((line) => (
        <p key={line} className={classes.minor}>
          {line}
        </p>
      ))}
    </Panel>
  );
}

function Participants({ meeting }: { meeting: MeetingView }) {
  const t = useTranslations("meetings");
  const locale = useLocale();
  return (
    <Panel title={t("participants")}>
      <ul className={classes.people}>
        {meeting.participants.map((one) => (
          <li key={one.id}>
            <strong>{one.name}</strong>
            {one.isMe ? <span className={classes.state}>{t("you")}</span> : null}
            <span className={classes.minor}>
              {[
                one.role === "CHAIR" ? say(locale, meetingRoleWords.CHAIR) : null,
                one.userId === null ? t("unitSends") : one.unitName,
              ]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Conclusion({ meeting: { conclusion } }: { meeting: MeetingView }) {
  const t = useTranslations("meetings");
  return (
    <Panel title={t("conclusion")}>
      {conclusion ? (
        <>
          <p className={classes.text}>{conclusion.text}</p>
          <p className={classes.minor}>
            {t("conclusionBy", { name: conclusion.byName, at: formatInstant(new Date(conclusion.at)) })}
          </p>
        </>
      ) : (
        <p className={classes.minor}>{t("conclusionNone")}</p>
      )}
    </Panel>
  );
}
