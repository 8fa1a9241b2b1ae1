"use client";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { IndicatorCode, Overview } from "@/lib/indicators/model";
import { KnownLine } from "../overview/known-line";
import type { Question } from "../overview/links";
import { overviewQuery } from "../overview/overview-query";
import { type FilterState, Filters } from "../shell/filters";
import { useNewDay } from "../shell/new-day";
import { PageHead } from "../shell/page-head";
import { shownOf } from "../ui/answer";
import { type Age, DataOf, Freshness, LostNotice } from "../ui/freshness";
import { useConnection } from "../ui/live";
import { FailedState } from "../ui/states";
import { AgesPanel } from "./ages-panel";
import classes from "./board.module.css";
import type { DrillKey } from "./board-query";
import { Drill } from "./drill";
import { Heat } from "./heat";
import { TrendPanel } from "./trend-panel";

export type BoardProps = {
  question: Question;
  filter: FilterState;
  indicator: IndicatorCode;
  by: DrillKey;
  heatBy: "sector" | "procedure";
  path: readonly { name: string; href: string }[];
  canList: boolean;
  /** What stands beside a unit's own dossiers. */
  beside?: ReactNode;
};

/** What lies behind the overview's numbers: their course, who and what they are made of, where it clots, how old the rest is. */
export function BoardScreen({ question, filter, indicator, by, heatBy, path, canList, beside }: BoardProps) {
  const t = useTranslations("board");
  const connection = useConnection();
  useNewDay(filter.today);
  const isToday = filter.asOf >= filter.today;
  const answer = useQuery<Overview>(overviewQuery(question));
  const { data: overview, refusal, isUnread } = shownOf(answer);
  const age: Age | null = overview
    ? {
        at: overview.at,
        changedAt: overview.changedAt,
        slowFrom: overview.slowFrom,
        pastDay: isToday ? null : filter.asOf,
        isUnread,
      }
    : null;
  const page = (
    <div className={classes.page} data-stale={connection.state === "lost" || isUnread || undefined}>
      {overview ? <TrendPanel overview={overview} question={question} filter={filter} /> : null}
      {overview ? <AgesPanel overview={overview} {...{ question, filter, canList }} /> : null}
      {beside ? <div className={classes.beside}>{beside}</div> : null}
      <Drill {...{ question, filter, indicator, by, path, canList }} />
      <Heat question={question} filter={filter} by={heatBy} />
    </div>
  );
  return (
    <>
      <PageHead title={t("title")} filters={<Filters {...filter} />} stamp={age ? <Freshness age={age} /> : null} />
      <KnownLine question={question} today={filter.today} />
      {refusal ? <FailedState error={refusal} onRetry={() => void answer.refetch()} /> : null}
      {overview ? <LostNotice at={overview.at} isUnread={isUnread} /> : null}
      {age ? <DataOf age={age}>{page}</DataOf> : page}
    </>
  );
}
