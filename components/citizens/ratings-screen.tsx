"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import { markWords, scoreWords } from "@/lib/citizens/labels";
import { type RatingPage, type RatingRow, scores } from "@/lib/citizens/model";
import { formatInstant, formatNumber, say } from "@/lib/words";
import { useAddress } from "../shell/address";
import { type FilterState, Filters } from "../shell/filters";
import { useNewDay } from "../shell/new-day";
import { PageHead } from "../shell/page-head";
import { useConnection } from "../ui/live";
import { MoreRows } from "../ui/more-rows";
import { Panel } from "../ui/panel";
import { Pick } from "../ui/pick";
import { EmptyState, FailedState, LoadingState } from "../ui/states";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import { VerdictShape } from "../ui/verdict";
import classes from "./ratings.module.css";
import { type RatingsQuestion, ratingsQuery } from "./ratings-query";

/** What citizens said of how their dossiers were handled: how satisfied they are, and each in their own words. */
export function RatingsScreen({ question, filter }: { question: RatingsQuestion; filter: FilterState }) {
  const t = useTranslations("ratings");
  const locale = useLocale();
  const connection = useConnection();
  const { go, isGoing } = useAddress();
  useNewDay(filter.today);
  const answer = useInfiniteQuery({
    ...ratingsQuery(question),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
  const pages = answer.data?.pages ?? [];
  const rows = pages.flatMap((page) => page.rows);
  const [first] = pages;
  const chosen = question.isCommented ? "commented" : (question.score?.toString() ?? "");
  return (
    <>
      <PageHead title={t("title")} filters={<Filters {...filter} />} />
      {answer.error ? <FailedState error={answer.error} onRetry={() => void answer.refetch()} /> : null}
      {first ? (
        <div className={classes.page} data-stale={connection.state === "lost" || undefined} aria-busy={isGoing}>
          <Panel title={t("sum")} note={filter.isDemo ? t("demo") : null}>
            <Sums sums={first.sums} />
          </Panel>
          <Panel title={t("list")}>
            <div className={classes.controls} data-screen>
              <Pick
                label={t("which")}
                value={chosen}
                options={[
                  { value: "", label: t("all") },
                  { value: "commented", label: t("commented") },
                  ...[...scores].reverse().map((score) => ({
                    value: String(score),
                    label: t("scored", { score, words: say(locale, scoreWords[score] ?? { vi: "", en: "" }) }),
                  })),
                ]}
                onPick={(value) =>
                  go({ score: /^\d$/.test(value) ? value : null, isCommented: value === "commented" ? "true" : null })
                }
              />
            </div>
            {rows.length === 0 ? (
              <EmptyState title={t("empty")} />
            ) : (
              <ol className={classes.list}>
                {rows.map((row) => (
                  <Rating key={row.dossierId} row={row} />
                ))}
              </ol>
            )}
            <MoreRows of={answer} />
          </Panel>
        </div>
      ) : answer.error ? null : (
        <LoadingState height="20rem" />
      )}
    </>
  );
}

function Sums({ sums }: { sums: RatingPage["sums"] }) {
  const t = useTranslations("ratings");
  const locale = useLocale();
  const { rated, satisfied, scoreSum, byScore } = sums;
  if (rated === 0) return <p className={classes.quiet}>{t("none")}</p>;
  const mean = (sum: number, count: number) => formatNumber(locale, sum / count, 2);
  const share = (part: number) => `${formatNumber(locale, (100 * part) / rated, 1)} %`;
  return (
    <>
      <p className={classes.sum}>
        <strong data-mean>{mean(scoreSum, rated)}</strong> <span>{t("of", { count: rated })}</span>
      </p>
      <div className={classes.facts}>
        <p>{t("satisfied", { share: share(satisfied), satisfied, rated })}</p>
        {sums.attitudeCount > 0 ? (
          <p>{t("attitudeMean", { mean: mean(sums.attitudeSum, sums.attitudeCount), count: sums.attitudeCount })}</p>
        ) : null}
        {sums.explanationCount > 0 ? (
          <p>{t("explanationMean", { mean: mean(sums.explanationSum, sums.explanationCount), count: sums.explanationCount })}</p>
        ) : null}
      </div>
      <TableFrame title={t("byScore")}>
        <table className={table.table}>
          <caption className={table.hidden}>{t("byScore")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("score")}</th>
              <th scope="col" className={table.number}>
                {t("count")}
              </th>
              <th scope="col" className={table.number}>
                {t("share")}
              </th>
            </tr>
          </thead>
          <tbody>
            {[...scores].reverse().map((score) => (
              <tr key={score}>
                <th scope="row">
                  {score} · {say(locale, scoreWords[score] ?? { vi: "", en: "" })}
                </th>
                <td className={table.number} data-score={score}>
                  {formatNumber(locale, byScore[score - 1] ?? 0)}
                </td>
                <td className={table.number}>{share(byScore[score - 1] ?? 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
      <p className={classes.quiet}>{t("counted")}</p>
    </>
  );
}

function Rating({ row }: { row: RatingRow }) {
  const t = useTranslations("ratings");
  const locale = useLocale();
  const verdict = row.score >= 4 ? "good" : row.score === 3 ? "watch" : "bad";
  const marks = [
    row.attitude === null ? null : `${t("attitude")}: ${say(locale, markWords[row.attitude] ?? { vi: "", en: "" })}`,
    row.explanation === null ? null : `${t("explanation")}: ${say(locale, markWords[row.explanation] ?? { vi: "", en: "" })}`,
  ].filter((one) => one !== null);
  return (
    <li className={classes.rating}>
      <div>
        <span className={classes.mark} data-verdict={verdict}>
          <VerdictShape verdict={verdict} /> {row.score}/5 · {say(locale, scoreWords[row.score] ?? { vi: "", en: "" })}
        </span>{" "}
        <Link href={`/dossiers/${row.dossierId}`} prefetch={false}>
          {row.code ?? row.dossierId}
        </Link>{" "}
        <span className={classes.quiet}>
          {row.unitName} · {formatInstant(new Date(row.at))}
        </span>
      </div>
      <div className={classes.quiet}>{[row.procedureName, ...marks].join(" · ")}</div>
      {row.comment ? <blockquote className={classes.comment}>{row.comment}</blockquote> : null}
    </li>
  );
}
