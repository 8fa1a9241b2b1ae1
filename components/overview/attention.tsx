import Link from "next/link";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl";
import type { Attention as Matter } from "@/lib/indicators/model";
import { formatDay, formatPercent } from "@/lib/words";
import { VerdictShape } from "../ui/verdict";
import classes from "./attention.module.css";
import { type Question, wayTo } from "./links";

/** What to do today, in sentences: each a way to its dossiers, with who must act beneath. */
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
                <Sentence matter={matter} href={wayTo(matter, question, canList)} />
              </p>
              <p className={classes.who}>
                <WhoActs matter={matter} />
                {matter.since ? (
                  <>
                    {" · "}
                    <span className={classes.since}>{t("since", { day: formatDay(matter.since) })}</span>
                  </>
                ) : null}
              </p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function WhoActs({ matter: { kind, headName, headTitle } }: { matter: Matter }) {
  const t = useTranslations("overview.attention");
  const who = (chunks: ReactNode) => <strong className={classes.person}>{chunks}</strong>;
  if (headName && headTitle) return t.rich("named", { name: headName, head: headTitle, who });
  if (headTitle ?? headName) return t.rich("answers", { head: headTitle ?? headName ?? "", who });
  return kind === "all-clear" ? null : t("everyHead");
}

function Sentence({ matter, href }: { matter: Matter; href: string | null }) {
  const t = useTranslations("overview.attention");
  const locale = useLocale();
  const values = {
    b: (chunks: ReactNode) =>
      href === null ? (
        <strong className={classes.way}>{chunks}</strong>
      ) : (
        <Link href={href} prefetch={false} className={classes.way}>
          {chunks}
        </Link>
      ),
    unit: matter.unitName ?? "none",
    count: matter.count,
    days: matter.overDays ?? 0,
    worst: matter.worst ?? "none",
    rate: matter.worst === null ? "–" : formatPercent(locale, matter.worst),
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
