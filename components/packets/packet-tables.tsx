"use client";
import { Button } from "@mantine/core";
import Link from "next/link";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { urgencyWords } from "@/lib/documents/labels";
import { DocumentUrgency } from "@/lib/documents/model";
import { businessWords, packetFaultWords, packetStateWords, sendingFaultWords, stageWords } from "@/lib/packets/labels";
import type { DispatchRow, PacketFilter, PacketRow } from "@/lib/packets/model";
import { formatInstant, type Locale, say, type Words } from "@/lib/words";
import documents from "../documents/documents.module.css";
import list from "../dossiers/list.module.css";
import { anyAnswer, useAct } from "../ui/act";
import { Fault } from "../ui/fault";
import { lazily } from "../ui/lazily";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import classes from "./packets.module.css";

const PacketDialog = lazily(() => import("./packet-dialog").then((m) => m.PacketDialog));

export const wordOf = (locale: Locale, words: Readonly<Record<string, Words>>, code: string | null): string => {
  const found = code === null ? undefined : words[code];
  return found ? say(locale, found) : (code ?? "");
};
const isUrgent = (urgency: string | null): urgency is DocumentUrgency =>
  urgency !== null && urgency !== "NORMAL" && urgency in DocumentUrgency;

/** Packets that came: the newest first, each opened in a dialog. */
export function PacketTable({ rows, box }: { rows: readonly PacketRow[]; box: PacketFilter["box"] }) {
  const t = useTranslations("packets");
  const locale = useLocale();
  const [open, setOpen] = useState<number | null>(null);
  const isKept = box === "UNREADABLE";
  return (
    <>
      <TableFrame title={t(`caption.${box}`)}>
        <table className={table.table}>
          <caption className={table.hidden}>{t(`caption.${box}`)}</caption>
          <thead>
            <tr>
              <th scope="col">{t("columns.from")}</th>
              <th scope="col">{isKept ? t("columns.why") : t("columns.symbol")}</th>
              {isKept ? null : <th scope="col">{t("columns.subject")}</th>}
              <th scope="col">{t("columns.came")}</th>
              <th scope="col">{t("columns.state")}</th>
              <th scope="col">{t("columns.act")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} data-packet={row.id}>
                <th scope="row">
                  {row.fromName ?? row.fromCode ?? row.senderName}
                  <span className={list.minor}>{row.fromCode}</span>
                </th>
                <td>
                  {isKept ? (
                    <>
                      {wordOf(locale, packetFaultWords, row.fault)}
                      {row.faultAt ? <span className={list.minor}>{row.faultAt}</span> : null}
                    </>
                  ) : (
                    row.symbol
                  )}
                </td>
                {isKept ? null : (
                  <td>
                    <span className={classes.subject}>{row.subject}</span>
                    {isUrgent(row.urgency) ? <b className={documents.urgent}>{say(locale, urgencyWords[row.urgency])}</b> : null}
                  </td>
                )}
                <td>{formatInstant(new Date(row.arrivedAt))}</td>
                <td>
                  {say(locale, packetStateWords[row.state])}
                  {row.business && row.business !== "NEW" && !isKept ? (
                    <b className={classes.late}>{wordOf(locale, businessWords, row.business)}</b>
                  ) : null}
                  <span className={list.minor}>{row.unitName}</span>
                </td>
                <td>
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={t("seeOf", { symbol: row.symbol ?? String(row.id), from: row.fromName ?? row.senderName })}
                    onClick={() => setOpen(row.id)}
                  >
                    {t("see")}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
      {open === null ? null : <PacketDialog id={open} onClose={() => setOpen(null)} />}
    </>
  );
}

/** How far a packet of ours has come: each step with its moment. */
export function Way({ row }: { row: DispatchRow }) {
  const t = useTranslations("packets");
  const steps = [
    ["sent", row.sentAt],
    ["arrived", row.arrivedAt],
    row.refusedAt ? (["refused", row.refusedAt] as const) : (["accepted", row.acceptedAt] as const),
    ...(row.finishedAt ? [["finished", row.finishedAt] as const] : []),
  ] as const;
  return (
    <>
      <ol className={classes.clock}>
        {steps.map(([step, at]) => (
          <li key={step}>
            {t(`clock.${step}`)} <b>{at ? formatInstant(new Date(at)) : t("clock.none")}</b>
          </li>
        ))}
      </ol>
      {row.sentAt ? <span className={list.minor}>{t(row.isSigned ? "signed" : "unsigned")}</span> : null}
      {row.isLate ? <strong className={classes.late}>{t("late")}</strong> : null}
      {row.answer ? <span className={list.minor}>{t(`answer.${row.answer}`)}</span> : null}
      {row.words ? <span className={list.minor}>{row.words}</span> : null}
    </>
  );
}

export function StageOf({ row }: { row: DispatchRow }) {
  const t = useTranslations("packets");
  const locale = useLocale();
  const again = useAct(anyAnswer);
  return (
    <>
      {say(locale, stageWords[row.stage])}
      {row.business === "NEW" ? null : <span className={list.minor}>{wordOf(locale, businessWords, row.business)}</span>}
      {row.fault ? <span className={list.minor}>{wordOf(locale, sendingFaultWords, row.fault)}</span> : null}
      {row.stage === "failed" ? (
        <Button
          size="compact-sm"
          variant="default"
          loading={again.isPending}
          aria-label={t("againOf", { to: row.toName })}
          onClick={() => again.mutate({ method: "POST", url: `/api/v1/packets/sent/${row.id}/again`, body: {} })}
        >
          {t("again")}
        </Button>
      ) : null}
      <Fault error={again.error} />
    </>
  );
}

/** Packets of ours, one line a receiver. */
export function DispatchTable({ rows }: { rows: readonly DispatchRow[] }) {
  const t = useTranslations("packets");
  return (
    <TableFrame title={t("caption.OUT")}>
      <table className={table.table}>
        <caption className={table.hidden}>{t("caption.OUT")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("columns.to")}</th>
            <th scope="col">{t("columns.symbol")}</th>
            <th scope="col">{t("columns.subject")}</th>
            <th scope="col">{t("columns.state")}</th>
            <th scope="col">{t("columns.clock")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} data-dispatch={row.id}>
              <th scope="row">
                {row.toName}
                <span className={list.minor}>{row.toCode}</span>
              </th>
              <td>
                {row.documentId === null ? (
                  row.symbol
                ) : (
                  <Link href={`/documents/${row.documentId}`} prefetch={false}>
                    {row.symbol}
                  </Link>
                )}
              </td>
              <td>
                <span className={classes.subject}>{row.subject}</span>
              </td>
              <td>
                <StageOf row={row} />
              </td>
              <td>
                <Way row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
