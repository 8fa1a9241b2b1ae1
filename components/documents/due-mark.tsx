import { useTranslations } from "use-intl";
import { formatDay } from "@/lib/words";
import { VerdictShape } from "../ui/verdict";
import classes from "./work.module.css";

/** By when, and whether that is today or past: by a shape and a word, not by colour alone. */
export function DueMark({ dueOn, today, isEnded = false }: { dueOn: string | null; today: string; isEnded?: boolean }) {
  const t = useTranslations("documentWork");
  if (dueOn === null) return <span className={classes.faint}>{t("noDue")}</span>;
  const verdict = isEnded ? null : dueOn < today ? ("bad" as const) : dueOn === today ? ("watch" as const) : null;
  return (
    <span className={classes.due} data-verdict={verdict ?? undefined}>
      {formatDay(dueOn)}
      {verdict ? (
        <span className={classes.dueWord}>
          <VerdictShape verdict={verdict} /> {t(verdict === "bad" ? "overdue" : "today")}
        </span>
      ) : null}
    </span>
  );
}
