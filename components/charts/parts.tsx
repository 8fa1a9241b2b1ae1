import Link from "next/link";
import type { ReactNode } from "react";
import classes from "./parts.module.css";

/** What a bar is made of, in the order it is drawn; each has a look of its own. */
export type PartLook = "good" | "watch" | "bad" | "bad-soft" | "none" | "none-soft" | "aside";
export type PartsRow = {
  key: string;
  name: string;
  href: string | undefined;
  /** At the end of the bar. */
  told: ReactNode;
  /** All of the bar in words. */
  label: string;
  values: readonly number[];
};

/** Wholes beside each other, each as a bar from zero to all of it, parted by what it is made of. */
export function PartsChart({ parts, rows }: { parts: readonly { name: string; look: PartLook }[]; rows: readonly PartsRow[] }) {
  return (
    <>
      <ul className={classes.keys}>
        {parts.map(({ name, look }) => (
          <li key={name} data-look={look}>
            {name}
          </li>
        ))}
      </ul>
      <ol className={classes.rows}>
        {rows.map(({ key, name, href, told, label, values }) => {
          const whole = values.reduce((sum, n) => sum + n, 0);
          return (
            <li key={key}>
              <span className={classes.name}>
                {href ? (
                  <Link href={href} prefetch={false}>
                    {name}
                  </Link>
                ) : (
                  name
                )}
              </span>
              <span className={classes.bar} role="img" aria-label={label}>
                {parts.map(({ name: part, look }, i) =>
                  values[i] ? (
                    <i key={part} data-look={look} style={{ inlineSize: `${((values[i] ?? 0) / whole) * 100}%` }} />
                  ) : null,
                )}
              </span>
              <span className={classes.told}>{told}</span>
            </li>
          );
        })}
      </ol>
    </>
  );
}
