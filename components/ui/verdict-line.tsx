import type { ReactNode } from "react";
import type { Verdict } from "@/lib/indicators/model";
import table from "./table.module.css";
import { VerdictShape } from "./verdict";
import classes from "./verdict-line.module.css";

/** How a record of a table stands: shape, words and colour on one line, and beneath it since or until when. */
export function VerdictLine({ verdict, words, more = null }: { verdict: Verdict; words: ReactNode; more?: ReactNode }) {
  return (
    <>
      <span className={classes.line} data-verdict={verdict}>
        <VerdictShape verdict={verdict} /> {words}
      </span>
      {more ? <div className={table.quiet}>{more}</div> : null}
    </>
  );
}
