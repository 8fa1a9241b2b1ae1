import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import type { Attention as Matter } from "@/lib/indicators/model";
import { formatDay, formatNumber } from "@/lib/words";
import { VerdictShape } from "../ui/verdict";
import classes from "./attention.module.css";
import { drillLink, listLink, type Question } from "./links";

/** What to do today, in sentences, each with who answers for it and the way to its dossiers. */
export function Attention({
  matters,
  question,
  shortNames,
  canList,
}: {
  matters: readonly Matter[];
  question: Question;
  shortNames: ReadonlyMap<number, string>;
  canList: boolean;
}) {
  const t = useTranslations("overview.attention");
  const verdict = useTranslations("ui.verdict");
  return (
    <ol className={classes.list}>
      {matters.map((given) => {
        const matter = { ...given, unitName: (given.unitId && shortNames.get(given.unitId)) || given.unitName };
        return (
          <li key={`${matter.kind}-${matter.unitId}`} className={classes.matter}>
            <span className={classes.mark}>
              <VerdictShape verdict={matter.verdict} label={verdict(matter.verdict)} />
            </span>
            <div>
              <p>
                <Sentence matter={matter} />
              </p>
              <p className={classes.who}>
                {matter.headTitle ? t("answers", { head: matter.headTitle }) : null}
                {matter.headTitle && matter.since ? " · " : null}
                {matter.since ? t("since", { day: formatDay(matter.since) }) : null}
                {matter.kind === "all-clear" ? null : (
                  <>
                    {matter.headTitle || matter.since ? " · " : null}
                    <Link href={wayTo(matter, question, canList)} prefetch={false}>
                      {t("show")}
                      <span className={classes.hidden}>{`: ${matter.unitName ?? ""} ${matter.count}`}</span>
                    </Link>
                  </>
                )}
              </p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function Sentence({ matter }: { matter: Matter }) {
  const t = useTranslations("overview.attention");
  const locale = useLocale();
  const values = {
    b: (chunks: React.ReactNode) => <strong>{chunks}</strong>,
    unit: matter.unitName ?? "none",
    count: formatNumber(locale, matter.count),
    worst: matter.worst === null ? "none" : formatNumber(locale, matter.worst),
    rate: matter.worst === null ? "–" : `${formatNumber(locale, matter.worst * 100, 1)}%`,
  };
  switch (matter.kind) {
    case "unit-overdue":
      return t.rich("unitOverdue", values);
    case "due-soon":
      return t.rich("dueSoon", values);
    case "unit-below-floor":
      return t.rich("unitBelowFloor", values);
    case "waiting-long":
      return t.rich("waitingLong", values);
    case "all-clear":
      return t("allClear");
  }
}

function wayTo(matter: Matter, question: Question, canList: boolean): string {
  const more = matter.unitId ? { unitId: matter.unitId } : {};
  if (!canList && matter.kind !== "unit-below-floor")
    return drillLink(
      question,
      matter.kind === "due-soon" ? "due-soon" : matter.kind === "unit-overdue" ? "overdue-now" : "awaiting-applicant",
      more,
    );
  if (matter.kind === "unit-below-floor") return drillLink(question, "on-time-rate", more);
  const set = {
    "unit-overdue": "overdue",
    "due-soon": "due-soon",
    "waiting-long": "awaiting-applicant",
    "all-clear": "in-progress",
  } as const;
  return listLink(question, { ...more, set: set[matter.kind] });
}
