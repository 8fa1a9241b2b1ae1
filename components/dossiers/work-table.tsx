"use client";
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { moveWords, stateWords } from "@/lib/dossiers/labels";
import type { ActName, WorkRow } from "@/lib/dossiers/model";
import { formatDay, formatInstant, say } from "@/lib/words";
import { isBusy } from "../ui/is-busy";
import { lazily } from "../ui/lazily";
import table from "../ui/table.module.css";
import { tableRoles } from "../ui/table-roles";
import { VerdictShape } from "../ui/verdict";
import { actKeys, inOrder } from "./act-keys";
import { Deadline } from "./deadline";
import { LeadCells } from "./lead-cells";
import list from "./list.module.css";
import { MarkHead, useMarks } from "./marks";
import { focusedRow, useRowKeys } from "./row-keys";
import { stackActs } from "./stack-acts";
import classes from "./work.module.css";

const MoveDialog = lazily(() => import("./move-dialog").then((m) => m.MoveDialog));
const StackPrint = lazily(() => import("../forms/stack-print").then((m) => m.StackPrint));
const StackDialog = lazily(() => import("./stack-dialog").then((m) => m.StackDialog));

type Props = {
  rows: readonly WorkRow[];
  /** They are others' dossiers on which the unit is asked. */
  isAsked: boolean;
  today: string;
  onSaid(text: string): void;
};
type Asking = { act: ActName; rows: readonly WorkRow[] };

/** The lines of work. j and k walk, Enter opens, x marks, a letter does what it stands for: to the marked ones, else to the line one is at. */
export function WorkTable({ rows, isAsked, today, onSaid }: Props) {
  const t = useTranslations("dossiers");
  const locale = useLocale();
  const client = useQueryClient();
  const body = useRef<HTMLTableSectionElement>(null);
  const marks = useMarks(rows);
  const { chosen } = marks;
  const [asking, setAsking] = useState<Asking | null>(null);
  useRowKeys(body);
  const at = useFocusKept(body, rows, asking !== null);
  const ask = (act: ActName) => {
    if (chosen.length > 0) {
      if (stackActs(chosen).includes(act)) setAsking({ act, rows: chosen });
      return;
    }
    const row = rows.find((one) => String(one.id) === focusedRow(body)?.dataset.id);
    if (row?.openMoves.includes(act)) setAsking({ act, rows: [row] });
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
      const key = event.key.toLowerCase();
      const row = focusedRow(body);
      if (key === "x" && row) {
        event.preventDefault();
        marks.toggle(Number(row.dataset.id));
        return;
      }
      const [act] = Object.entries(actKeys).find(([, letter]) => letter === key) ?? [];
      const known = inOrder(rows.flatMap((one) => one.openMoves)).find((one) => one === act);
      if (!known) return;
      event.preventDefault();
      ask(known);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });
  const done = async (text: string) => {
    // The next act begins from what this one left, not from what was there before.
    await client.invalidateQueries({ queryKey: ["dossiers"] });
    setAsking(null);
    marks.setAll(false);
    onSaid(text);
  };
  const columns = ["code", "applicant", "procedure", "due", "state", "desk"] as const;
  const [only] = asking?.rows ?? [];
  return (
    <>
      <Help rows={rows} at={at} chosen={chosen} onAct={ask} onClear={() => marks.setAll(false)} onSaid={onSaid} />
      <table className={`${table.table} ${list.table} ${classes.table}`} {...tableRoles.table}>
        <caption className={table.hidden}>{t("work.caption")}</caption>
        <thead {...tableRoles.rowgroup}>
          <tr {...tableRoles.row}>
            <MarkHead marks={marks} label={t("work.markAll")} />
            {columns.map((column) => (
              <th key={column} scope="col" {...tableRoles.columnheader}>
                {t(column === "desk" ? (isAsked ? "work.question" : "work.desk") : `columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} {...tableRoles.rowgroup}>
          {rows.map((row) => (
            <tr key={row.id} {...tableRoles.row} data-marked={marks.has(row.id) || undefined}>
              <LeadCells row={row} marks={marks} label={t("work.mark", { code: row.code ?? t("noCode") })} />
              <td {...tableRoles.cell} data-cell="due">
                {row.dueOn ? (
                  <span>
                    <span className={list.inline}>{t("columns.due")} </span>
                    {formatDay(row.dueOn)}
                  </span>
                ) : null}
                {row.extendedDueOn ? (
                  <span className={list.minor}>{t("work.extended", { day: formatDay(row.extendedDueOn) })}</span>
                ) : null}
                <span className={list.minor}>
                  <Deadline dossier={row} />
                </span>
              </td>
              <td {...tableRoles.cell} data-cell="state">
                {say(locale, stateWords[row.state])}
                {row.answerOn && !row.asked ? <AnswerBy day={row.answerOn} today={today} /> : null}
              </td>
              <td {...tableRoles.cell} data-cell="desk">
                <Lies row={row} today={today} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {asking && only && asking.rows.length === 1 ? (
        <MoveDialog
          key={`${asking.act}-${only.id}`}
          dossier={only}
          act={asking.act}
          today={today}
          onClose={() => setAsking(null)}
          onDone={() => done(t("work.doneOne", { move: say(locale, moveWords[asking.act]), code: only.code ?? t("noCode") }))}
        />
      ) : null}
      {asking && asking.rows.length > 1 ? (
        <StackDialog act={asking.act} rows={asking.rows} today={today} onClose={() => setAsking(null)} onDone={done} />
      ) : null}
    </>
  );
}

/** With whom it lies and at which step; of another's dossier what the unit is asked, and by when it is to answer. */
function Lies({ row: { asked, assigneeName, stepName, stepDueAt }, today }: { row: WorkRow; today: string }) {
  const t = useTranslations("dossiers.work");
  if (asked)
    return (
      <>
        <span className={list.procedure} title={asked.question}>
          {asked.question}
        </span>
        <span className={classes.answer} data-late={asked.dueOn < today || undefined}>
          {asked.dueOn < today ? <VerdictShape verdict="bad" label={t("late")} /> : null}{" "}
          {t("answerDue", { day: formatDay(asked.dueOn) })}
        </span>
      </>
    );
  return (
    <>
      {assigneeName ?? <span className={table.quiet}>{t("pool")}</span>}
      {stepName ? (
        <span className={list.minor}>
          {stepName}
          {stepDueAt ? ` · ${formatInstant(new Date(stepDueAt))}` : ""}
        </span>
      ) : null}
    </>
  );
}

function AnswerBy({ day, today }: { day: string; today: string }) {
  const t = useTranslations("dossiers.work");
  return (
    <span className={classes.answer} data-late={day < today || undefined}>
      {day < today ? <VerdictShape verdict="bad" label={t("late")} /> : null} {t("answerBy", { day: formatDay(day) })}
    </span>
  );
}

/** What the keys do here: for the marked lines, else for the one that has the focus. The same as buttons, for whoever has no keyboard. */
function Help({
  rows,
  at,
  chosen,
  onAct,
  onClear,
  onSaid,
}: {
  rows: readonly WorkRow[];
  at: number | null;
  chosen: readonly WorkRow[];
  onAct(act: ActName): void;
  onClear(): void;
  onSaid(text: string): void;
}) {
  const t = useTranslations("dossiers.work");
  const locale = useLocale();
  const row = rows.find((one) => one.id === at);
  const acts = chosen.length > 0 ? stackActs(chosen) : (row?.openMoves ?? []);
  return (
    <div className={classes.help} data-marked={chosen.length > 0 || undefined}>
      <p className={list.keys}>{t("keys")}</p>
      {chosen.length > 0 ? (
        <p role="status" className={classes.chosen}>
          {t("chosen", { count: chosen.length })}
          <Button variant="subtle" size="compact-sm" onClick={onClear}>
            {t("unmark")}
          </Button>
        </p>
      ) : null}
      <div className={classes.acts}>
        {inOrder(acts).map((act) => (
          <Button
            key={act}
            variant="default"
            size="compact-sm"
            aria-keyshortcuts={actKeys[act].toUpperCase()}
            rightSection={<kbd aria-hidden>{actKeys[act].toUpperCase()}</kbd>}
            // The line keeps the focus: what is done is done to it.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onAct(act)}
          >
            {say(locale, moveWords[act])}
          </Button>
        ))}
        {chosen.length > 0 ? <StackPrint dossiers={chosen.map((one) => one.id)} onSaid={onSaid} /> : null}
      </div>
    </div>
  );
}

/**
 * The id of the line that has the focus. When that line is done and gone, the one that came in its place gets it: whoever works by
 * key goes on where they were.
 */
function useFocusKept(body: React.RefObject<HTMLElement | null>, rows: readonly WorkRow[], isAsking: boolean): number | null {
  const [at, setAt] = useState<number | null>(null);
  const place = useRef(-1);
  const shown = rows.map((row) => row.id).join(" ");
  useEffect(() => {
    const onFocus = () => {
      const row = focusedRow(body);
      if (!row) return;
      setAt(Number(row.dataset.id));
      place.current = [...(body.current?.querySelectorAll("tr") ?? [])].findIndex((tr) => tr.contains(row));
    };
    document.addEventListener("focusin", onFocus);
    return () => document.removeEventListener("focusin", onFocus);
  }, [body]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other lines are what may have taken the focus away.
  useEffect(() => {
    if (isAsking || place.current < 0 || (document.activeElement && document.activeElement !== document.body)) return;
    const links = [...(body.current?.querySelectorAll<HTMLAnchorElement>("tr > th a") ?? [])];
    links[Math.min(place.current, links.length - 1)]?.focus();
  }, [shown, isAsking]);
  return at;
}
