"use client";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import admin from "@/components/admin/admin.module.css";
import { PageHead } from "@/components/shell/page-head";
import { anyAnswer, useAct } from "@/components/ui/act";
import { Fault } from "@/components/ui/fault";
import { Panel } from "@/components/ui/panel";
import { Bone, FailedState } from "@/components/ui/states";
import table from "@/components/ui/table.module.css";
import { TableFrame } from "@/components/ui/table-frame";
import { VerdictShape } from "@/components/ui/verdict";
import type { Check, Health, TroubledJob } from "@/lib/health/model";
import type { JobName } from "@/lib/queue";
import { formatInstant } from "@/lib/words";
import classes from "./health.module.css";
import { healthQuery } from "./health-query";

const verdicts = { good: "good", watch: "watch", bad: "bad", off: "no-data" } as const;

/** How the system is: one line a part, what to do about the ones that are not well, and the jobs that failed. */
export function HealthScreen() {
  const t = useTranslations("health");
  const answer = useQuery<Health>(healthQuery());
  const health = answer.data;
  return (
    <div className={admin.page}>
      <PageHead
        title={t("title")}
        stamp={
          <span className={classes.stamp}>
            {health ? t("at", { at: formatInstant(new Date(health.at)) }) : null}{" "}
            <Button size="compact-sm" variant="default" loading={answer.isFetching} onClick={() => void answer.refetch()}>
              {t("again")}
            </Button>
          </span>
        }
      />
      <p className={admin.intro}>{t("intro")}</p>
      {answer.error ? <FailedState error={answer.error} onRetry={() => void answer.refetch()} /> : null}
      {health ? (
        <>
          <p role="status" className={classes.overall} data-verdict={verdicts[health.state]}>
            <VerdictShape verdict={verdicts[health.state]} /> {t(`overall.${health.state}`)}
          </p>
          <Panel title={t("title")}>
            <dl className={classes.checks}>
              {health.checks.map((check) => (
                <Line key={check.code} check={check} />
              ))}
            </dl>
          </Panel>
          <Jobs jobs={health.jobs} />
        </>
      ) : answer.error ? null : (
        <Bone height="20rem" />
      )}
    </div>
  );
}

function Line({ check }: { check: Check }) {
  const t = useTranslations("health");
  const isUnasked = "unasked" in check.facts;
  const needsWork = check.state === "watch" || check.state === "bad";
  return (
    <div className={classes.check} data-check={check.code} data-state={check.state}>
      <dt>
        {t(`checks.${check.code}.name`)}
        <span className={classes.state} data-verdict={verdicts[check.state]}>
          <VerdictShape verdict={verdicts[check.state]} /> {t(`states.${check.state}`)}
        </span>
      </dt>
      <dd>
        <p>{isUnasked ? t("unasked") : t(`checks.${check.code}.found`, { ...check.facts, state: check.state } as never)}</p>
        {needsWork ? (
          <p className={classes.todo}>
            <strong>{t("todo")}:</strong> {t(`checks.${check.code}.todo`)}
          </p>
        ) : null}
      </dd>
    </div>
  );
}

function Jobs({ jobs }: { jobs: readonly TroubledJob[] }) {
  const t = useTranslations("health.jobs");
  const retry = useAct(anyAnswer);
  const nameOf = (task: string) => (t.has(`tasks.${task as JobName}`) ? t(`tasks.${task as JobName}`) : task);
  return (
    <Panel title={t("title")}>
      <Fault error={retry.error} />
      {jobs.length === 0 ? (
        <p className={table.quiet}>{t("none")}</p>
      ) : (
        <TableFrame title={t("title")}>
          <table className={table.table}>
            <caption className={table.hidden}>{t("title")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("task")}</th>
                <th scope="col">{t("tries")}</th>
                <th scope="col">{t("error")}</th>
                <th scope="col">{t("next")}</th>
                <th scope="col">{t("retry")}</th>
              </tr>
            </thead>
            <tbody>
              {jobs.map((job) => (
                <tr key={job.id}>
                  <th scope="row">{nameOf(job.task)}</th>
                  <td>{t("triesOf", { attempts: job.attempts, most: job.maxAttempts })}</td>
                  <td className={classes.error}>{job.error}</td>
                  <td className={admin.day}>{job.isGivenUp ? t("givenUp") : formatInstant(new Date(job.runAt))}</td>
                  <td>
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`${t("retry")}: ${nameOf(job.task)} ${job.id}`}
                      loading={retry.isPending}
                      onClick={() => retry.mutate({ method: "POST", url: `/api/v1/health/jobs/${job.id}/retry`, body: {} })}
                    >
                      {t("retry")}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
    </Panel>
  );
}
