"use client";
import { Button } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import admin from "@/components/admin/admin.module.css";
import { PageHead } from "@/components/shell/page-head";
import { useAct } from "@/components/ui/act";
import { Fault } from "@/components/ui/fault";
import { Panel } from "@/components/ui/panel";
import { Bone, FailedState } from "@/components/ui/states";
import table from "@/components/ui/table.module.css";
import { TableFrame } from "@/components/ui/table-frame";
import { VerdictShape } from "@/components/ui/verdict";
import { directionWords, faultWords, statusWords, trialWords } from "@/lib/exchange/labels";
import {
  directions,
  type ExchangeBoard,
  type MessageFilter,
  messageStatuses,
  type PortalTrial,
  type PortalView,
} from "@/lib/exchange/model";
import { formatInstant, formatNumber, say } from "@/lib/words";
import classes from "./exchange.module.css";
import { boardQuery } from "./exchange-query";
import { MessageList } from "./message-list";
import { SettingsDialog, type UnitName } from "./settings";

/** The synchronisation as an administrator keeps it: how the portal is reached, what waits, and every message that needs a person. Live. */
export function ExchangeScreen({ units }: { units: readonly UnitName[] }) {
  const t = useTranslations("exchange");
  const [filter, setFilter] = useState<MessageFilter>({ status: "FAILED" });
  const [isSetting, setSetting] = useState(false);
  const answer = useQuery<ExchangeBoard>({ ...boardQuery(filter), placeholderData: keepPreviousData });
  const trial = useAct<PortalTrial>(() => import("@/lib/exchange/model").then((m) => m.PortalTrial));
  const board = answer.data;
  return (
    <div className={admin.page}>
      <PageHead title={t("title")} />
      <p className={admin.intro}>{t("intro")}</p>
      {answer.error ? <FailedState error={answer.error} onRetry={() => void answer.refetch()} /> : null}
      {board ? (
        <>
          <Panel
            title={t("portal.title")}
            actions={
              <div className={classes.acts}>
                <Button
                  size="compact-sm"
                  variant="default"
                  disabled={!board.portal?.hasSecret}
                  loading={trial.isPending}
                  onClick={() => trial.mutate({ method: "POST", url: "/api/v1/exchange/portal/trial", body: {} })}
                >
                  {t("portal.try")}
                </Button>
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => {
                    trial.reset();
                    setSetting(true);
                  }}
                >
                  {t("portal.edit")}
                </Button>
              </div>
            }
          >
            <Connection portal={board.portal} />
            <Fault error={trial.error} />
            {trial.data ? <Tried trial={trial.data} /> : null}
          </Panel>
          <Panel title={t("queue.title")}>
            <Queue board={board} />
          </Panel>
          <Panel title={t("list.title")}>
            <MessageList board={board} filter={filter} onFilter={setFilter} />
          </Panel>
          {isSetting ? <SettingsDialog portal={board.portal} units={units} onClose={() => setSetting(false)} /> : null}
        </>
      ) : answer.error ? null : (
        <Bone height="24rem" />
      )}
    </div>
  );
}

function Connection({ portal }: { portal: PortalView | null }) {
  const t = useTranslations("exchange.portal");
  const locale = useLocale();
  if (!portal) return <p className={table.quiet}>{t("none")}</p>;
  const { isOn, fault, restsUntil, failures, unitIds, answeredAt } = portal;
  const verdict = !isOn ? "no-data" : fault === null ? "good" : restsUntil === null ? "watch" : "bad";
  return (
    <>
      <p role="status" className={classes.state} data-verdict={verdict}>
        <VerdictShape verdict={verdict} /> {!isOn ? t("off") : fault === null ? t("good") : say(locale, faultWords[fault])}
      </p>
      {isOn && restsUntil ? (
        <p className={table.quiet}>{t("resting", { failures, until: formatInstant(new Date(restsUntil)) })}</p>
      ) : null}
      <dl className={classes.facts}>
        <dt>{t("address")}</dt>
        <dd>{portal.address}</dd>
        <dt>{t("account")}</dt>
        <dd>
          {portal.account} · {portal.agencyCode}
        </dd>
        <dt>{t("units")}</dt>
        <dd>{unitIds.length === 0 ? t("allUnits") : t("someUnits", { count: unitIds.length })}</dd>
        <dt>{t("answered")}</dt>
        <dd>{answeredAt ? formatInstant(new Date(answeredAt)) : t("never")}</dd>
      </dl>
    </>
  );
}

/** What a try of the connection found, in a sentence. */
function Tried({ trial: { at, outcome, tookMs, answer } }: { trial: PortalTrial }) {
  const t = useTranslations("exchange.portal");
  const locale = useLocale();
  const verdict = outcome === "works" ? "good" : outcome === "slow" ? "watch" : "bad";
  return (
    <div role="status" className={classes.tried} data-trial={outcome}>
      <p className={classes.state} data-verdict={verdict}>
        <VerdictShape verdict={verdict} /> {say(locale, trialWords[outcome])}
      </p>
      <p className={table.quiet}>
        {t("tried", { at: formatInstant(new Date(at)), seconds: Math.ceil(tookMs / 100) / 10 })}
        {answer ? ` ${t("said", { answer })}` : null}
      </p>
    </div>
  );
}

function Queue({ board }: { board: ExchangeBoard }) {
  const t = useTranslations("exchange.queue");
  const locale = useLocale();
  const count = (direction: string, status: string) =>
    board.counts.find((one) => one.direction === direction && one.status === status)?.count ?? 0;
  return (
    <TableFrame title={t("title")}>
      <table className={table.table}>
        <caption className={table.hidden}>{t("title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("direction")}</th>
            <th scope="col" className={table.number}>
              {t("due")}
            </th>
            {messageStatuses.map((status) => (
              <th key={status} scope="col" className={table.number}>
                {say(locale, statusWords[status])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {directions.map((direction) => (
            <tr key={direction}>
              <th scope="row">{say(locale, directionWords[direction])}</th>
              <td className={table.number}>{direction === "OUT" ? formatNumber(locale, board.due) : "–"}</td>
              {messageStatuses.map((status) => (
                <td
                  key={status}
                  className={`${table.number} ${classes.count}`}
                  data-count={`${direction}-${status}`}
                  data-verdict={status === "FAILED" && count(direction, status) > 0 ? "bad" : undefined}
                >
                  {formatNumber(locale, count(direction, status))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
