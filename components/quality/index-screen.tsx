"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import type { Day } from "@/lib/calendar/model";
import { indexWords } from "@/lib/quality/labels";
import { type IndexAnswer, indexKinds, type ListedMeasure } from "@/lib/quality/model";
import { formatDay, formatInstant, formatMonth, formatNumber, say } from "@/lib/words";
import { Sparkline } from "../charts/sparkline";
import { queryOf } from "../overview/links";
import { useAddress } from "../shell/address";
import { useNewDay } from "../shell/new-day";
import { PageHead } from "../shell/page-head";
import { type UnitChoice, UnitFilter } from "../shell/unit-filter";
import { shownOf } from "../ui/answer";
import { Export } from "../ui/export";
import { LostNotice } from "../ui/freshness";
import { useConnection } from "../ui/live";
import { Panel } from "../ui/panel";
import { Pick } from "../ui/pick";
import { EmptyState, FailedState, LoadingState } from "../ui/states";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import { type IndexQuestion, indexQuery } from "./index-query";
import { partsSheet, unitsSheet } from "./index-sheet";
import { IndexTable } from "./index-table";
import { LostPanel } from "./lost-panel";
import classes from "./quality.module.css";
import { UnitsTable } from "./units-table";

type Props = {
  question: IndexQuestion;
  measure: ListedMeasure | null;
  months: readonly string[];
  today: Day;
  units: readonly UnitChoice[];
  whole: string;
  canList: boolean;
};

/** How well citizens are served: an index of a month, who stands where, why points were lost, and the dossiers behind them. */
export function IndexScreen({ question, measure, months, today, units, whole, canList }: Props) {
  const t = useTranslations("quality.index");
  const locale = useLocale();
  const connection = useConnection();
  const { go, isGoing } = useAddress();
  useNewDay(today);
  const answer = useQuery<IndexAnswer>(indexQuery(question));
  const { data: told, refusal, isUnread } = shownOf(answer);
  const about = (of: IndexAnswer) => ({
    locale,
    told: of,
    whose: units.find((u) => u.id === question.unitId)?.name ?? whole,
    names: {
      part: t("part"),
      points: t("total"),
      max: t("max"),
      top: t("top"),
      bottom: t("bottom"),
      why: t("why"),
      unit: t("unit"),
      counted: t("counted"),
      received: t("received"),
      closedUnits: t("closedUnits"),
    },
  });
  return (
    <>
      <PageHead
        title={t("title")}
        filters={
          <>
            <Pick
              label={t("kind")}
              value={question.kind}
              options={indexKinds.map((kind) => ({ value: kind, label: say(locale, indexWords[kind].short) }))}
              onPick={(kind) => go({ kind, measure: null })}
            />
            <Pick
              label={t("month")}
              value={question.month}
              options={months.map((month) => ({ value: month, label: formatMonth(month) }))}
              onPick={(month) => go({ month, measure: null, earlier: null })}
            />
            <UnitFilter units={units} whole={whole} unitId={question.unitId ?? null} />
          </>
        }
        stamp={told ? <Stamp told={told} /> : null}
      />
      {refusal ? <FailedState error={refusal} onRetry={() => void answer.refetch()} /> : null}
      {told ? <LostNotice at={told.at} isUnread={isUnread} /> : null}
      {told ? (
        <div
          className={`${classes.page} ${classes.index}`}
          data-stale={connection.state === "lost" || isUnread || undefined}
          aria-busy={isGoing}
        >
          {told.computedAt === null ? (
            <EmptyState title={t("uncounted")}>
              <p>{t("uncountedText")}</p>
            </EmptyState>
          ) : (
            <>
              <Reopened told={told} question={question} />
              <Sum told={told} question={question} />
              <Panel
                title={t("parts")}
                className={classes.whole}
                actions={<Export table={() => partsSheet({ ...about(told), title: t("parts") })} />}
              >
                <IndexTable {...{ told, question, canList }} />
              </Panel>
              {measure && canList ? (
                <LostPanel key={measure} {...{ question, measure }} isClosed={told.closedAt !== null} />
              ) : null}
              <Panel
                title={t("units")}
                note={t("unitsNote")}
                className={classes.whole}
                actions={<Export table={() => unitsSheet({ ...about(told), title: t("units") })} />}
              >
                <UnitsTable {...{ told, question }} />
              </Panel>
            </>
          )}
        </div>
      ) : refusal ? null : (
        <LoadingState height="24rem" />
      )}
    </>
  );
}

/** As of when: an open month is counted again, a closed one stands. */
function Stamp({ told }: { told: IndexAnswer }) {
  const t = useTranslations("quality.index");
  const { computedAt, closedAt, closesOn } = told;
  if (computedAt === null) return null;
  return (
    <p className={classes.quiet}>
      {closedAt
        ? t("closed", { time: formatInstant(new Date(closedAt)) })
        : t("open", { time: formatInstant(new Date(computedAt)), day: formatDay(closesOn) })}
    </p>
  );
}

/** That the month was opened again after it was closed, why, and the way to what stood until then. */
function Reopened({ told, question }: { told: IndexAnswer; question: IndexQuestion }) {
  const t = useTranslations("quality.index");
  const { earlier, ...current } = question;
  const hrefOf = (more: { earlier?: number }) => `/quality?${queryOf({ ...current, ...more })}`;
  if (told.reopenings.length === 0) return null;
  return (
    <Panel title={t("reopenings")} className={classes.whole}>
      {told.reopenings.map(({ id, closedAt, reopenedAt, reopenedBy, reason }) => (
        <p key={id} data-shown={id === earlier || undefined}>
          {t("reopened", {
            closedAt: formatInstant(new Date(closedAt)),
            reopenedAt: formatInstant(new Date(reopenedAt)),
            name: reopenedBy,
            reason,
          })}{" "}
          {id === earlier ? (
            <strong>{t("shownEarlier")}</strong>
          ) : (
            <Link href={hrefOf({ earlier: id })} prefetch={false}>
              {t("showEarlier")}
            </Link>
          )}
        </p>
      ))}
      {earlier === undefined ? null : (
        <p>
          <Link href={hrefOf({})} prefetch={false}>
            {t("showNow")}
          </Link>
        </p>
      )}
    </Panel>
  );
}

function Sum({ told, question }: { told: IndexAnswer; question: IndexQuestion }) {
  const t = useTranslations("quality.index");
  const locale = useLocale();
  const { total, band, definition, trend } = told;
  const points = (value: number) => formatNumber(locale, value, definition.decimals);
  const most = (value: number) => formatNumber(locale, value);
  return (
    <>
      <Panel title={say(locale, indexWords[told.kind].name)} note={definition.source}>
        <p className={classes.sum}>
          <strong>{points(total.points)}</strong>
          <span>{t("of", { max: most(total.counted) })}</span>
        </p>
        <p className={classes.band}>
          {band ? t("band", { band: say(locale, band) }) : t("noBand", { points: most(total.max - total.counted) })}
        </p>
        <p className={classes.quiet}>
          {t("definition", { day: formatDay(definition.validFrom) })} {definition.isUnverified ? t("unverified") : null}
          {told.isDemo ? ` ${t("demo")}` : null}
        </p>
      </Panel>
      <Panel title={t("trend")} note={t("trendNote")}>
        <Sparkline
          className={classes.spark}
          values={trend.map((m) => m.total?.points ?? null)}
          label={t("trendLabel", {
            course: trend.flatMap((m) => (m.total ? [`${formatMonth(m.month)}: ${points(m.total.points)}`] : [])).join("; "),
          })}
        />
        <TableFrame title={t("trend")}>
          <table className={table.table}>
            <caption className={table.hidden}>{t("trend")}</caption>
            <thead>
              <tr>
                {trend.map((m) => (
                  <th key={m.month} scope="col" className={table.number}>
                    {m.total ? (
                      <Link
                        href={`/quality?${queryOf({ ...question, month: m.month, earlier: null })}`}
                        prefetch={false}
                        aria-current={m.month === question.month ? "true" : undefined}
                      >
                        {formatMonth(m.month)}
                      </Link>
                    ) : (
                      formatMonth(m.month)
                    )}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr>
                {trend.map((m) => (
                  <td key={m.month} className={table.number}>
                    {m.total ? (
                      <>
                        {points(m.total.points)}
                        <span className={classes.under}>/{most(m.total.counted)}</span>
                      </>
                    ) : (
                      <span className={table.quiet}>–</span>
                    )}
                  </td>
                ))}
              </tr>
            </tbody>
          </table>
        </TableFrame>
      </Panel>
    </>
  );
}
