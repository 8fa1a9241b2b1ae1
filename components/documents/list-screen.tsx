"use client";
import { Button } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "use-intl";
import type { Day } from "@/lib/calendar/model";
import { setWords } from "@/lib/documents/labels";
import type { DocumentPage, DocumentType } from "@/lib/documents/model";
import { formatDay, say } from "@/lib/words";
import list from "../dossiers/list.module.css";
import { Paging } from "../dossiers/paging";
import { queryOf } from "../overview/links";
import { useAddress } from "../shell/address";
import { PageHead } from "../shell/page-head";
import { type UnitChoice, UnitFilter } from "../shell/unit-filter";
import { shownOf } from "../ui/answer";
import { Freshness, LostNotice } from "../ui/freshness";
import { isBusy } from "../ui/is-busy";
import { useConnection } from "../ui/live";
import { EmptyState, FailedState, LoadingState } from "../ui/states";
import classes from "./documents.module.css";
import { ListFilters } from "./list-filters";
import { type ListFilter, listQuery } from "./list-query";
import { ListTable } from "./list-table";

const directions = ["INCOMING", "OUTGOING", "INTERNAL"] as const;
type Props = {
  filter: ListFilter;
  today: Day;
  units: readonly UnitChoice[];
  whole: string;
  types: readonly DocumentType[];
  canAdd: boolean;
  canKeep: boolean;
};

/** The registers of incoming, outgoing and internal documents, the latest first. Every filter stands in the address. */
export function ListScreen({ filter, today, units, whole, types, canAdd, canKeep }: Props) {
  const t = useTranslations("documents");
  const locale = useLocale();
  const { go, isGoing } = useAddress();
  const router = useRouter();
  const connection = useConnection();
  const answer = useQuery<DocumentPage>({ ...listQuery(filter), placeholderData: keepPreviousData });
  const { data, refusal, isUnread } = shownOf(answer);
  const isNarrowed = Object.entries(filter).some(
    ([name, value]) => value !== undefined && !["direction", "unitId"].includes(name),
  );
  const at = new Date(answer.dataUpdatedAt).toISOString();
  const add = `/documents/new?direction=${filter.direction ?? "INCOMING"}`;
  useHotkeys([["n", (event) => canAdd && !isBusy(event.target) && router.push(add)]]);
  return (
    <>
      <PageHead
        title={t("title")}
        filters={
          <>
            <nav className={classes.tabs} aria-label={t("tabs.label")}>
              {directions.map((direction) => (
                <Link
                  key={direction}
                  prefetch={false}
                  href={`/documents?${queryOf({ ...filter, direction, set: null, asOf: null, cursor: null })}`}
                  className={classes.tab}
                  aria-current={filter.direction === direction ? "page" : undefined}
                >
                  {t(`tabs.${direction}`)}
                </Link>
              ))}
            </nav>
            <UnitFilter units={units} whole={whole} unitId={filter.unitId ?? null} />
            {canKeep ? (
              <Button component={Link} variant="default" href="/documents/books" prefetch={false}>
                {t("books.link")}
              </Button>
            ) : null}
            {canAdd ? (
              <Button
                component={Link}
                href={add}
                prefetch={false}
                leftSection={<IconPlus size="1rem" aria-hidden />}
                aria-keyshortcuts="N"
              >
                {t("new")}
              </Button>
            ) : null}
          </>
        }
        stamp={data ? <Freshness age={{ at, changedAt: null, slowFrom: null, pastDay: null, isUnread }} /> : null}
      />
      {filter.set ? (
        <p className={classes.set}>
          {t(filter.from && filter.to ? "ofSetDays" : "ofSet", {
            set: say(locale, setWords[filter.set]),
            from: filter.from ? formatDay(filter.from) : "",
            to: filter.to ? formatDay(filter.to) : "",
          })}
        </p>
      ) : null}
      <ListFilters filter={filter} types={types} today={today} />
      {data ? (
        <section
          className={list.results}
          aria-busy={isGoing || answer.isPlaceholderData}
          data-stale={connection.state === "lost" || isUnread || undefined}
          aria-label={t("title")}
        >
          <LostNotice at={at} isUnread={isUnread} />
          <div className={list.summary}>
            <p role="status">{data.total === null ? t("countSome") : t("count", { count: data.total })}</p>
            <p className={list.keys}>{t("keys")}</p>
          </div>
          {data.rows.length === 0 ? (
            <EmptyState title={t("empty")}>
              <p>{t(isNarrowed ? "emptyText" : canAdd ? "emptyRegister" : "emptyForReader")}</p>
            </EmptyState>
          ) : (
            <ListTable rows={data.rows} />
          )}
          <Paging nextCursor={data.nextCursor} cursor={filter.cursor} onGo={(cursor, back) => go({ cursor, back })} />
        </section>
      ) : refusal ? (
        <FailedState error={refusal} onRetry={() => void answer.refetch()} />
      ) : (
        <LoadingState height="16rem" />
      )}
    </>
  );
}
