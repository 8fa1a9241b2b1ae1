import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import { doubtWords, setWords } from "@/lib/documents/labels";
import type { DocumentBoard } from "@/lib/indicators/model";
import { reasonWords } from "@/lib/signatures/labels";
import { formatNumber, say, type Words } from "@/lib/words";
import { EmptyState } from "../../ui/states";
import { type DocumentQuestion, documentsOf } from "./board-query";
import classes from "./figures.module.css";

/** What was said against the signatures of the period, the commonest first. */
export function Faults({ board, question, canList }: { board: DocumentBoard; question: DocumentQuestion; canList: boolean }) {
  const t = useTranslations("documentBoard");
  const locale = useLocale();
  const wordsOf = (code: string): Words | undefined => ({ ...reasonWords, ...doubtWords })[code as keyof typeof doubtWords];
  const told = board.faults.flatMap((fault) => {
    const words = wordsOf(fault.code);
    return words && !quiet.has(fault.code) ? [{ ...fault, words }] : [];
  });
  if (told.length === 0) return <EmptyState title={t("faults.none")} />;
  return (
    <ul className={classes.faults}>
      {told.map(({ code, set, count, words }) => (
        <li key={`${set} ${code}`}>
          <strong>
            {canList ? (
              <Link
                href={documentsOf(question, set)}
                prefetch={false}
                aria-label={t("faults.open", { count, set: say(locale, setWords[set]) })}
              >
                {formatNumber(locale, count)}
              </Link>
            ) : (
              formatNumber(locale, count)
            )}
          </strong>
          <span>{say(locale, words)}</span>
        </li>
      ))}
    </ul>
  );
}
/** Said of good signatures as well: no fault. */
const quiet: ReadonlySet<string> = new Set([
  "time-claimed",
  "time-proven",
  "signed-again",
  "timestamped",
  "evidence-added",
  "information-changed",
  "signed-late",
]);
