import { type ReactNode, useId } from "react";
import { FreshMark } from "./freshness";
import classes from "./panel.module.css";

/** A titled stretch of a page. `note` says what the picture shows; `actions` sit at the end of the heading line. */
export function Panel({
  title,
  note,
  actions,
  children,
  className,
}: {
  title: string;
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  const id = useId();
  return (
    <section className={`${classes.panel} ${className ?? ""}`} aria-labelledby={id}>
      <header className={classes.head}>
        <div className={classes.titles}>
          <h2 id={id} className={classes.title}>
            {title}
          </h2>
          {note ? <p className={classes.note}>{note}</p> : null}
        </div>
        <div className={classes.end}>
          <FreshMark />
          {actions}
        </div>
      </header>
      <div className={classes.body}>{children}</div>
    </section>
  );
}
