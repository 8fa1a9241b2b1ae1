"use client";
import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import { measureWords, reasonWords } from "@/lib/quality/labels";
import type { ListedMeasure } from "@/lib/quality/model";
import { formatDay, say } from "@/lib/words";
import { useAddress } from "../shell/address";
import { MoreRows } from "../ui/more-rows";
import { Panel } from "../ui/panel";
import { EmptyState, FailedState, LoadingState } from "../ui/states";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import { type IndexQuestion, lostQuery } from "./index-query";
import classes from "./quality.module.css";

/** The dossiers that cost points, each with why, and the way into each. */
export function LostPanel({
  question,
  measure,
  isClosed,
}: {
  question: IndexQuestion;
  measure: ListedMeasure;
  isClosed: boolean;
}) {
  const t = useTranslations("quality.lost");
  const locale = useLocale();
  const { go } = useAddress();
  const answer = useInfiniteQuery({
    ...lostQuery(question, measure),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
  const title = t("title", { what: say(locale, measureWords[measure].missing) });
  const pages = answer.data?.pages ?? [];
  const rows = pages.flatMap((page) => page.rows);
  return (
    <div id="lost" className={classes.lost}>
      <Panel
        title={title}
        note={pages[0] ? t("count", { count: pages[0].total }) : null}
        actions={
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => go({ measure: null })}>
            {t("close")}
          </Button>
        }
      >
        {answer.error ? (
          <FailedState error={answer.error} onRetry={() => void answer.refetch()} />
        ) : answer.isPending ? (
          <LoadingState height="8rem" />
        ) : rows.length === 0 ? (
          <EmptyState title={t("empty")} />
        ) : (
          <>
            {isClosed ? <p className={classes.quiet}>{t("now")}</p> : null}
            <TableFrame title={title}>
              <table className={`${table.table} ${table.held}`}>
                <caption className={table.hidden}>{title}</caption>
                <thead>
                  <tr>
                    {(["code", "procedure", "unit", "accepted", "due", "ended", "reason"] as const).map((name) => (
                      <th key={name} scope="col">
                        {t(name)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.id}>
                      <th scope="row" className={classes.code}>
                        <Link href={`/dossiers/${row.id}`} prefetch={false}>
                          {row.code ?? row.id}
                        </Link>
                      </th>
                      <td className={classes.procedure}>{row.procedureName}</td>
                      <td>{row.unitName}</td>
                      {[row.acceptedOn, row.dueOn, row.endedOn].map((day, i) => (
                        // biome-ignore lint/suspicious/noArrayIndexKey: three days in a fixed order.
                        <td key={i}>{day ? formatDay(day) : "–"}</td>
                      ))}
                      <td className={classes.why}>{say(locale, reasonWords[row.reason])}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableFrame>
            <MoreRows of={answer} />
          </>
        )}
      </Panel>
    </div>
  );
}
