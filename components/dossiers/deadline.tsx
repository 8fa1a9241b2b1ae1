import { useTranslations } from "use-intl";
import type { DossierRow } from "@/lib/dossiers/model";
import type { Verdict } from "@/lib/indicators/model";
import { VerdictShape } from "../ui/verdict";
import classes from "./deadline.module.css";

type Facts = Pick<DossierRow, "state" | "outcome" | "workingDaysLeft" | "isOverdue" | "undecided" | "dueOn">;
type Told = {
  verdict: Verdict;
  key:
    | "left"
    | "today"
    | "late"
    | "lateSince"
    | "paused"
    | "none"
    | "notStarted"
    | "undecided"
    | "undecidedLate"
    | NonNullable<Facts["outcome"]>;
  days: number;
  year?: number;
};

/** How a dossier stands against its time: what is left, how late it is, or how it ended. */
export function tellDeadline({ state, outcome, workingDaysLeft, isOverdue, undecided, dueOn }: Facts): Told {
  if (outcome) {
    const verdict = {
      EARLY: "good",
      ON_TIME: "good",
      LATE: "bad",
      WITHDRAWN: "no-data",
      STOPPED: "no-data",
      NOT_ACCEPTED: "no-data",
    } as const;
    return { verdict: verdict[outcome], key: outcome, days: 0 };
  }
  if (state === "REGISTERED") return { verdict: "no-data", key: "notStarted", days: 0 };
  if (state === "AWAITING_SUPPLEMENT" || state === "AWAITING_PAYMENT") return { verdict: "no-data", key: "paused", days: 0 };
  if (undecided) {
    const { year, isLate } = undecided;
    return isLate
      ? { verdict: "bad", key: "undecidedLate", days: 0, year }
      : { verdict: "no-data", key: "undecided", days: 0, year };
  }
  if (workingDaysLeft === null) return { verdict: "no-data", key: dueOn ? "paused" : "none", days: 0 };
  if (workingDaysLeft < 0) return { verdict: "bad", key: "late", days: -workingDaysLeft };
  // Friday's deadline on a Saturday: late, though no working day has passed.
  if (isOverdue) return { verdict: "bad", key: "lateSince", days: 0 };
  if (workingDaysLeft === 0) return { verdict: "watch", key: "today", days: 0 };
  return { verdict: workingDaysLeft <= 3 ? "watch" : "good", key: "left", days: workingDaysLeft };
}

export function Deadline({ dossier, isLarge }: { dossier: Facts; isLarge?: boolean }) {
  const t = useTranslations("dossiers.deadline");
  const told = tellDeadline(dossier);
  return (
    <span className={classes.deadline} data-verdict={told.verdict} data-large={isLarge || undefined}>
      <VerdictShape verdict={told.verdict} />
      {t(told.key, { count: told.days, year: String(told.year ?? "") })}
    </span>
  );
}
