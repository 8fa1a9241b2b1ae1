"use client";
import { Button } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect, useId, useRef, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { formWords } from "@/lib/forms/labels";
import type { IssueLine, OwedKind, OwedPage } from "@/lib/forms/model";
import { formatDay, formatInstant, say } from "@/lib/words";
import { LeadCells } from "../dossiers/lead-cells";
import list from "../dossiers/list.module.css";
import { MarkHead, useMarks } from "../dossiers/marks";
import { focusedRow, useRowKeys } from "../dossiers/row-keys";
import work from "../dossiers/work.module.css";
import { useAddress } from "../shell/address";
import { useActKey } from "../ui/act";
import { shownOf } from "../ui/answer";
import { Fault } from "../ui/fault";
import { isBusy } from "../ui/is-busy";
import { EmptyState, FailedState } from "../ui/states";
import table from "../ui/table.module.css";
import { tableRoles } from "../ui/table-roles";
import classes from "./forms.module.css";
import { issueAndPrint } from "./issue-and-print";
import { owedQuery } from "./owed-query";

type Props = { unitId: number | undefined; kind: OwedKind | undefined; days: number; most: number };

/** The papers that steps have left to be handed out: issued and printed in one go, a kind at a time. */
export function OwedPanel({ unitId, kind, days, most }: Props) {
  const t = useTranslations("printing.owed");
  const locale = useLocale();
  const { go } = useAddress();
  const id = useId();
  const answer = useQuery<OwedPage>({ ...owedQuery({ unitId, kind }), placeholderData: keepPreviousData });
  const { data, refusal } = shownOf(answer);
  const counted = (count: number) => (count > most ? t("many", { most }) : String(count));
  const isNothing = data?.counts.every((c) => c.count === 0) ?? false;
  return (
    <section aria-labelledby={id} className={classes.owed}>
      <h2 id={id}>
        {t("title")} <span className={classes.told}>{t("note", { days })}</span>
      </h2>
      {refusal ? <FailedState error={refusal} onRetry={() => void answer.refetch()} /> : null}
      {data && isNothing ? (
        <EmptyState title={t("none")}>
          <p>{t("noneText")}</p>
        </EmptyState>
      ) : null}
      {data && !isNothing ? (
        <>
          <fieldset className={work.parts}>
            <legend className={list.hidden}>{t("kinds")}</legend>
            {data.counts.map((one) => (
              <button
                key={one.kind}
                type="button"
                aria-pressed={data.kind === one.kind}
                onClick={() => go({ kind: one.kind, view: null })}
              >
                <span className={work.count}>{counted(one.count)}</span>
                <span>{say(locale, formWords[one.kind])}</span>
              </button>
            ))}
          </fieldset>
          <div className={list.results} aria-busy={answer.isPlaceholderData}>
            <OwedTable key={`${data.kind} ${unitId ?? ""}`} page={data} />
          </div>
        </>
      ) : null}
    </section>
  );
}

function OwedTable({ page: { kind, rows, counts } }: { page: OwedPage }) {
  const t = useTranslations("printing.owed");
  const locale = useLocale();
  const client = useQueryClient();
  const body = useRef<HTMLTableSectionElement>(null);
  // All are meant unless left out: what comes after a stack is done is meant as well.
  const marks = useMarks(rows, true);
  const key = useActKey();
  useRowKeys(body);
  const chosen = marks.chosen.map((row) => row.id);
  const name = say(locale, formWords[kind]);
  const [isPrinting, setPrinting] = useState(false);
  const send = useMutation({
    mutationFn: (ids: readonly number[]) =>
      issueAndPrint(kind, ids, { key: key.now(), title: name, onIssued: () => setPrinting(true) }),
    onSettled: (_, error) => {
      key.answered(error);
      setPrinting(false);
      return client.invalidateQueries({ queryKey: ["dossiers"] });
    },
  });
  const perform = () => {
    if (chosen.length > 0 && !send.isPending) send.mutate(chosen);
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
      const pressed = event.key.toLowerCase();
      const row = focusedRow(body);
      if (pressed === "x" && row) marks.toggle(Number(row.dataset.id));
      else if (pressed === "p") perform();
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });
  const total = counts.find((c) => c.kind === kind)?.count ?? rows.length;
  const done = send.data;
  return (
    <>
      <div className={work.help} data-marked={chosen.length > 0 || undefined}>
        <p className={list.keys}>{t("keys")}</p>
        <p className={work.chosen}>{t("chosen", { count: chosen.length })}</p>
        <div className={work.acts}>
          <Button
            size="compact-sm"
            leftSection={<IconPrinter size="1rem" aria-hidden />}
            aria-keyshortcuts="P"
            disabled={chosen.length === 0}
            loading={send.isPending}
            onClick={perform}
          >
            {t("do", { count: chosen.length })}
          </Button>
        </div>
      </div>
      <p role="status" className={work.said}>
        {send.isPending ? t(isPrinting ? "printing" : "doing", { count: chosen.length }) : null}
        {done && !send.isPending ? t("done", { kind: name, issued: done.issued, printed: done.printed }) : null}
      </p>
      <Fault error={send.error} />
      {done && done.left.length > 0 ? <Left lines={done.left} /> : null}
      {rows.length === 0 ? (
        <p className={table.quiet}>{t("noneOfKind")}</p>
      ) : (
        <table className={`${table.table} ${list.table} ${work.table}`} {...tableRoles.table}>
          <caption className={table.hidden}>{t("caption", { kind: name })}</caption>
          <thead {...tableRoles.rowgroup}>
            <tr {...tableRoles.row}>
              <MarkHead marks={marks} label={t("markAll")} />
              {(["code", "applicant", "procedure", "due", "step"] as const).map((column) => (
                <th key={column} scope="col" {...tableRoles.columnheader}>
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody ref={body} {...tableRoles.rowgroup}>
            {rows.map((row) => (
              <tr key={row.id} {...tableRoles.row} data-marked={marks.has(row.id) || undefined}>
                <LeadCells row={row} marks={marks} label={t("mark", { code: row.code ?? t("noCode") })} />
                <td {...tableRoles.cell} data-cell="due">
                  <span className={list.inline}>{t("due")}: </span>
                  {row.dueOn ? formatDay(row.dueOn) : "–"}
                </td>
                <td {...tableRoles.cell} data-cell="desk">
                  {formatInstant(new Date(row.at))}
                  <span className={list.minor}>{row.byName}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {total > rows.length ? <p className={table.quiet}>{t("shown", { shown: rows.length })}</p> : null}
    </>
  );
}

function Left({ lines }: { lines: readonly IssueLine[] }) {
  const t = useTranslations("printing.owed");
  const locale = useLocale();
  return (
    <div>
      <p>{t("left", { count: lines.length })}</p>
      <ul>
        {lines.map((line) => (
          <li key={line.id}>
            <Link href={`/dossiers/${line.id}`}>{line.code ?? t("noCode")}</Link>:{" "}
            {line.refusal ? say(locale, line.refusal) : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
