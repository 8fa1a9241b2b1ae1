"use client";
import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { factsOf, legalWords, reasonWords, verdictWords } from "@/lib/signatures/labels";
import { notes, type Reason, type SentCheck } from "@/lib/signatures/model";
import { formatInstant, say } from "@/lib/words";
import { sizeText } from "../attachments/size";
import { useProblemWords } from "../ui/problem-words";
import { problemFrom } from "../ui/request";
import { saveBlob } from "../ui/save-file";
import { VerdictShape } from "../ui/verdict";
import { AuthorityLine } from "./authority-line";
import { PagePicture } from "./page-picture";
import classes from "./signatures.module.css";
import { verdictOfSignature } from "./verdict";

const isNote = (reason: Reason) => (notes as readonly Reason[]).includes(reason);

/** All that was found in one file: the verdict and why, each signature, the page it stands on, and the reports to keep. */
export function Found({ file, found }: { file: File; found: SentCheck }) {
  const t = useTranslations("signatures");
  const locale = useLocale();
  const verdict = verdictOfSignature(found.verdict);
  const legal = found.verdict === "unsigned" ? null : legalWords[found.verdict];
  return (
    <div className={classes.found}>
      <div className={classes.told}>
        <p className={classes.verdict} data-verdict={verdict}>
          <VerdictShape verdict={verdict} /> {say(locale, verdictWords[found.verdict])}
        </p>
        <Reasons reasons={found.reasons} />
        {legal ? <p className={classes.legal}>{say(locale, legal)}</p> : null}
        {found.signatures.map((one, i) => (
          <Signature
            // biome-ignore lint/suspicious/noArrayIndexKey: the order of signatures is the file's own.
            key={i}
            one={one}
            number={i + 1}
          />
        ))}
        <Judged found={found} />
        <Reports file={file} found={found} />
        <p className={classes.hash}>
          {sizeText(locale, found.bytes)} · SHA-256 <code>{found.sha256}</code>
        </p>
        <p className={classes.hash}>{t("checked", { at: formatInstant(new Date(found.checkedAt)), name: found.checkedBy })}</p>
      </div>
      <PagePicture file={file} found={found} />
    </div>
  );
}

function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  const locale = useLocale();
  if (reasons.length === 0) return null;
  return (
    <ul className={classes.reasons}>
      {reasons.map((reason) => (
        <li key={reason} data-note={isNote(reason) || undefined}>
          {say(locale, reasonWords[reason])}
        </li>
      ))}
    </ul>
  );
}

function Signature({ one, number }: { one: SentCheck["signatures"][number]; number: number }) {
  const t = useTranslations("signatures");
  const locale = useLocale();
  const verdict = verdictOfSignature(one.verdict);
  return (
    <section
      className={classes.signature}
      data-verdict={verdict}
      aria-label={t(`kinds.${one.kind}`, { number, field: one.field })}
    >
      <h3 className={classes.name}>
        {t(`kinds.${one.kind}`, { number, field: one.field })}
        <span className={classes.badge} data-verdict={verdict}>
          <VerdictShape verdict={verdict} /> {say(locale, verdictWords[one.verdict])}
        </span>
      </h3>
      {one.authority ? <AuthorityLine authority={one.authority} /> : null}
      <Reasons reasons={one.reasons} />
      <dl className={classes.facts}>
        {factsOf(one, locale).map(({ id, name, value }) => (
          <div key={id}>
            <dt>{say(locale, name)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Judged({ found: { judgedBy } }: { found: SentCheck }) {
  const t = useTranslations("signatures");
  return (
    <details className={classes.judged}>
      <summary>
        {t("judged.title", { roots: judgedBy.roots.length, lists: judgedBy.lists.length, answers: judgedBy.answers })}
      </summary>
      {judgedBy.roots.length === 0 ? <p>{t("judged.none")}</p> : null}
      <ul>
        {judgedBy.roots.map(({ name, sha256 }) => (
          <li key={sha256}>
            {name} <code>{sha256}</code>
          </li>
        ))}
        {judgedBy.lists.map(({ issuerName, madeAt, nextAt }) => (
          <li key={`${issuerName} ${madeAt}`}>
            {nextAt
              ? t("judged.listUntil", {
                  issuer: issuerName,
                  made: formatInstant(new Date(madeAt)),
                  until: formatInstant(new Date(nextAt)),
                })
              : t("judged.list", { issuer: issuerName, made: formatInstant(new Date(madeAt)) })}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The report as a paper is made by the server from a check of its own: nobody prints a verdict it did not find. */
function Reports({ file, found }: { file: File; found: SentCheck }) {
  const t = useTranslations("signatures");
  const words = useProblemWords();
  const [fault, setFault] = useState<string | null>(null);
  const [isMaking, setMaking] = useState(false);
  const stem = found.fileName.replace(/\.pdf$/i, "");
  const print = async () => {
    setMaking(true);
    setFault(null);
    try {
      const response = await fetch("/api/v1/signatures/report", {
        method: "POST",
        credentials: "same-origin",
        headers: { "content-type": "application/pdf", "x-file-name": encodeURIComponent(found.fileName.slice(-200)) },
        body: file,
      });
      if (!response.ok) throw problemFrom(response.status, await response.json().catch(() => null));
      saveBlob(await response.blob(), `kiem-tra-chu-ky-${stem}.pdf`);
    } catch (error) {
      setFault(words(error));
    } finally {
      setMaking(false);
    }
  };
  return (
    <div className={classes.reports}>
      <Button
        variant="default"
        loading={isMaking}
        leftSection={<IconDownload size="1rem" aria-hidden />}
        onClick={() => void print()}
      >
        {t("report.pdf")}
      </Button>
      <Button
        variant="default"
        leftSection={<IconDownload size="1rem" aria-hidden />}
        onClick={() =>
          saveBlob(new Blob([JSON.stringify(found, null, 2)], { type: "application/json" }), `kiem-tra-chu-ky-${stem}.json`)
        }
      >
        {t("report.json")}
      </Button>
      {fault ? (
        <p role="alert" className={classes.fault}>
          {fault}
        </p>
      ) : null}
    </div>
  );
}
