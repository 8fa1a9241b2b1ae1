"use client";
import { Button } from "@mantine/core";
import { IconFileTypePdf, IconFileTypeXls } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "use-intl";
import { filled, reportKeyWords, reportWords } from "@/lib/quality/labels";
import { type Report, reportKeys } from "@/lib/quality/model";
import { isReconciled } from "@/lib/quality/rules";
import { formatDay, say } from "@/lib/words";
import { KnownLine } from "../overview/known-line";
import { useAddress } from "../shell/address";
import { type FilterState, Filters } from "../shell/filters";
import { useNewDay } from "../shell/new-day";
import { PageHead } from "../shell/page-head";
import { shownOf } from "../ui/answer";
import { Freshness, LostNotice } from "../ui/freshness";
import { useConnection } from "../ui/live";
import { Panel } from "../ui/panel";
import { Pick } from "../ui/pick";
import { EmptyState, FailedState, LoadingState } from "../ui/states";
import { VerdictShape } from "../ui/verdict";
import classes from "./quality.module.css";
import { type ReportQuestion, reportFile, reportQuery } from "./report-query";
import { ReportTable } from "./report-table";

type Props = { question: ReportQuestion; filter: FilterState; canList: boolean };

/** The report every unit sends each period, on the form the circular gives it, drawn from the records as they stand. */
export function ReportScreen({ question, filter, canList }: Props) {
  const t = useTranslations("quality.report");
  const locale = useLocale();
  const connection = useConnection();
  const { go, isGoing } = useAddress();
  useNewDay(filter.today);
  const answer = useQuery<Report>(reportQuery(question));
  const { data: report, refusal, isUnread } = shownOf(answer);
  const pastDay = question.to < filter.today ? question.to : null;
  const age = report && { at: report.at, changedAt: null, slowFrom: null, pastDay, isUnread };
  const known = { from: question.from, to: question.to, asOf: filter.asOf, unitId: question.unitId, knownOn: question.knownOn };
  return (
    <>
      <PageHead title={t("title")} filters={<Filters {...filter} />} stamp={age ? <Freshness age={age} /> : null} />
      <KnownLine question={known} today={filter.today} />
      {refusal ? <FailedState error={refusal} onRetry={() => void answer.refetch()} /> : null}
      {report ? <LostNotice at={report.at} isUnread={isUnread} /> : null}
      <div className={classes.page} data-stale={connection.state === "lost" || isUnread || undefined}>
        <Panel
          title={t("table")}
          note={report ? t("note", { from: formatDay(report.period.from), to: formatDay(report.period.to) }) : null}
          actions={
            <div className={classes.files} data-screen>
              <Button
                component="a"
                variant="default"
                size="compact-sm"
                href={reportFile("pdf", question)}
                target="_blank"
                rel="noopener"
                leftSection={<IconFileTypePdf size="1rem" aria-hidden />}
              >
                {t("pdf")}
              </Button>
              <Button
                component="a"
                variant="default"
                size="compact-sm"
                href={reportFile("xlsx", question)}
                download
                leftSection={<IconFileTypeXls size="1rem" aria-hidden />}
              >
                {t("xlsx")}
              </Button>
            </div>
          }
        >
          <div className={classes.controls} data-screen aria-busy={isGoing}>
            <Pick
              label={t("by")}
              value={question.by}
              options={reportKeys.map((key) => ({ value: key, label: say(locale, reportKeyWords[key]) }))}
              onPick={(by) => go({ by })}
            />
            {question.unitId === undefined ? null : (
              <Pick
                label={t("whose")}
                value={question.isAlone ? "true" : ""}
                options={[
                  { value: "", label: t("withBelow") },
                  { value: "true", label: t("alone") },
                ]}
                onPick={(isAlone) => go({ isAlone: isAlone || null })}
              />
            )}
            <span className={classes.quiet}>{say(locale, reportWords.measure)}</span>
          </div>
          {report ? (
            report.rows.length === 0 ? (
              <EmptyState title={t("empty")}>
                <p>{t("emptyText")}</p>
              </EmptyState>
            ) : (
              <Told {...{ report, question, canList }} />
            )
          ) : refusal ? null : (
            <LoadingState height="20rem" />
          )}
        </Panel>
      </div>
    </>
  );
}

function Told({ report, question, canList }: { report: Report; question: ReportQuestion; canList: boolean }) {
  const t = useTranslations("quality.report");
  const locale = useLocale();
  const isRight = isReconciled(report.total) && report.rows.every((row) => isReconciled(row.figures));
  const { withdrawn, stopped } = report.total;
  return (
    <>
      <ReportTable {...{ report, question, canList }} title={t("table")} />
      <div className={classes.notes}>
        <p data-reconciled={isRight}>
          <VerdictShape verdict={isRight ? "good" : "bad"} /> {t(isRight ? "reconciled" : "unreconciled")}
        </p>
        <p>{say(locale, reportWords.judged)}</p>
        {report.isAlone ? <p>{say(locale, reportWords.alone)}</p> : null}
        {withdrawn + stopped > 0 ? <p>{filled(say(locale, reportWords.beside), { withdrawn, stopped })}</p> : null}
        <p>{t("unverified")}</p>
        <p className={classes.seal}>
          {filled(say(locale, reportWords.seal), { queryId: report.queryId, sha256: report.sha256 })}
        </p>
      </div>
    </>
  );
}
