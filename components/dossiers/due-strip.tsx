import { useTranslations } from "use-intl";
import type { DueStory } from "@/lib/dossiers/model";
import { formatDay } from "@/lib/words";
import classes from "./due-strip.module.css";

/** The days from acceptance to the due day as small squares: counted, off, due. The sentence beside it says the same in words. */
export function DueStrip({ strip }: { strip: DueStory["strip"] }) {
  const t = useTranslations("dossiers.strip");
  if (strip.length === 0) return null;
  const of = (is: string) => strip.filter((day) => day.is === is).length;
  return (
    <div className={classes.strip} role="img" aria-label={t("label", { counted: of("counted") + of("due"), off: of("off") })}>
      {strip.map(({ on, is }) => (
        <span key={on} className={classes.day} data-is={is} title={formatDay(on)}>
          {Number(on.slice(8))}
        </span>
      ))}
    </div>
  );
}
