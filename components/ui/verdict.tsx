import { useTranslations } from "use-intl";
import type { Verdict } from "@/lib/indicators/model";
import classes from "./verdict.module.css";

const shapes: Record<Verdict, string> = {
  good: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13Z",
  watch: "M8 1.2 15.4 14.5H.6Z",
  bad: "M2 2h12v12H2Z",
  "no-data": "M8 2.4a5.6 5.6 0 1 1 0 11.2A5.6 5.6 0 0 1 8 2.4Zm0 2.4a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4Z",
};
/** The same shapes as characters, where only text goes: map labels, exported tables. */
export const verdictMarks: Record<Verdict, string> = { good: "●", watch: "▲", bad: "■", "no-data": "○" };

/** Circle, triangle, square, ring: a verdict is told apart without its colour. */
export function VerdictShape({ verdict, label }: { verdict: Verdict; label?: string }) {
  const shape = <path d={shapes[verdict]} fill="currentColor" fillRule="evenodd" />;
  const size = { className: classes.shape, viewBox: "0 0 16 16", width: "0.75em", height: "0.75em" };
  return label ? (
    <svg {...size} data-verdict={verdict} role="img" aria-label={label}>
      {shape}
    </svg>
  ) : (
    <svg {...size} data-verdict={verdict} aria-hidden="true">
      {shape}
    </svg>
  );
}

/** Shape, word and colour together. */
export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  const t = useTranslations("ui.verdict");
  return (
    <span className={classes.badge} data-verdict={verdict}>
      <VerdictShape verdict={verdict} />
      {t(verdict)}
    </span>
  );
}
