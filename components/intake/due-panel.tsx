"use client";
import { useLocale, useTranslations } from "use-intl";
import { limitText, weekdayText } from "@/lib/dossiers/labels";
import type { DueAnswer } from "@/lib/dossiers/model";
import type { ProcedureTerms } from "@/lib/procedures/model";
import { formatInstant, say } from "@/lib/words";
import { DueStrip } from "../dossiers/due-strip";
import { DayField } from "../ui/day-field";
import { Panel } from "../ui/panel";
import { useProblemWords } from "../ui/problem-words";
import classes from "./intake.module.css";
import type { Part } from "./parts";

/** When it is due and why, as it changes with what is typed. */
export function DuePanel({
  form,
  change,
  faults,
  terms,
  due,
  error,
}: Part & { terms: ProcedureTerms | undefined; due: DueAnswer | undefined; error: unknown }) {
  const t = useTranslations("intake.due");
  const parts = useTranslations("intake.parts");
  const locale = useLocale();
  const words = useProblemWords();
  const story = due?.story;
  const limit = due?.limitUnit ? { value: due.limitValue, unit: due.limitUnit } : null;
  return (
    <Panel title={parts("due")}>
      <div aria-live="polite">
        {form.procedureId === null ? <p className={classes.faint}>{t("choose")}</p> : null}
        {error ? <p className={classes.fault}>{words(error)}</p> : null}
        {limit ? (
          <p className={classes.faint}>
            {t("limit")}: {limitText(locale, limit)}
            {due?.limitNote ? ` – ${due.limitNote}` : null}
          </p>
        ) : null}
        {story ? (
          <>
            <p className={classes.due}>
              {limit?.unit === "WORKING_HOUR" || limit?.unit === "CLOCK_HOUR"
                ? formatInstant(new Date(story.dueAt))
                : weekdayText(locale, story.dueOn)}
            </p>
            <DueStrip strip={story.strip} />
            <p className={classes.soft}>{say(locale, story.sentence)}</p>
          </>
        ) : null}
      </div>
      {due && !story ? (
        <>
          <p className={classes.faint}>{t("none")}</p>
          <DayField label={t("promise")} defaultValue={form.dueOn} onDay={(dueOn) => change({ dueOn })} error={faults.dueOn} />
        </>
      ) : null}
      {terms?.resultName ? <p className={classes.faint}>{t("result", { name: terms.resultName })}</p> : null}
    </Panel>
  );
}
