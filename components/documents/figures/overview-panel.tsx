"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import type { ComparedDocumentReading, DocumentBoard } from "@/lib/indicators/model";
import { formatNumber, formatPercent } from "@/lib/words";
import tiles from "../../overview/tile.module.css";
import { shownOf } from "../../ui/answer";
import { Panel } from "../../ui/panel";
import { FailedState, LoadingState } from "../../ui/states";
import { VerdictBadge } from "../../ui/verdict";
import { type DocumentQuestion, documentBoardLink, documentBoardQuery, isDocumentRate } from "./board-query";

const codes = [
  "e-signature-rate",
  "signatures-invalid",
  "documents-unsigned",
  "documents-outgoing",
  "documents-incoming",
  "documents-overdue",
];
const safetyMs = 300_000;

/** Documents and their signatures on the leader's page: six figures, each opening the board. */
export function DocumentsOverview({ question, className }: { question: DocumentQuestion; className?: string }) {
  const t = useTranslations("documentBoard");
  const locale = useLocale();
  const answer = useQuery<DocumentBoard>({ ...documentBoardQuery(question), refetchInterval: safetyMs });
  const { data, refusal } = shownOf(answer);
  const href = documentBoardLink(question);
  const told = ({ code, value }: ComparedDocumentReading) =>
    value === null ? "–" : isDocumentRate(code) ? formatPercent(locale, value) : formatNumber(locale, value);
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
        <ul className={tiles.strip} aria-label={t("panel")}>
          {codes.flatMap((code) =>
            data.headline
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
                  {reading.target ? <VerdictBadge verdict={reading.verdict} /> : null}
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
