"use client";
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "use-intl";
import type { ConfiguredReading, DefinitionView, SubsystemBoard } from "@/lib/indicators/model";
import type { SubsystemDetail } from "@/lib/subsystems/model";
import { formatDay, formatNumber, type Locale } from "@/lib/words";
import { Sparkline } from "../charts/sparkline";
import tiles from "../overview/tile.module.css";
import type { FilterState } from "../shell/filters";
import { useNewDay } from "../shell/new-day";
import { PageHead } from "../shell/page-head";
import { PeriodPicker } from "../shell/period-picker";
import { UnitFilter } from "../shell/unit-filter";
import { shownOf } from "../ui/answer";
import { type Age, DataOf, FreshMark, Freshness, LostNotice } from "../ui/freshness";
import { Panel } from "../ui/panel";
import { EmptyState, FailedState, LoadingState } from "../ui/states";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import { VerdictBadge, VerdictShape } from "../ui/verdict";
import classes from "./subsystems.module.css";
import { type BoardQuestion, subsystemBoardQuery } from "./subsystems-query";

type Props = {
  subsystem: SubsystemDetail;
  definitions: readonly DefinitionView[];
  question: BoardQuestion;
  filter: Omit<FilterState, "knownOn" | "knownSince" | "isDemo">;
};

/** The indicators of a subsystem, as the city defined them: each beside its target and its past, by unit, and how it is counted. */
export function SubsystemBoardScreen({ subsystem, definitions, question, filter }: Props) {
  const locale = useLocale();
  useNewDay(filter.today);
  const answer = useQuery<SubsystemBoard>(subsystemBoardQuery(subsystem.id, question));
  const { data, refusal, isUnread } = shownOf(answer);
  const title = locale === "vi" ? subsystem.nameVi : subsystem.nameEn;
  const age = (board: SubsystemBoard): Age => ({
    ...{ at: board.at, changedAt: subsystem.lastAt, slowFrom: subsystem.staleFrom, isUnread },
    pastDay: filter.asOf >= filter.today ? null : filter.asOf,
  });
  return (
    <>
      <PageHead
        title={title}
        filters={
          <>
            <PeriodPicker period={filter.period} asOf={filter.asOf} today={filter.today} />
            <UnitFilter units={filter.units} whole={filter.whole} unitId={filter.unitId} />
          </>
        }
        stamp={data ? <Freshness age={age(data)} /> : null}
      />
      {data ? (
        <DataOf age={age(data)}>
          <LostNotice at={data.at} isUnread={isUnread} />
          <Answered board={data} {...{ subsystem, definitions }} />
        </DataOf>
      ) : refusal ? (
        <Panel title={title}>
          <FailedState error={refusal} onRetry={() => void answer.refetch()} />
        </Panel>
      ) : (
        <LoadingState height="24rem" />
      )}
    </>
  );
}

const nameIn = (locale: Locale, { nameVi, nameEn }: { nameVi: string; nameEn: string }) => (locale === "vi" ? nameVi : nameEn);

function Answered({ board, subsystem, definitions }: Pick<Props, "subsystem" | "definitions"> & { board: SubsystemBoard }) {
  const t = useTranslations("subsystems.board");
  const words = useTranslations("subsystems");
  const locale = useLocale();
  const { readings, units } = board;
  if (readings.length === 0)
    return (
      <Panel title={nameIn(locale, subsystem)}>
        <EmptyState title={t("none")}>
          <p>{t("noneText")}</p>
        </EmptyState>
      </Panel>
    );
  const held = units.filter(({ values }) => values.some(({ value }) => value !== null));
  const on = board.asOf < board.period.to ? board.asOf : board.period.to;
  return (
    <div className={classes.page}>
      <section aria-label={nameIn(locale, subsystem)} className={tiles.tiles}>
        {readings.map((reading) => (
          <Tile key={reading.code} reading={reading} />
        ))}
      </section>
      <p className={classes.quiet}>{words("source", { source: subsystem.source })}</p>
      {held.length > 0 ? (
        <Panel title={t("byUnit")} note={t("byUnitNote")}>
          <TableFrame title={t("byUnit")}>
            <table className={`${table.table} ${table.held}`}>
              <caption className={table.hidden}>{t("byUnit")}</caption>
              <thead>
                <tr>
                  <th scope="col">{t("unit")}</th>
                  {readings.map((one) => (
                    <th key={one.code} scope="col" className={table.number}>
                      {nameIn(locale, one)} <span className={classes.measure}>({one.unitOfMeasure})</span>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {held.map(({ unitId, name, values }) => (
                  <tr key={unitId}>
                    <th scope="row">{name}</th>
                    {values.map(({ value, verdict }, i) => (
                      <td key={readings[i]?.code} className={table.number}>
                        {value === null ? null : (
                          <>
                            {verdict === "no-data" ? null : <VerdictShape verdict={verdict} />}{" "}
                            {formatNumber(locale, value, readings[i]?.decimals ?? 0)}
                          </>
                        )}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </TableFrame>
        </Panel>
      ) : null}
      <Panel title={t("how")} note={t("howNote")}>
        <dl className={classes.how}>
          {readings.map(({ code }) => {
            const one = definitions.find((d) => d.code === code && d.validFrom <= on && (!d.validUntil || on <= d.validUntil));
            return one ? (
              <div key={code}>
                <dt>{nameIn(locale, one)}</dt>
                <dd>
                  {locale === "vi" ? one.definitionVi : one.definitionEn}{" "}
                  <span className={classes.quiet}>
                    {[one.law, t("since", { day: formatDay(one.validFrom) })].filter(Boolean).join(" · ")}
                  </span>
                </dd>
              </div>
            ) : null;
          })}
        </dl>
      </Panel>
    </div>
  );
}

function Tile({ reading }: { reading: ConfiguredReading }) {
  const t = useTranslations("subsystems.board");
  const locale = useLocale();
  const { value, previous, target, verdict, decimals, unitOfMeasure, direction, trail, lastOn } = reading;
  const shown = (n: number) => formatNumber(locale, n, decimals);
  const known = trail.flatMap((p) => (p.value === null ? [] : [p.value]));
  return (
    <article className={tiles.tile} data-verdict={target ? verdict : undefined} data-indicator={reading.code}>
      <div className={tiles.head}>
        <h2 className={tiles.name}>{nameIn(locale, reading)}</h2>
      </div>
      <p className={tiles.value} data-figure>
        <span>{value === null ? "–" : shown(value)}</span>
        {target && value !== null ? <VerdictBadge verdict={verdict} /> : null}
      </p>
      <p className={tiles.of}>{value === null ? t("unknown") : unitOfMeasure}</p>
      <dl className={tiles.facts}>
        <div data-none={!target || undefined}>
          <dt>{t("target")}</dt>
          <dd>{target ? t(direction === "less" ? "atMost" : "atLeast", { value: shown(target.aim) }) : t("noTarget")}</dd>
        </div>
        <div>
          <dt>{t("previous")}</dt>
          <dd>{previous === null ? t("noPrevious") : shown(previous)}</dd>
        </div>
      </dl>
      <Sparkline
        className={tiles.spark}
        values={trail.map((p) => p.value)}
        label={t("trail", {
          low: known.length ? shown(Math.min(...known)) : "–",
          high: known.length ? shown(Math.max(...known)) : "–",
          now: value === null ? "–" : shown(value),
        })}
      />
      <p className={tiles.fresh}>
        {lastOn ? <span className={classes.quiet}>{t("upTo", { day: formatDay(lastOn) })}</span> : null} <FreshMark />
      </p>
    </article>
  );
}
