import Link from "next/link";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl";
import { directionWords, signingWords, urgencyWords } from "@/lib/documents/labels";
import type { DocumentDetail, DocumentName } from "@/lib/documents/model";
import { formatDay, formatInstant, say } from "@/lib/words";
import dossier from "../dossiers/dossier.module.css";
import classes from "./documents.module.css";

/** What the register says of a document, in the order of its columns. */
export function Facts({ document }: { document: DocumentDetail }) {
  const t = useTranslations("documents");
  const f = useTranslations("documents.form");
  const locale = useLocale();
  const { direction, registered, entered } = document;
  const isIncoming = direction === "INCOMING";
  const when = ({ at, byName }: { at: string; byName: string }) =>
    t("page.byAt", { name: byName, at: formatInstant(new Date(at)) });
  const numbered = document.number === null || document.year === null ? null : `${document.number}/${document.year}`;
  const facts: [string, ReactNode][] = [
    [f("subject"), document.subject],
    [f("type"), document.typeName],
    [t("tabs.label"), document.bookName ?? say(locale, directionWords[direction])],
    [t("columns.number"), numbered],
    [isIncoming ? f("symbol") : t("columns.symbol"), document.symbol],
    [f("issuedOn"), document.issuedOn && formatDay(document.issuedOn)],
    [f("arrivedOn"), document.arrivedOn && formatDay(document.arrivedOn)],
    [f("issuer"), document.issuer],
    [f("signerName"), [document.authority, document.signerPost, document.signerName].filter(Boolean).join(" ")],
    [f("urgency"), say(locale, urgencyWords[document.urgency])],
    [f(isIncoming ? "receivers" : "recipients"), document.recipients.join("; ")],
    [f("dueOn"), document.dueOn && formatDay(document.dueOn)],
    [f("pages"), document.pages],
    [f("copies"), document.copies],
    [f("keeper"), document.keeper],
    [f("note"), document.note],
    [t("page.responseFor"), document.responseFor && <Named key="for" document={document.responseFor} />],
    [
      t("page.responses"),
      document.responses.length > 0 ? (
        <ul key="by">
          {document.responses.map((one) => (
            <li key={one.id}>
              <Named document={one} />
            </li>
          ))}
        </ul>
      ) : null,
    ],
    [
      t("page.signing"),
      document.exempted
        ? t("page.exempted", {
            reason: document.exempted.reason,
            name: document.exempted.byName,
            at: formatInstant(new Date(document.exempted.at)),
          })
        : document.signing && say(locale, signingWords[document.signing]),
    ],
    [f("unit"), document.unitName],
    [t("page.entered"), when(entered)],
    [t("page.registered"), registered && when(registered)],
    [
      t("page.sha"),
      document.contentHash && (
        <span key="sha" className={classes.sha}>
          {document.contentHash} {document.isIntact ? `(${t("page.intact")})` : null}
        </span>
      ),
    ],
  ];
  return (
    <>
      {document.isRegisteredLate ? <p className={classes.bad}>{t("page.late")}</p> : null}
      <dl className={dossier.list}>
        {facts.map(([term, fact]) =>
          fact === null || fact === undefined || fact === "" ? null : (
            <div key={term} style={{ display: "contents" }}>
              <dt>{term}</dt>
              <dd>{fact}</dd>
            </div>
          ),
        )}
      </dl>
    </>
  );
}

function Named({ document }: { document: DocumentName }) {
  return (
    <Link href={`/documents/${document.id}`} prefetch={false}>
      {[document.symbol ?? document.number, document.subject].filter(Boolean).join(" – ")}
    </Link>
  );
}
