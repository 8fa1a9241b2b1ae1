"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import type { WorkLoad } from "@/lib/dossiers/model";
import { formatNumber } from "@/lib/words";
import { queryOf } from "../overview/links";
import { shownOf } from "../ui/answer";
import { Panel } from "../ui/panel";
import { FailedState, LoadingState } from "../ui/states";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import { VerdictShape } from "../ui/verdict";
import { workLoadQuery } from "./work-query";

/** What lies with each person and in the pool, the most overdue first. A name opens that desk, to give some of it to somebody else. */
export function LoadPanel({ unitId }: { unitId: number | undefined }) {
  const t = useTranslations("dossiers.work.load");
  const locale = useLocale();
  const answer = useQuery<WorkLoad>(workLoadQuery(unitId));
  const { data, refusal } = shownOf(answer);
  if (refusal) return <FailedState error={refusal} onRetry={() => void answer.refetch()} />;
  if (!data)
    return (
      <Panel title={t("title")} note={t("note")}>
        <LoadingState height="12rem" />
      </Panel>
    );
  const columns = ["open", "dueToday", "overdue", "waiting", "meanWorkingDays"] as const;
  return (
    <Panel title={t("title")} note={t("note")}>
      <TableFrame title={t("title")}>
        <table className={`${table.table} ${table.held}`}>
          <caption className={table.hidden}>{t("title")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("person")}</th>
              {columns.map((column) => (
                <th key={column} scope="col" className={table.number}>
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.people.map((person) => (
              <tr key={person.userId ?? "pool"}>
                <th scope="row">
                  <Link
                    prefetch={false}
                    href={`/dossiers/work?${queryOf(
                      person.userId === null ? { scope: "pool", unitId } : { scope: "person", userId: person.userId, unitId },
                    )}`}
                  >
                    {person.name ?? t("pool")}
                  </Link>
                </th>
                {columns.map((column) => (
                  <td key={column} className={table.number}>
                    {column === "overdue" && person.overdue > 0 ? <VerdictShape verdict="bad" /> : null}{" "}
                    {column === "meanWorkingDays"
                      ? person.meanWorkingDays === null
                        ? "–"
                        : formatNumber(locale, person.meanWorkingDays, 1)
                      : formatNumber(locale, person[column])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </Panel>
  );
}
