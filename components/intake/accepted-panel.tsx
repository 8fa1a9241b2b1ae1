"use client";
import { Button } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { weekdayText } from "@/lib/dossiers/labels";
import { formWords } from "@/lib/forms/labels";
import type { AcceptedDossier } from "@/lib/forms/model";
import { formatInstant, say, type Words } from "@/lib/words";
import { issuedReader, pdfAddress } from "../forms/forms-query";
import { printPdf } from "../forms/print-pdf";
import { Panel } from "../ui/panel";
import { useProblemWords } from "../ui/problem-words";
import { newKey, sendJson } from "../ui/request";
import classes from "./intake.module.css";

/** What the acceptance gave: the code, the day, the receipt to print, and the next dossier. One key each. */
export function AcceptedPanel({
  accepted,
  about,
  onNext,
}: {
  accepted: AcceptedDossier;
  about: { applicantName: string; procedureName: string; sentence: Words | null };
  /** `same`: with the person of this one. */
  onNext(same: boolean): void;
}) {
  const t = useTranslations("intake.accepted");
  const locale = useLocale();
  const words = useProblemWords();
  const router = useRouter();
  const heading = useRef<HTMLHeadingElement>(null);
  const [receipt, setReceipt] = useState(accepted.receipt);
  const [key] = useState(newKey);
  useEffect(() => heading.current?.focus(), []);
  const print = useMutation({
    mutationFn: async () => {
      const issued =
        receipt ?? (await sendJson("POST", `/api/v1/dossiers/${accepted.id}/forms`, { kind: "RECEIPT" }, issuedReader, key));
      setReceipt(issued);
      await printPdf(pdfAddress(accepted.id, issued.id), `${say(locale, formWords.RECEIPT)} ${issued.numberText}`);
    },
  });
  const open = () => router.push(`/dossiers/${accepted.id}`);
  useHotkeys([
    ["p", () => !print.isPending && print.mutate()],
    ["o", open],
    ["n", () => onNext(false)],
    ["m", () => onNext(true)],
  ]);
  return (
    <Panel title={t("title")}>
      <h3 ref={heading} tabIndex={-1} className={classes.code}>
        <span className={classes.faint}>{t("code")}</span> {accepted.code}
      </h3>
      <p className={classes.soft}>
        {about.applicantName} · {about.procedureName}
      </p>
      <dl className={classes.given}>
        <dt>{t("due")}</dt>
        <dd>
          {accepted.dueAt && accepted.dueOn
            ? `${formatInstant(new Date(accepted.dueAt)).slice(0, 5)}, ${weekdayText(locale, accepted.dueOn)}`
            : t("noDue")}
          {about.sentence ? <p className={classes.faint}>{say(locale, about.sentence)}</p> : null}
        </dd>
        <dt>{t("receipt")}</dt>
        <dd>{receipt?.numberText ?? t("noReceipt")}</dd>
      </dl>
      <div className={classes.acts}>
        <Button loading={print.isPending} onClick={() => print.mutate()} aria-keyshortcuts="P">
          {t(receipt ? "print" : "issue")}
        </Button>
        <Button variant="default" onClick={() => onNext(false)} aria-keyshortcuts="N">
          {t("next")}
        </Button>
        <Button variant="default" onClick={() => onNext(true)} aria-keyshortcuts="M">
          {t("nextSame")}
        </Button>
        <Button variant="default" onClick={open} aria-keyshortcuts="O">
          {t("open")}
        </Button>
      </div>
      <p role="status" className={classes.faint}>
        {print.isPending ? t("printing") : print.isSuccess ? t("printed") : null}
      </p>
      <p role="alert" className={classes.fault}>
        {print.error ? words(print.error) : null}
      </p>
    </Panel>
  );
}
