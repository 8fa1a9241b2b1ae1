"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import type { WorkCounts, WorkPage, WorkPart, WorkScope } from "@/lib/documents/model";
import list from "../dossiers/list.module.css";
import { Paging } from "../dossiers/paging";
import desk from "../dossiers/work.module.css";
import { useAddress } from "../shell/address";
import { PageHead } from "../shell/page-head";
import { type UnitChoice, UnitFilter } from "../shell/unit-filter";
import { shownOf } from "../ui/answer";
import { Freshness, LostNotice } from "../ui/freshness";
import { isBusy } from "../ui/is-busy";
import { lazily } from "../ui/lazily";
import { EmptyState, FailedState } from "../ui/states";
import { type WorkAddress, workCountsQuery, workQuery } from "./work-query";
import { WorkTable } from "./work-table";

const WorkLoadPanel = lazily(() => import("./work-load").then((m) => m.WorkLoadPanel));
/** Counted no further than this. */
const most = 999;

type Props = {
  filter: WorkAddress;
  /** Looks at the people instead of the documents. */
  isPeople: boolean;
  today: string;
  units: readonly UnitChoice[];
  whole: string;
  /** Passes documents on, or directs a unit: has more to look at than what lies with oneself. */
  routes: boolean;
  directs: boolean;
};

/** Documents to be dealt with, the earliest due first: one's own, the unit's, or given by oneself. The figures are live. */
export function WorkScreen({ filter, isPeople, today, units, whole, routes, directs }: Props) {
  const t = useTranslations("documentWork");
  const { go, isGoing } = useAddress();
  const answer = useQuery<WorkPage>({ ...workQuery(filter), placeholderData: keepPreviousData, enabled: !isPeople });
  const counts = useQuery<WorkCounts>({ ...workCountsQuery(filter), placeholderData: keepPreviousData });
  const { data, refusal, isUnread } = shownOf(answer);
  const [said, setSaid] = useState("");
  const at = new Date(isPeople ? counts.dataUpdatedAt : answer.dataUpdatedAt).toISOString();
  const first = { cursor: null, back: null };
  const scopes: readonly WorkScope[] = routes ? ["mine", "unit", "given"] : ["mine"];
  const parts = counts.data?.parts ?? [];
  const choosePart = (part: WorkPart) => go({ part: part === "all" ? null : part, view: null, ...first });
  usePartKeys(
    parts.map((p) => p.part),
    choosePart,
  );
  const told = (count: number) => (count > most ? t("many", { most }) : String(count));
  const countOf = (scope: WorkScope) => counts.data?.scopes.find((s) => s.scope === scope)?.count;
  const empty =
    filter.part !== "all" || filter.scope === "unit" || filter.scope === "person"
      ? "empty"
      : filter.scope === "given"
        ? "emptyGiven"
        : "emptyMine";
  return (
    <>
      <PageHead
        title={t("title")}
        filters={units.length > 1 ? <UnitFilter units={units} whole={whole} unitId={filter.unitId ?? null} /> : null}
        stamp={<Freshness age={{ at, changedAt: null, slowFrom: null, pastDay: null, isUnread }} />}
      />
      <nav className={desk.scopes} aria-label={t("scopes")}>
        {scopes.map((scope) => (
          <button
            key={scope}
            type="button"
            aria-current={!isPeople && filter.scope === scope ? "page" : undefined}
            onClick={() => go({ scope: scope === "mine" ? null : scope, userId: null, part: null, view: null, ...first })}
          >
            {t(`scope.${scope}`, { name: "none" })} <Count count={countOf(scope)} told={told} />
          </button>
        ))}
        {filter.scope === "person" && !isPeople ? (
          <button type="button" aria-current="page" onClick={() => go({ view: "people", scope: null, userId: null, ...first })}>
            {t("scope.person", { name: data?.rows[0]?.assigneeName ?? "none" })}
          </button>
        ) : null}
        {directs ? (
          <button
            type="button"
            aria-current={isPeople ? "page" : undefined}
            onClick={() => go({ view: "people", scope: null, userId: null, part: null, ...first })}
          >
            {t("people")}
          </button>
        ) : null}
      </nav>
      {isPeople ? (
        <WorkLoadPanel unitId={filter.unitId} />
      ) : (
        <>
          <fieldset className={desk.parts}>
            <legend className={list.hidden}>{t("parts")}</legend>
            {parts.map(({ part, count }, i) => (
              <button
                key={part}
                type="button"
                aria-pressed={filter.part === part}
                aria-keyshortcuts={String(i + 1)}
                data-urgent={part === "overdue" && count > 0 ? true : undefined}
                onClick={() => choosePart(part)}
              >
                <span className={desk.count}>{told(count)}</span>
                <span>{t(`part.${part}`)}</span>
                <kbd aria-hidden>{i + 1}</kbd>
              </button>
            ))}
          </fieldset>
          {data ? (
            <section
              className={list.results}
              aria-busy={isGoing || answer.isPlaceholderData}
              aria-label={t(`part.${filter.part}`)}
            >
              <LostNotice at={at} isUnread={isUnread} />
              <p role="status" className={desk.said}>
                {said}
              </p>
              {data.rows.length === 0 ? (
                <EmptyState title={t(empty)}>
                  <p>{t("emptyText")}</p>
                </EmptyState>
              ) : (
                <WorkTable
                  key={JSON.stringify(filter)}
                  rows={data.rows}
                  today={today}
                  isGiven={filter.scope === "given"}
                  onSaid={setSaid}
                />
              )}
              <Paging nextCursor={data.nextCursor} cursor={filter.cursor} onGo={(cursor, back) => go({ cursor, back })} />
            </section>
          ) : refusal ? (
            <FailedState error={refusal} onRetry={() => void answer.refetch()} />
          ) : null}
        </>
      )}
    </>
  );
}

function Count({ count, told }: { count: number | undefined; told(count: number): string }) {
  return count === undefined ? null : <span className={desk.badge}>{told(count)}</span>;
}

/** 1 to 7 choose a part. */
function usePartKeys(parts: readonly WorkPart[], onChoose: (part: WorkPart) => void): void {
  const known = parts.join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the parts are told by their names, the way to choose one by the address.
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const part = /^[1-7]$/.test(event.key) ? parts[Number(event.key) - 1] : undefined;
      if (!part || event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
      event.preventDefault();
      onChoose(part);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [known, onChoose]);
}
