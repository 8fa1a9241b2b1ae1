import { useLocale } from "use-intl";
import { certificateStateWords } from "@/lib/signatures/labels";
import type { CertificateState } from "@/lib/signatures/model";
import { say } from "@/lib/words";
import { VerdictLine } from "../ui/verdict-line";

/** One in force that ends within so many days is watched. */
export const soonDays = 90;

/** How a certificate stands, in a word and by its colour. */
export function Standing({ state, daysLeft }: { state: CertificateState; daysLeft: number | null }) {
  const locale = useLocale();
  const verdict =
    state === "in-force"
      ? daysLeft !== null && daysLeft <= soonDays
        ? "watch"
        : "good"
      : state === "not-yet"
        ? "no-data"
        : "bad";
  return <VerdictLine verdict={verdict} words={say(locale, certificateStateWords[state])} />;
}
