"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import type { DocumentBoard } from "@/lib/indicators/model";
import { formatNumber, formatPercent } from "@/lib/words";
import tiles from "../../overview/tile.module.css";
import { shownOf } from "../../ui/answer";
import { Panel } from "../../ui/panel";
import { FailedState, LoadingState } from "../../ui/states";
import { VerdictBadge } from "../../ui/verdict";
import { type DocumentQuestion, documentBoardLink, documentBoardQuery } from "./board-query";
import classes from "./overview-panel.module.css";

const codes = [
  "e-signature-rate",
  "signatures-invalid",
  "documents-unsigned",
  "certificate-rate",
  "certificates-ending",
  "documents-incoming",
  "documents-outgoing",
  "documents-overdue",
  "documents-on-time-rate",
  "paperless-meeting-rate",
];
const safetyMs = 300_000;

/** Documents and their signatures on the leader's page: ten figures, each opening the board. */
export function DocumentsOverview({ question, className }: { question: DocumentQuestion; className?: string }) {
  const t = useTranslations("documentBoard");
  const locale = useLocale();
  const answer = useQuery<DocumentBoard>({ ...documentBoardQuery(question), refetchInterval: safetyMs });
  const { data, refusal } = shownOf(answer);
  const href = documentBoardLink(question);
  const told = ({ value, bottom }: { value: number | null; bottom: number | null }) =>
    value === null ? "–" : bottom === null ? formatNumber(locale, value) : formatPercent(locale, value);
  return (
    <Panel
      className={className ?? ""}
      title={t("panel")}
      actions={
        <Link href={href} prefetch={false}>
          {t("open")}
        </Link>
      }
    >
      {data ? (
        <ul className={classes.ten} aria-label={t("panel")}>
          {codes.flatMap((code) =>
            [...data.headline, ...data.certificates, data.meetings.rate]
              .filter((r) => r.code === code)
              .map((reading) => (
                <li key={code} className={tiles.small}>
                  <Link href={href} prefetch={false} className={tiles.link}>
                    {t(`names.${reading.code}`)}
                  </Link>
                  <p className={tiles.smallValue}>
                    <strong>{told(reading)}</strong>
                    {reading.bottom ? (
                      <span className={tiles.smallOf}>
                        {formatNumber(locale, reading.top)} / {formatNumber(locale, reading.bottom)}
                      </span>
                    ) : null}
                  </p>
                  {reading.target ? (
                    <span className={classes.verdict}>
                      <VerdictBadge verdict={reading.verdict} />
                    </span>
                  ) : null}
                </li>
              )),
          )}
        </ul>
      ) : refusal ? (
        <FailedState error={refusal} onRetry={() => void answer.refetch()} />
      ) : (
        <LoadingState height="6rem" />
      )}
    </Panel>
  );
}
