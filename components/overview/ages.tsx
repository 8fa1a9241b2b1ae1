import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import type { Overview, Verdict } from "@/lib/indicators/model";
import { formatNumber } from "@/lib/words";
import charts from "../charts/charts.module.css";
import { VerdictShape } from "../ui/verdict";
import classes from "./ages.module.css";
import { agesLink, type Question } from "./links";

type Bucket = Overview["ages"][number]["bucket"];
export const bucketVerdict: Record<Bucket, Verdict> = {
  "over-3": "good",
  "1-3": "watch",
  today: "watch",
  "late-1-5": "bad",
  "late-over-5": "bad",
  "no-due": "no-data",
};

/** Open dossiers by what is left of their time. Each line opens its dossiers, unless the reader may not list them. */
export function Ages({ ages, question, isPlain }: { ages: Overview["ages"]; question: Question; isPlain?: boolean }) {
  const t = useTranslations("overview.ages");
  const verdict = useTranslations("ui.verdict");
  const locale = useLocale();
  if (ages.length === 0) return <p>{t("notKnown")}</p>;
  const largest = Math.max(1, ...ages.map((a) => a.count));
  return (
    <ul className={classes.ages}>
      {ages.map(({ bucket, count }) => {
        const line = (
          <>
            <VerdictShape verdict={bucketVerdict[bucket]} label={verdict(bucketVerdict[bucket])} />
            <span>{t(`buckets.${bucket}`)}</span>
            <span className={classes.track}>
              {count > 0 ? (
                <span
                  className={charts.length}
                  data-verdict={bucketVerdict[bucket]}
                  style={{ inlineSize: `${(count / largest) * 100}%` }}
                />
              ) : null}
            </span>
            <strong className={classes.count}>{formatNumber(locale, count)}</strong>
          </>
        );
        return (
          <li key={bucket}>
            {isPlain ? (
              <span className={classes.line}>{line}</span>
            ) : (
              <Link href={agesLink(question, bucket)} prefetch={false} className={classes.line}>
                {line}
              </Link>
            )}
          </li>
        );
      })}
    </ul>
  );
}
