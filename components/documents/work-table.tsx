"use client";
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { taskRoleWords, taskStateWords, urgencyWords } from "@/lib/documents/labels";
import type { WorkRow } from "@/lib/documents/model";
import { formatDay, formatInstant, say } from "@/lib/words";
import list from "../dossiers/list.module.css";
import { MarkCell, MarkHead, useMarks } from "../dossiers/marks";
import { focusedRow, useRowKeys } from "../dossiers/row-keys";
import desk from "../dossiers/work.module.css";
import { anyAnswer } from "../ui/act";
import { isBusy } from "../ui/is-busy";
import { useProblemWords } from "../ui/problem-words";
import { newKey, sendJson } from "../ui/request";
import table from "../ui/table.module.css";
import { tableRoles } from "../ui/table-roles";
import documents from "./documents.module.css";
import { DueMark } from "./due-mark";
import classes from "./work.module.css";

type Props = { rows: readonly WorkRow[]; today: string; isGiven: boolean; onSaid(text: string): void };

/** The lines of work. j and k walk, Enter opens, x marks; a and d take up and mark as read what is marked, else the line one is at. */
export function WorkTable({ rows, today, isGiven, onSaid }: Props) {
  const t = useTranslations("documentWork");
  const locale = useLocale();
  const words = useProblemWords();
  const client = useQueryClient();
  const body = useRef<HTMLTableSectionElement>(null);
  const marks = useMarks(rows);
  const [isSending, setSending] = useState(false);
  useRowKeys(body);
  const meant = () => {
    if (marks.chosen.length > 0) return marks.chosen;
    const at = focusedRow(body)?.dataset.id;
    return rows.filter((row) => String(row.id) === at);
  };
  const ended = async (text: string) => {
    await client.invalidateQueries({ queryKey: ["documents"] });
    marks.setAll(false);
    onSaid(text);
    setSending(false);
  };
  const read = async () => {
    const taskIds = meant().flatMap((row) => (isToRead(row, isGiven) ? [row.id] : []));
    if (taskIds.length === 0 || isSending) return;
    setSending(true);
    await sendJson("POST", "/api/v1/documents/work/read", { taskIds }, anyAnswer, newKey()).then(
      () => ended(t("wasRead", { count: taskIds.length })),
      (error: unknown) => ended(words(error)),
    );
  };
  const accept = async () => {
    const taken = meant().filter((row) => row.mayAccept);
    if (taken.length === 0 || isSending) return;
    setSending(true);
    const faults: unknown[] = [];
    for (const row of taken)
      await sendJson(
        "POST",
        `/api/v1/documents/${row.documentId}/tasks/${row.id}`,
        { act: "accept", version: row.version },
        anyAnswer,
        newKey(),
      ).catch((error: unknown) => faults.push(error));
    const done = taken.length - faults.length;
    await ended(
      faults.length === 0
        ? t("accepted", { count: done })
        : t("acceptedSome", { done, left: faults.length, why: words(faults[0]) }),
    );
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
      const key = event.key.toLowerCase();
      const row = focusedRow(body);
      if (key === "x" && row) marks.toggle(Number(row.dataset.id));
      else if (key === "a") void accept();
      else if (key === "d") void read();
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });
  const pool = marks.chosen.length > 0 ? marks.chosen : rows;
  const columns = ["document", "instruction", "due", "state", "who"] as const;
  return (
    <>
      <div className={desk.help} data-marked={marks.chosen.length > 0 || undefined}>
        <p className={list.keys}>{t("keys")}</p>
        {marks.chosen.length > 0 ? (
          <p role="status" className={desk.chosen}>
            {t("chosen", { count: marks.chosen.length })}
            <Button variant="subtle" size="compact-sm" onClick={() => marks.setAll(false)}>
              {t("unmark")}
            </Button>
          </p>
        ) : null}
        <div className={desk.acts}>
          {(["accept", "read"] as const).map((act) =>
            pool.some((row) => (act === "accept" ? row.mayAccept : isToRead(row, isGiven))) ? (
              <Button
                key={act}
                variant="default"
                size="compact-sm"
                aria-keyshortcuts={act === "accept" ? "A" : "D"}
                rightSection={<kbd aria-hidden>{act === "accept" ? "A" : "D"}</kbd>}
                loading={isSending}
                // The line keeps the focus: what is done is done to it.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => void (act === "accept" ? accept() : read())}
              >
                {t(act)}
              </Button>
            ) : null,
          )}
        </div>
      </div>
      <table className={`${table.table} ${list.table} ${desk.table} ${classes.table}`} {...tableRoles.table}>
        <caption className={table.hidden}>{t("caption")}</caption>
        <thead {...tableRoles.rowgroup}>
          <tr {...tableRoles.row}>
            <MarkHead marks={marks} label={t("markAll")} />
            {columns.map((column) => (
              <th key={column} scope="col" {...tableRoles.columnheader}>
                {t(`columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} {...tableRoles.rowgroup}>
          {rows.map((row) => (
            <tr key={row.id} {...tableRoles.row} data-marked={marks.has(row.id) || undefined}>
              <MarkCell marks={marks} id={row.id} label={t("mark", { name: nameOf(row) })} />
              <th scope="row" {...tableRoles.rowheader} data-cell="document">
                <Link href={`/documents/${row.documentId}`} prefetch={false} data-id={row.id}>
                  {nameOf(row)}
                </Link>
                {row.urgency === "NORMAL" ? null : (
                  <strong className={documents.urgent}> {say(locale, urgencyWords[row.urgency])}</strong>
                )}
                <span className={classes.clamp} title={row.subject}>
                  {row.subject}
                </span>
                <span className={classes.minor}>{row.issuer}</span>
              </th>
              <td {...tableRoles.cell} data-cell="instruction">
                {row.instruction ? (
                  <span className={classes.clamp} title={row.instruction}>
                    {row.instruction}
                  </span>
                ) : null}
                <span className={classes.minor}>
                  {t("by", { name: row.givenByName, at: formatInstant(new Date(row.givenAt)) })}
                  {row.onInstructionOf ? ` · ${t("onInstruction", { name: row.onInstructionOf })}` : ""}
                </span>
              </td>
              <td {...tableRoles.cell} data-cell="due">
                {row.role === "INFORM" ? null : <DueMark dueOn={row.dueOn} today={today} />}
                {row.asked ? <span className={classes.minor}>{t("asks", { day: formatDay(row.asked.dueOn) })}</span> : null}
              </td>
              <td {...tableRoles.cell} data-cell="state">
                {say(locale, taskStateWords(row.state, row.role))}
                {row.progress ? (
                  <span className={`${classes.minor} ${classes.clamp}`} title={row.progress}>
                    {t("lastReport", { text: row.progress })}
                  </span>
                ) : null}
                {isGiven ? (
                  <span className={classes.minor}>
                    {row.opened
                      ? t("openedBy", { at: formatInstant(new Date(row.opened.at)), name: row.opened.byName })
                      : t("unopened")}
                  </span>
                ) : null}
              </td>
              <td {...tableRoles.cell} data-cell="who">
                {row.assigneeName ?? row.unitName}
                <span className={classes.minor}>
                  {say(locale, taskRoleWords[row.role])}
                  {row.assigneeName ? ` · ${row.unitName}` : ""}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
const isToRead = (row: WorkRow, isGiven: boolean) => !isGiven && row.role === "INFORM" && row.state === "SENT";
/** As people call it: by its symbol, else by its number in the register. */
const nameOf = ({ symbol, number, year }: WorkRow) => symbol ?? `${number}/${year}`;
