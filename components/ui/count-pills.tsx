import type { ReactNode } from "react";
import { useLocale } from "use-intl";
import { formatNumber } from "@/lib/words";
import classes from "./count-pills.module.css";

type Props<Name extends string> = {
  label: string;
  names: readonly Name[];
  counts: Readonly<Partial<Record<NoInfer<Name>, number>>>;
  picked: NoInfer<Name> | null;
  words(name: NoInfer<Name>): ReactNode;
  onPick(name: NoInfer<Name> | null): void;
};

/** How many stand in each state there is anybody in; one of them narrows a list, and again widens it. */
export function CountPills<Name extends string>({ label, names, counts, picked, words, onPick }: Props<Name>) {
  const locale = useLocale();
  const countOf = (name: Name) => counts[name] ?? 0;
  return (
    <ul className={classes.pills} aria-label={label}>
      {names
        .filter((name) => countOf(name) > 0 || name === picked)
        .map((name) => (
          <li key={name}>
            <button
              type="button"
              className={classes.pill}
              aria-pressed={name === picked}
              onClick={() => onPick(name === picked ? null : name)}
            >
              {words(name)} <b>{formatNumber(locale, countOf(name))}</b>
            </button>
          </li>
        ))}
    </ul>
  );
}
