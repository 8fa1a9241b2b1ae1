"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { Day } from "@/lib/calendar/model";
import type { DossierPage } from "@/lib/dossiers/model";
import { formatDay } from "@/lib/words";
import { queryOf } from "../overview/links";
import { useAddress } from "../shell/address";
import { PageHead } from "../shell/page-head";
import { PeriodPicker } from "../shell/period-picker";
import { type UnitChoice, UnitFilter } from "../shell/unit-filter";
import { shownOf } from "../ui/answer";
import { Freshness, LostNotice } from "../ui/freshness";
import { useConnection } from "../ui/live";
import { EmptyState, FailedState, LoadingState } from "../ui/states";
import classes from "./list.module.css";
import { ListFilters } from "./list-filters";
import { type ListFilter, listQuery } from "./list-query";
import { ListTable } from "./list-table";
import { Paging } from "./paging";
import { SavedViews } from "./saved-views";

const formatName = { xlsx: "Excel", csv: "CSV" } as const;

type Props = {
  filter: ListFilter;
  today: Day;
  units: readonly UnitChoice[];
  whole: string;
  sectorName: string | null;
  procedureName: string | null;
  canExport: boolean;
};

/** The dossiers behind a number, or whatever one looks for. Every filter stands in the address. */
export function ListScreen({ filter, today, units, whole, sectorName, procedureName, canExport }: Props) {
  const t = useTranslations("dossiers");
  const { go, isGoing } = useAddress();
  const connection = useConnection();
  const answer = useQuery<DossierPage>({ ...listQuery(filter), placeholderData: keepPreviousData });
  const { data, refusal, isUnread } = shownOf(answer);
  const { from, to } = filter;
  const at = new Date(answer.dataUpdatedAt).toISOString();
  const pastDay = filter.asOf && filter.asOf < today ? filter.asOf : null;
  return (
    <>
      <PageHead
        title={t("title")}
        filters={
          <>
            {from && to ? (
              <PeriodPicker period={{ from, to }} asOf={filter.asOf ?? (to < today ? to : today)} today={today} />
            ) : null}
            <UnitFilter units={units} whole={whole} unitId={filter.unitId ?? null} />
          </>
        }
        stamp={
          <div className={classes.stamp}>
            {data ? <Freshness age={{ at, changedAt: null, slowFrom: null, pastDay, isUnread }} /> : null}
            <SavedViews />
          </div>
        }
      />
      <ListFilters filter={filter} sectorName={sectorName} procedureName={procedureName} />
      {data ? (
        <section
          className={classes.results}
          aria-busy={isGoing || answer.isPlaceholderData}
          data-stale={connection.state === "lost" || isUnread || undefined}
          aria-label={t("title")}
        >
          <LostNotice at={at} isUnread={isUnread} />
          <div className={classes.summary}>
            <p role="status">
              {data.total === null ? t("countSome") : t("count", { count: data.total })}
              <span className={classes.about}>
                {[
                  filter.set && t(`sets.${filter.set}`),
                  units.find((u) => u.id === filter.unitId)?.name,
                  from && to ? t("between", { from: formatDay(from), to: formatDay(to) }) : null,
                  filter.asOf ? t("asOf", { day: formatDay(filter.asOf) }) : null,
                ]
                  .filter(Boolean)
                  .map((part) => ` · ${part}`)
                  .join("")}
              </span>
            </p>
            <p className={classes.keys}>{t("keys")}</p>
            {canExport && data.rows.length > 0 ? (
              <p className={classes.exports}>
                {(["xlsx", "csv"] as const).map((format) => (
                  <a
                    key={format}
                    href={`/api/v1/dossiers/export.${format}?${queryOf({ ...filter, cursor: null })}`}
                    download
                    aria-label={t("exportLabel", { format: formatName[format] })}
                  >
                    {t("export", { format: formatName[format] })}
                  </a>
                ))}
              </p>
            ) : null}
          </div>
          {data.rows.length === 0 ? (
            <EmptyState title={t("empty")}>
              <p>{t("emptyText")}</p>
            </EmptyState>
          ) : (
            <ListTable rows={data.rows} set={filter.set} />
          )}
          <Paging nextCursor={data.nextCursor} cursor={filter.cursor} onGo={(cursor, back) => go({ cursor, back })} />
        </section>
      ) : refusal ? (
        <FailedState error={refusal} onRetry={() => void answer.refetch()} />
      ) : (
        <LoadingState height="32rem" />
      )}
    </>
  );
}
