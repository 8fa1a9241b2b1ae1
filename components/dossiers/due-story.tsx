import { useLocale, useTranslations } from "use-intl";
import { workingTimeText } from "@/lib/dossiers/labels";
import type { DossierDetail } from "@/lib/dossiers/model";
import { formatDay, formatInstant, say } from "@/lib/words";
import classes from "./dossier.module.css";
import { DueStrip } from "./due-strip";

const dayOf = (instant: string) => formatInstant(new Date(instant)).slice(6);

/** A date that explains itself: what is left of it, and step by step why it is that day and no other. */
export function DueStory({ dossier }: { dossier: DossierDetail }) {
  const t = useTranslations("dossiers.page.story");
  const deadline = useTranslations("dossiers.deadline");
  const locale = useLocale();
  const { workingMinutesLeft: left, dueStory, clockStops, events, dueOn, extendedDueOn, acceptedAt } = dossier;
  if (acceptedAt === null) return null;
  const steps = [
    dueStory ? say(locale, dueStory.sentence) : null,
    ...clockStops.map((stop) => {
      if (stop.resumedAt === null) return t("standing", { from: dayOf(stop.stoppedAt) });
      const after = events.find((e) => e.at === stop.resumedAt)?.dueAtAfter;
      return t("stood", {
        days: stop.workingDays === null ? "none" : String(stop.workingDays),
        from: dayOf(stop.stoppedAt),
        to: dayOf(stop.resumedAt),
        policy: stop.policy,
        due: after ? dayOf(after) : "none",
      });
    }),
    extendedDueOn && dueOn ? t("extended", { day: formatDay(extendedDueOn), due: formatDay(dueOn) }) : null,
    !dueStory && dueOn && dossier.limitUnit !== null
      ? t(dossier.limitUnit === "TEXT" ? "promised" : "given", { day: formatDay(dueOn) })
      : null,
  ].filter((step) => step !== null);
  return (
    <>
      {left === null ? null : (
        <p className={classes.left} data-late={left < 0 || dossier.isOverdue || undefined}>
          {left === 0 && dossier.isOverdue
            ? deadline("lateSince")
            : t(left < 0 ? "late" : "left", { time: workingTimeText(locale, left, dossier.workingDayMinutes) })}
        </p>
      )}
      {dueStory ? <DueStrip strip={dueStory.strip} /> : null}
      {steps.length > 0 ? (
        <ol className={classes.story} aria-label={t("title")}>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      ) : null}
    </>
  );
}
