import { useLocale, useTranslations } from "use-intl";
import { doubtWords } from "@/lib/documents/labels";
import type { FileCheck } from "@/lib/documents/model";
import { reasonWords, verdictWords } from "@/lib/signatures/labels";
import { notes } from "@/lib/signatures/model";
import { formatInstant, say } from "@/lib/words";
import attached from "../attachments/attachments.module.css";
import { AuthorityLine } from "../signatures/authority-line";
import { verdictOfSignature } from "../signatures/verdict";
import { VerdictShape } from "../ui/verdict";

const isNote = (reason: string) => (notes as readonly string[]).includes(reason);

/** What the check of a file's signatures said, why, and where the file does not agree with the register. */
export function FileCheckLine({ check }: { check: FileCheck }) {
  const t = useTranslations("documents.page");
  const locale = useLocale();
  const why = [
    ...check.reasons.filter((reason) => !isNote(reason)).map((reason) => reasonWords[reason]),
    ...check.doubts.map((doubt) => doubtWords[doubt]),
  ];
  const verdict = verdictOfSignature(check.verdict, check.doubts.length > 0);
  return (
    <span className={attached.told} data-verdict={verdict}>
      <VerdictShape verdict={verdict} /> {t("check", { verdict: say(locale, verdictWords[check.verdict]) })}
      {" · "}
      {t("checkAt", { at: formatInstant(new Date(check.checkedAt)) })}
      {why.map((words) => ` · ${say(locale, words)}`)}
      {check.signers.map(({ name, authority }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the order of signatures is the file's own.
        <AuthorityLine key={i} authority={authority} name={name} />
      ))}
    </span>
  );
}
