import { useLocale, useTranslations } from "use-intl";
import { applicantKindWords, deliveryWords, fieldWords } from "@/lib/dossiers/labels";
import type { Change, DossierDetail } from "@/lib/dossiers/model";
import { say, type Words } from "@/lib/words";
import classes from "./timeline.module.css";

const codes: Partial<Record<string, Readonly<Record<string, Words>>>> = {
  applicantKind: applicantKindWords,
  resultDelivery: deliveryWords,
};

/** What an event changed of the record: each field from what to what, or by name alone where no more may be told. */
export function Changes({ event }: { event: Pick<DossierDetail["events"][number], "changedFields" | "changes"> }) {
  const t = useTranslations("dossiers.page.correct");
  const page = useTranslations("dossiers.page");
  const locale = useLocale();
  const { changedFields, changes } = event;
  const paper = (one: Extract<Change, { is: "paper" }>["before"]) =>
    one ? t("paper", { name: one.name, form: page(`forms.${one.form}`), count: one.count }) : t("nothing");
  const word = (field: string, text: string | null) => {
    const code = text === null ? undefined : codes[field]?.[text];
    return code ? say(locale, code) : (text ?? t("nothing"));
  };
  if (changedFields.length === 0) return null;
  if (changes.length === 0)
    return (
      <p className={classes.minor}>{t("fields", { fields: changedFields.map((f) => say(locale, fieldWords[f])).join(", ") })}</p>
    );
  return (
    <ul className={classes.changes}>
      {changes.map((change, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what was changed does not change again.
        <li key={i}>
          {change.is === "paper"
            ? t("change", { field: say(locale, fieldWords.papers), before: paper(change.before), after: paper(change.after) })
            : t("change", {
                field: say(locale, fieldWords[change.field]),
                before: word(change.field, change.before),
                after: word(change.field, change.after),
              })}
        </li>
      ))}
    </ul>
  );
}
