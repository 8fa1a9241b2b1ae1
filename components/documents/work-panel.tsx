"use client";
import { Button, Menu } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { taskActWords, taskRoleWords, taskStateWords } from "@/lib/documents/labels";
import type { DocumentWorkView, TaskAct, TaskView } from "@/lib/documents/model";
import { formatDay, formatInstant, say } from "@/lib/words";
import dossier from "../dossiers/dossier.module.css";
import { lazily } from "../ui/lazily";
import { Panel } from "../ui/panel";
import { useProblemWords } from "../ui/problem-words";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import { DueMark } from "./due-mark";
import classes from "./work.module.css";
import { documentWorkQuery } from "./work-query";

const PassOnDialog = lazily(() => import("./pass-on-dialog").then((m) => m.PassOnDialog));
const TaskDialog = lazily(() => import("./task-dialog").then((m) => m.TaskDialog));

/** What a dialog was opened for: to pass on, to act on a task, to close or open again. */
export type Asking =
  | { what: "pass"; task: TaskView | null }
  | { what: "task"; task: TaskView; act: TaskAct }
  | { what: "end"; act: "close" | "reopen" };

/** Who has the document, what they were told, by when and how it stands; and whatever of it the reader may do. */
export function WorkPanel({ id, userId, today }: { id: number; userId: number; today: string }) {
  const t = useTranslations("documentWork.panel");
  const words = useProblemWords();
  const client = useQueryClient();
  const answer = useQuery<DocumentWorkView>(documentWorkQuery(id));
  const [asking, setAsking] = useState<Asking | null>(null);
  const [said, setSaid] = useState("");
  const { data: work } = answer;
  if (!work)
    return answer.error ? (
      <Panel title={t("title")}>
        <p role="alert" className={dossier.error}>
          {words(answer.error)}
        </p>
      </Panel>
    ) : null;
  if (work.version === 0 && !work.may.route) return null;
  const done = async (text: string) => {
    await client.invalidateQueries({ queryKey: ["documents"] });
    setAsking(null);
    setSaid(text);
  };
  const close = () => setAsking(null);
  return (
    <>
      <Panel title={t("title")} note={t("note")}>
        <div className={classes.stack}>
          <Closed work={work} />
          {work.tasks.length === 0 ? (
            <p className={table.quiet}>{t("none")}</p>
          ) : (
            <Tasks work={work} today={today} onAsk={setAsking} />
          )}
          <div className={dossier.buttons}>
            {work.may.route ? (
              <Button variant={work.version === 0 ? "filled" : "default"} onClick={() => setAsking({ what: "pass", task: null })}>
                {t(work.version === 0 ? "pass" : "passMore")}
              </Button>
            ) : null}
            {work.may.close ? (
              <Button variant="default" onClick={() => setAsking({ what: "end", act: "close" })}>
                {t("close")}
              </Button>
            ) : null}
            {work.may.reopen ? (
              <Button variant="default" onClick={() => setAsking({ what: "end", act: "reopen" })}>
                {t("reopen")}
              </Button>
            ) : null}
          </div>
          <p role="status" className={dossier.said}>
            {said}
          </p>
        </div>
      </Panel>
      {asking?.what === "pass" ? (
        <PassOnDialog id={id} userId={userId} work={work} task={asking.task} today={today} onClose={close} onDone={done} />
      ) : null}
      {asking && asking.what !== "pass" ? (
        <TaskDialog id={id} userId={userId} work={work} asking={asking} today={today} onClose={close} onDone={done} />
      ) : null}
    </>
  );
}

function Closed({ work: { closed } }: { work: DocumentWorkView }) {
  const t = useTranslations("documentWork.panel");
  if (!closed) return null;
  return (
    <p className={classes.closed}>
      {t("closed", { at: formatInstant(new Date(closed.at)), name: closed.byName, outcome: closed.outcome })}
      {closed.answer ? (
        <>
          {" · "}
          <Link href={`/documents/${closed.answer.id}`} prefetch={false}>
            {t("answer")} {closed.answer.symbol}
          </Link>
        </>
      ) : null}
    </p>
  );
}

type TasksProps = { work: DocumentWorkView; today: string; onAsk(asking: Asking): void };
function Tasks({ work, today, onAsk }: TasksProps) {
  const t = useTranslations("documentWork");
  const p = useTranslations("documentWork.panel");
  const locale = useLocale();
  const columns = ["to", "told", "due", "state", "acts"] as const;
  return (
    <TableFrame title={p("tasks")}>
      <table className={`${table.table} ${classes.task}`}>
        <caption className={table.hidden}>{p("tasks")}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {p(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {inOrder(work.tasks).map((task) => (
            <tr key={task.id} className={`${task.parentId === null ? "" : classes.part} ${task.endedAt ? classes.ended : ""}`}>
              <th scope="row">
                {nameOf(task)}
                <span className={classes.minor}>
                  {say(locale, taskRoleWords[task.role])}
                  {task.assigneeName ? ` · ${task.unitName}` : ""}
                </span>
              </th>
              <td>
                {task.instruction ? <span className={classes.told}>{task.instruction}</span> : null}
                <span className={classes.minor}>
                  {t("by", { name: task.givenByName, at: formatInstant(new Date(task.givenAt)) })}
                  {task.onInstructionOf ? ` · ${t("onInstruction", { name: task.onInstructionOf })}` : ""}
                </span>
                {task.progress ? <span className={classes.told}>{t("lastReport", { text: task.progress })}</span> : null}
                {task.result ? <span className={classes.told}>{p("result", { text: task.result })}</span> : null}
              </td>
              <td>
                {task.role === "INFORM" ? null : <DueMark dueOn={task.dueOn} today={today} isEnded={task.endedAt !== null} />}
                {task.asked ? <span className={classes.minor}>{t("asks", { day: formatDay(task.asked.dueOn) })}</span> : null}
              </td>
              <td>
                {say(locale, taskStateWords(task.state, task.role))}
                {work.seesReceipts ? (
                  <span className={classes.minor}>
                    {task.opened
                      ? t("openedBy", { at: formatInstant(new Date(task.opened.at)), name: task.opened.byName })
                      : t("unopened")}
                  </span>
                ) : null}
              </td>
              <td>
                <TaskActs task={task} onAsk={onAsk} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

const foremost: readonly TaskAct[] = ["accept", "progress", "finish", "grant", "decline"];
/** What brings a task on stands as buttons, the rest in a menu beside them. */
function TaskActs({ task, onAsk }: { task: TaskView; onAsk(asking: Asking): void }) {
  const p = useTranslations("documentWork.panel");
  const locale = useLocale();
  const [first, rest] = [foremost.filter((act) => task.acts.includes(act)), task.acts.filter((act) => !foremost.includes(act))];
  const label = (act: TaskAct) => p("actOn", { act: say(locale, taskActWords[act]), name: nameOf(task) });
  return (
    <div className={classes.acts}>
      {task.mayHandOn ? (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={p("actOn", { act: p("handOn"), name: nameOf(task) })}
          onClick={() => onAsk({ what: "pass", task })}
        >
          {p("handOn")}
        </Button>
      ) : null}
      {first.map((act) => (
        <Button
          key={act}
          size="compact-sm"
          variant="default"
          aria-label={label(act)}
          onClick={() => onAsk({ what: "task", task, act })}
        >
          {say(locale, taskActWords[act])}
        </Button>
      ))}
      {rest.length > 0 ? (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button size="compact-sm" variant="subtle" aria-label={p("actOn", { act: p("moreActs"), name: nameOf(task) })}>
              {p("moreActs")} ▾
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {rest.map((act) => (
              <Menu.Item key={act} onClick={() => onAsk({ what: "task", task, act })}>
                {say(locale, taskActWords[act])}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : null}
    </div>
  );
}

export const nameOf = (task: Pick<TaskView, "assigneeName" | "unitName">): string => task.assigneeName ?? task.unitName;

/** Each task with those it was handed on to below it. */
function inOrder(tasks: readonly TaskView[]): TaskView[] {
  const below = (parentId: number | null): TaskView[] =>
    tasks.filter((task) => task.parentId === parentId).flatMap((task) => [task, ...below(task.id)]);
  return below(null);
}
