import { useLocale } from "use-intl";
import type { Verdict } from "@/lib/indicators/model";
import { outcomeWords, standingWords } from "@/lib/meetings/labels";
import type { MeetingOutcome, PaperStanding } from "@/lib/meetings/model";
import { say } from "@/lib/words";
import { VerdictShape } from "../ui/verdict";
import classes from "./meetings.module.css";

const shapes: Record<PaperStanding, Verdict> = {
  VALID: "good",
  DOUBTFUL: "watch",
  INVALID: "bad",
  UNKNOWN: "watch",
  UNSIGNED: "bad",
  PENDING: "no-data",
  EXEMPT: "no-data",
  PRINTED: "bad",
};
const outcomes: Record<MeetingOutcome, Verdict> = { full: "good", lacking: "bad", bare: "no-data" };

/** How a paper stands with its signatures: shape, word and colour together. */
export function Standing({ standing }: { standing: PaperStanding }) {
  return <Mark verdict={shapes[standing]} words={say(useLocale(), standingWords[standing])} />;
}
/** What a held meeting tells of its papers. */
export function Outcome({ outcome }: { outcome: MeetingOutcome }) {
  return <Mark verdict={outcomes[outcome]} words={say(useLocale(), outcomeWords[outcome])} />;
}
function Mark({ verdict, words }: { verdict: Verdict; words: string }) {
  return (
    <span className={classes.mark} data-verdict={verdict}>
      <VerdictShape verdict={verdict} /> {words}
    </span>
  );
}
