import type { ReactNode } from "react";
import classes from "./page-head.module.css";

/** The title of a page, its filters, and (at the end) how old its figures are. */
export function PageHead({
  title,
  above,
  filters,
  stamp,
}: {
  title: string;
  above?: ReactNode;
  filters?: ReactNode;
  stamp?: ReactNode;
}) {
  return (
    <div className={classes.head}>
      <div className={classes.titles}>
        {above}
        <h1 className={classes.title}>{title}</h1>
      </div>
      {filters ? <div className={classes.filters}>{filters}</div> : null}
      {stamp ? <div className={classes.stamp}>{stamp}</div> : null}
    </div>
  );
}
