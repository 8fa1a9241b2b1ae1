import { useLocale, useTranslations } from "use-intl";
import { refusals } from "@/lib/signatures/labels";
import type { TrustStore } from "@/lib/signatures/model";
import { formatInstant, say } from "@/lib/words";
import table from "../ui/table.module.css";
import { VerdictShape } from "../ui/verdict";
import classes from "./signatures.module.css";

/** Where lists are fetched from, and what came of it last. */
export function Sources({ sources }: Pick<TrustStore, "sources">) {
  const t = useTranslations("signatures.trust");
  if (sources.length === 0) return <p className={table.quiet}>{t("sourcesNone")}</p>;
  return (
    <ul className={classes.sources}>
      {sources.map((one) => (
        <Source key={one.url} one={one} more={null} />
      ))}
    </ul>
  );
}

/** Who is asked about certificates, how that goes, and whom certificates name that may not be asked. */
export function Responders({ responders, strangers }: Pick<TrustStore, "responders" | "strangers">) {
  const t = useTranslations("signatures.trust");
  return (
    <>
      {responders.length === 0 ? (
        <p className={table.quiet}>{t("respondersNone")}</p>
      ) : (
        <ul className={classes.sources}>
          {responders.map((one) => (
            <Source key={one.url} one={one} more={t("waitingAnswers", { count: one.waiting })} />
          ))}
        </ul>
      )}
      {strangers.length > 0 ? (
        <>
          <p className={classes.strangers}>{t("strangers")}</p>
          <ul className={classes.sources}>
            {strangers.map(({ url, waiting }) => (
              <li key={url}>
                <VerdictShape verdict="no-data" /> <code>{url}</code>
                <div className={table.quiet}>{t("waitingAnswers", { count: waiting })}</div>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}

type Tried = TrustStore["sources"][number] | TrustStore["responders"][number];
function Source({ one: { url, triedAt, takenAt, fault }, more }: { one: Tried; more: string | null }) {
  const t = useTranslations("signatures.trust");
  const locale = useLocale();
  const verdict = triedAt === null ? "no-data" : fault ? "bad" : "good";
  return (
    <li>
      <VerdictShape verdict={verdict} /> <code>{url}</code>
      <div className={table.quiet}>
        {[
          triedAt ? t("tried", { at: formatInstant(new Date(triedAt)) }) : t("untried"),
          takenAt ? t("taken", { at: formatInstant(new Date(takenAt)) }) : null,
          fault ? say(locale, refusals[fault]) : null,
          more,
        ]
          .filter(Boolean)
          .join(" · ")}
      </div>
    </li>
  );
}
