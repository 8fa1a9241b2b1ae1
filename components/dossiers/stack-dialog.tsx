"use client";
import { Button, Modal } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { eventWords, moveWords, stateWords } from "@/lib/dossiers/labels";
import type { ActName, BulkAnswer, BulkLine, WorkRow } from "@/lib/dossiers/model";
import { formatDay, formatInstant, say, type Words } from "@/lib/words";
import { useProblemWords } from "../ui/problem-words";
import { newKey, Problem, sendJson } from "../ui/request";
import table from "../ui/table.module.css";
import { VerdictShape } from "../ui/verdict";
import { ActFields } from "./act-fields";
import { ActFoot } from "./act-foot";
import { bodyOf, isFilled, nothingTyped, type Typed } from "./act-form";
import { sendByKey } from "./act-keys";
import classes from "./dossier.module.css";

const answerReader = () => import("@/lib/dossiers/model").then((m) => m.BulkAnswer);
type Props = { act: ActName; rows: readonly WorkRow[]; today: string; onClose(): void; onDone(text: string): Promise<void> };

/** The same act on a stack: asked once, told line by line. Sent again after a cut line it repeats nothing that was done. */
export function StackDialog({ act, rows, today, onClose, onDone }: Props) {
  const t = useTranslations("dossiers.work.stack");
  const ui = useTranslations("ui");
  const locale = useLocale();
  const words = useProblemWords();
  const client = useQueryClient();
  const [key, setKey] = useState(newKey);
  const [stack] = useState(rows);
  const open = stack.filter((row) => row.openMoves.includes(act));
  const [typed, setTyped] = useState<Typed>({ ...nothingTyped, ...wished(open) });
  const offer = { unitIds: [...new Set(open.map((row) => row.unitId))], consultations: [], unpaid: [], stack: open };
  const send = useMutation<BulkAnswer>({
    mutationFn: () =>
      sendJson(
        "POST",
        "/api/v1/dossiers/moves",
        { move: act, ...bodyOf(act, typed), dossiers: stack.map((row) => lineOf(row, act, typed)) },
        answerReader,
        key,
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ["dossiers"] }),
    onError: (error) => {
      if (error instanceof Problem && error.code !== "offline") setKey(newKey());
    },
  });
  const isReady = isFilled(act, typed, offer);
  const lines = send.data?.lines;
  const done = lines?.filter((line) => line.moved !== null).length ?? 0;
  const sum = t("sum", { done, left: (lines?.length ?? 0) - done });
  const close = () => void (lines ? onDone(`${say(locale, moveWords[act])}: ${sum}`) : onClose());
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={<strong>{t("title", { move: say(locale, moveWords[act]), count: stack.length })}</strong>}
      closeButtonProps={{ "aria-label": ui("close") }}
      centered
    >
      {lines ? (
        <div className={classes.form}>
          <p role="status">
            <strong>{sum}</strong>
          </p>
          <Outcomes lines={lines} />
          <div className={classes.end}>
            {/* What was asked is gone from the page, and the focus with it. */}
            <Button onClick={close} ref={(button) => button?.focus()}>
              {ui("close")}
            </Button>
          </div>
        </div>
      ) : (
        <form
          className={classes.form}
          onKeyDown={sendByKey}
          onSubmit={(event) => {
            event.preventDefault();
            if (isReady && !send.isPending) send.mutate();
          }}
        >
          <p>{t("open", { open: open.length, count: stack.length })}</p>
          <ActFields
            act={act}
            typed={typed}
            offer={offer}
            dueOn={null}
            today={today}
            onType={(change) => setTyped((before) => ({ ...before, ...change }))}
          />
          <p role="alert" className={classes.error}>
            {send.error ? words(send.error) : null}
          </p>
          <ActFoot {...{ act, isReady }} isSending={send.isPending} onCancel={onClose} />
        </form>
      )}
    </Modal>
  );
}

/** The way all of a stack want their result; where they differ, the counter, to be chosen by whoever hands them out. */
export function wished(rows: readonly Pick<WorkRow, "resultDelivery">[]): Partial<Typed> {
  const [first, ...others] = new Set(rows.map((row) => row.resultDelivery));
  return first && others.length === 0 ? { delivery: first } : {};
}

/** A dossier of the stack as it is sent: in its version, with its own number where it goes by post. */
export function lineOf({ id, version }: Pick<WorkRow, "id" | "version">, act: ActName, typed: Typed) {
  const trackingNumber = act === "return" && typed.delivery === "POST" ? typed.trackingNumbers[id]?.trim() : "";
  return { id, version, ...(trackingNumber ? { trackingNumber } : {}) };
}

/** What was not done comes first: that is what is left to do. */
function Outcomes({ lines }: { lines: readonly BulkLine[] }) {
  const t = useTranslations("dossiers.work.stack");
  const noCode = useTranslations("dossiers")("noCode");
  const locale = useLocale();
  const acts: Record<string, Words> = eventWords;
  const sorted = [...lines].sort((a, b) => Number(a.moved !== null) - Number(b.moved !== null));
  return (
    <table className={table.table}>
      <caption className={table.hidden}>{t("outcomes")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("code")}</th>
          <th scope="col">{t("outcome")}</th>
        </tr>
      </thead>
      <tbody>
        {sorted.map(({ id, code, moved, refusal, overtakenBy }) => (
          <tr key={id}>
            <th scope="row">{code ?? noCode}</th>
            <td>
              <VerdictShape verdict={moved ? "good" : "bad"} label={t(moved ? "done" : "left")} />{" "}
              {moved ? `${say(locale, stateWords[moved.state])}${moved.dueOn ? ` · ${formatDay(moved.dueOn)}` : ""}` : null}
              {refusal ? say(locale, refusal) : null}
              {overtakenBy
                ? ` ${t("overtaken", {
                    name: overtakenBy.name,
                    what: say(locale, acts[overtakenBy.kind] ?? { vi: overtakenBy.kind, en: overtakenBy.kind }),
                    at: formatInstant(new Date(overtakenBy.at)),
                  })}`
                : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
