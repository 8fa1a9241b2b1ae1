"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import type { WorkLoad } from "@/lib/documents/model";
import { formatNumber } from "@/lib/words";
import { queryOf } from "../overview/links";
import { shownOf } from "../ui/answer";
import { Panel } from "../ui/panel";
import { EmptyState, FailedState, LoadingState } from "../ui/states";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import { VerdictShape } from "../ui/verdict";
import { workLoadQuery } from "./work-query";

/** What lies with each person, the most overdue first. A name opens that person's documents. */
export function WorkLoadPanel({ unitId }: { unitId: number | undefined }) {
  const t = useTranslations("documentWork.load");
  const locale = useLocale();
  const answer = useQuery<WorkLoad>(workLoadQuery(unitId));
  const { data, refusal } = shownOf(answer);
  if (refusal) return <FailedState error={refusal} onRetry={() => void answer.refetch()} />;
  const columns = ["open", "dueToday", "overdue", "unread"] as const;
  return (
    <Panel title={t("title")} note={t("note")}>
      {!data ? (
        <LoadingState height="12rem" />
      ) : data.people.length === 0 ? (
        <EmptyState title={t("none")} />
      ) : (
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
                <tr key={person.userId}>
                  <th scope="row">
                    <Link
                      prefetch={false}
                      href={`/documents/work?${queryOf({ scope: "person", userId: person.userId, unitId })}`}
                    >
                      {person.name}
                    </Link>
                  </th>
                  {columns.map((column) => (
                    <td key={column} className={table.number}>
                      {column === "overdue" && person.overdue > 0 ? <VerdictShape verdict="bad" /> : null}{" "}
                      {formatNumber(locale, person[column])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
    </Panel>
  );
}
