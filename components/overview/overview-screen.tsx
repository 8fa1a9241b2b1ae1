"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import type { IndicatorCode, Overview } from "@/lib/indicators/model";
import { formatDay, formatNumber, formatShare } from "@/lib/words";
import { AgesPanel } from "../board/ages-panel";
import { asPercent, useSheet } from "../board/sheet";
import { rateAxis } from "../charts/axis";
import { Trend } from "../charts/trend";
import { TrendTable, useTrendColumns } from "../charts/trend-table";
import { MapPanel } from "../map/map-panel";
import type { Shape } from "../map/wards";
import { type FilterState, Filters } from "../shell/filters";
import { useNewDay } from "../shell/new-day";
import { PageHead } from "../shell/page-head";
import { usePeriodName } from "../shell/period-words";
import { readAgain, shownOf } from "../ui/answer";
import { Export } from "../ui/export";
import { type Age, DataOf, Freshness, LostNotice } from "../ui/freshness";
import { useConnection } from "../ui/live";
import { Panel } from "../ui/panel";
import { Bone, EmptyState, FailedState, LoadingState } from "../ui/states";
import { Attention } from "./attention";
import { KnownLine } from "./known-line";
import { drillLink, type Question } from "./links";
import { CamerasOverview, DocumentsOverview } from "./other-figures";
import classes from "./overview.module.css";
import { overviewQuery } from "./overview-query";
import { Ranking, rankUnits } from "./ranking";
import { SmallTile, Tile } from "./tile";
import tiles from "./tile.module.css";

/** The five answers of the first ten seconds; what else the overview knows stands below them, smaller. */
const firstCodes = [
  "on-time-rate",
  "overdue-now",
  "due-soon",
  "received",
  "online-rate",
] as const satisfies readonly IndicatorCode[];
/** An event may be missed between two of our own connections; asking again now and then bounds how long. */
const safetyMs = 300_000;

/** The leader's page: five answers, what to do, then where and who. Stays live by the dossiers' topic. */
export function OverviewScreen({
  question,
  filter,
  city,
  shapes,
  isIllustrative,
  canImport,
  canList,
}: {
  question: Question;
  filter: FilterState;
  city: string;
  shapes: readonly Shape[];
  isIllustrative: boolean;
  canImport: boolean;
  canList: boolean;
}) {
  const t = useTranslations("overview");
  useNewDay(filter.today);
  const isToday = filter.asOf >= filter.today;
  const answer = useQuery<Overview>({
    ...overviewQuery(question),
    refetchInterval: (query) => readAgain(query) || (isToday && safetyMs),
  });
  const { data, refusal, isUnread } = shownOf(answer);
  return (
    <>
      <PageHead
        title={t("title")}
        filters={<Filters {...filter} />}
        stamp={data ? <Freshness age={ageOf(data, isToday ? null : filter.asOf, isUnread)} /> : null}
      />
      <KnownLine question={question} today={filter.today} />
      {data ? (
        <DataOf age={ageOf(data, isToday ? null : filter.asOf, isUnread)}>
          <Answered
            overview={data}
            {...{ question, filter, city, shapes, isIllustrative, canImport, canList, isToday, isUnread }}
          />
        </DataOf>
      ) : refusal ? (
        <Panel title={t("title")}>
          <FailedState error={refusal} onRetry={() => void answer.refetch()} />
        </Panel>
      ) : (
        <Unanswered />
      )}
    </>
  );
}

/** The shape of the page while its figures are read. */
function Unanswered() {
  const t = useTranslations("overview");
  return (
    <div className={classes.page}>
      <div className={`${tiles.tiles} ${classes.tiles}`}>
        {firstCodes.map((code) => (
          <Bone key={code} height="11rem" />
        ))}
      </div>
      <Panel className={classes.attention} title={t("attention.title")}>
        <LoadingState height="16rem" />
      </Panel>
      <Panel className={classes.trend} title={t("trend.title")}>
        <Bone height="16rem" />
      </Panel>
      <Panel className={classes.units} title={t("ranking.title")}>
        <Bone height="20rem" />
      </Panel>
    </div>
  );
}

const ageOf = ({ at, changedAt, slowFrom }: Overview, pastDay: string | null, isUnread: boolean): Age => ({
  at,
  changedAt,
  slowFrom,
  pastDay,
  isUnread,
});

type AnsweredProps = Parameters<typeof OverviewScreen>[0] & { overview: Overview; isToday: boolean; isUnread: boolean };

function Answered(props: AnsweredProps) {
  const { overview, question, filter, city, shapes, isIllustrative, canImport, canList, isToday, isUnread } = props;
  const t = useTranslations("overview");
  const locale = useLocale();
  const connection = useConnection();
  const name = usePeriodName();
  const sheet = useSheet(filter);
  const trendColumns = useTrendColumns();
  const isEmpty = overview.headline.every((r) => r.top === 0 && !r.bottom) && overview.ages.every((a) => a.count === 0);
  // Nothing in the days that run now, anywhere: nobody has begun. Elsewhere it only means an empty stretch.
  const isFirst = isToday && !question.unitId;
  if (isEmpty)
    return (
      <Panel title={t("title")}>
        <EmptyState
          title={t(isFirst ? "empty.title" : "empty.titlePeriod")}
          action={
            canImport && isFirst ? (
              <Link href="/imports" className={classes.action}>
                {t("empty.importAction")}
              </Link>
            ) : null
          }
        >
          <p>{t(isFirst ? "empty.text" : "empty.otherPeriod")}</p>
        </EmptyState>
      </Panel>
    );
  const target = overview.headline.find((r) => r.code === "on-time-rate")?.target?.aim ?? null;
  const axis = rateAxis([...overview.trend.map((p) => p.onTimeRate), target]);
  const shortNames = new Map(filter.units.map((u) => [u.id, u.name]));
  const ranked = rankUnits(overview.units, "overdue");
  const headline = firstCodes.flatMap((code) => overview.headline.filter((r) => r.code === code));
  const others = overview.headline.filter((r) => !headline.includes(r));
  // The last stretch of a period that is not over by its own end.
  const last = overview.trend.at(-1);
  const isRunning = isToday && last !== undefined && last.to >= filter.today && filter.period.to >= filter.today;
  const bucket = (b: Overview["ages"][number]["bucket"]) => overview.ages.find((a) => a.bucket === b)?.count ?? 0;
  const besideOf = (code: IndicatorCode) => {
    const told = (key: "overdue" | "dueSoon" | "received", count: number) =>
      t(`beside.${key}`, { count: formatNumber(locale, count) });
    if (code === "overdue-now" && overview.ages.length) return told("overdue", bucket("late-over-5"));
    if (code === "due-soon" && overview.ages.length) return told("dueSoon", bucket("today"));
    if (code === "received") return told("received", overview.headline.find((r) => r.code === "resolved")?.top ?? 0);
    return null;
  };
  const trendFile = () =>
    sheet(
      t("trend.title"),
      overview.at,
      [trendColumns[0], `${trendColumns[1]} (%)`, ...trendColumns.slice(2)],
      overview.trend.map((p) => [name(p), asPercent(p.onTimeRate), p.onTime, p.resolved, p.late, p.received]),
    );
  const unitsFile = () =>
    sheet(
      t("ranking.title"),
      overview.at,
      [
        t("ranking.unit"),
        t("ranking.head"),
        t("ranking.overdue"),
        t("ranking.late"),
        `${t("ranking.rate")} (%)`,
        "n",
        "N",
        t("ranking.received"),
      ],
      ranked.map(({ unit, rate, received, late, overdue }) => [
        unit.name,
        [unit.headName, unit.headTitle].filter(Boolean).join(", ") || null,
        overdue,
        late,
        asPercent(rate?.value ?? null),
        rate?.top ?? null,
        rate?.bottom ?? null,
        received,
      ]),
    );
  const matters = overview.attention.filter((m) => m.kind !== "all-clear").length;
  return (
    <div className={classes.page} data-wall data-stale={connection.state === "lost" || isUnread || undefined}>
      <LostNotice at={overview.at} isUnread={isUnread} />
      <section aria-label={t("tiles")} className={`${tiles.tiles} ${classes.tiles}`}>
        {headline.map((reading) => (
          <Tile
            key={reading.code}
            reading={reading}
            href={drillLink(question, reading.code)}
            beside={besideOf(reading.code)}
            {...{ question, canList }}
          />
        ))}
      </section>
      <Panel
        className={classes.attention}
        title={isToday ? t("attention.title") : t("attention.titlePast", { day: formatDay(overview.asOf) })}
        note={matters ? t("attention.count", { count: matters }) : null}
      >
        <Attention matters={overview.attention} {...{ question, shortNames, canList }} />
      </Panel>
      <Panel
        className={classes.trend}
        title={t("trend.title")}
        note={target === null ? t("trend.note") : t("trend.noteTarget", { target: formatShare(locale, target) })}
        actions={<Export table={trendFile} />}
      >
        <Trend
          points={overview.trend}
          target={target}
          isRunning={isRunning}
          hrefOf={(p) => drillLink({ ...question, from: p.from, to: p.to }, "on-time-rate")}
        />
        <p className={classes.foot}>
          {axis.isCut ? t("trend.axisFrom", { value: formatShare(locale, axis.from) }) : ""}
          {isRunning ? ` ${t("trend.runningNote")}` : ""}
        </p>
        <TrendTable points={overview.trend} />
      </Panel>
      <ul aria-label={t("more")} className={`${tiles.strip} ${classes.strip}`}>
        {others.map((reading) => (
          <SmallTile key={reading.code} reading={reading} href={drillLink(question, reading.code)} {...{ question, canList }} />
        ))}
      </ul>
      <DocumentsOverview className={classes.strip} question={question} />
      <CamerasOverview className={classes.strip} question={question} />
      <Panel
        className={classes.units}
        title={t("ranking.title")}
        note={t("ranking.note", { late: ranked.filter((u) => u.overdue > 0).length, all: ranked.length })}
        actions={<Export table={unitsFile} />}
      >
        <Ranking units={overview.units} targets={overview.targets} {...{ question, shortNames, canList }} />
      </Panel>
      <div className={classes.side}>
        <AgesPanel className={classes.ages} {...{ overview, question, filter, canList }} />
        <MapPanel className={classes.map} {...{ overview, question, filter, city, shapes, isIllustrative, canList }} />
      </div>
    </div>
  );
}
