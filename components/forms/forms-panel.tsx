"use client";
import { Button } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconExternalLink, IconPrinter } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { formWords } from "@/lib/forms/labels";
import type { FormKind, FormList } from "@/lib/forms/model";
import { formatInstant, say } from "@/lib/words";
import dossier from "../dossiers/dossier.module.css";
import { useActKey } from "../ui/act";
import { lazily } from "../ui/lazily";
import { Panel } from "../ui/panel";
import { useProblemWords } from "../ui/problem-words";
import { sendJson } from "../ui/request";
import table from "../ui/table.module.css";
import classes from "./forms.module.css";
import { formsQuery, issuedReader, pdfAddress } from "./forms-query";
import { printPdf } from "./print-pdf";

const IssueDialog = lazily(() => import("./issue-dialog").then((m) => m.IssueDialog));
type Issued = FormList["issued"][number];
type Open = FormList["open"][number];
/** These say what the records say: nothing is asked before the first one. */
const atOnce: readonly FormKind[] = ["RECEIPT", "CONTROL_SHEET"];

/** The forms of a dossier: what was issued, to open or print, and what may be issued now. P prints the newest that stands. */
export function FormsPanel({ dossierId, className }: { dossierId: number; className?: string }) {
  const t = useTranslations("forms");
  const locale = useLocale();
  const words = useProblemWords();
  const client = useQueryClient();
  const answer = useQuery<FormList>(formsQuery(dossierId));
  const [asking, setAsking] = useState<Open | null>(null);
  const [said, setSaid] = useState("");
  const key = useActKey();
  const issued = answer.data?.issued ?? [];
  const numberOf = (id: number | null) => issued.find((f) => f.id === id)?.numberText ?? "";
  const nameOf = (kind: FormKind) => say(locale, formWords[kind]);

  const print = useMutation({
    mutationFn: (form: Issued) => printPdf(pdfAddress(dossierId, form.id), `${nameOf(form.kind)} ${form.numberText}`),
    onMutate: () => setSaid(t("printing")),
    onSettled: () => setSaid(""),
  });
  const reread = () => client.invalidateQueries({ queryKey: formsQuery(dossierId).queryKey });
  const issue = useMutation({
    mutationFn: ({ open, wish }: { open: Open; wish: object }) =>
      sendJson(
        "POST",
        `/api/v1/dossiers/${dossierId}/forms`,
        { kind: open.kind, ...(open.replacesId === null ? {} : { replacesId: open.replacesId }), ...wish },
        issuedReader,
        key.now(),
      ),
    // Said when the list has it: whoever then presses P prints this form, not the one before it.
    onSuccess: async ({ numberText }) => {
      key.answered();
      await reread();
      setAsking(null);
      setSaid(t("done", { number: numberText }));
    },
    onError: (error) => {
      key.answered(error);
      return reread();
    },
  });
  const newest = issued.findLast((form) => form.replacedById === null);
  useHotkeys([["p", () => newest && !print.isPending && !issue.isPending && print.mutate(newest)]]);
  if (!answer.data && !answer.error) return null;

  const fault = print.error ?? (asking ? null : issue.error) ?? answer.error;
  return (
    <Panel className={className ?? ""} title={t("title")} note={newest ? t("note") : null}>
      {issued.length === 0 ? <p className={table.quiet}>{t("none")}</p> : null}
      <ul className={classes.list}>
        {issued.map((form) => (
          <li key={form.id} className={classes.item} data-replaced={form.replacedById === null ? undefined : ""}>
            <span className={classes.name}>
              {nameOf(form.kind)} – {form.numberText}
            </span>
            <span className={classes.told}>
              {t("by", { name: form.issuedByName, at: formatInstant(new Date(form.issuedAt)) })}
              {form.replacedById === null ? null : ` · ${t("replacedBy", { number: numberOf(form.replacedById) })}`}
              {form.replacesNumberText === null
                ? null
                : ` · ${t("replaces", { number: form.replacesNumberText, reason: form.correction ?? "" })}`}
            </span>
            <span className={classes.acts}>
              <Button
                variant="default"
                size="compact-sm"
                leftSection={<IconPrinter size="1rem" aria-hidden />}
                aria-label={t("printOne", { name: nameOf(form.kind), number: form.numberText })}
                aria-keyshortcuts={form === newest ? "P" : undefined}
                loading={print.isPending && print.variables.id === form.id}
                onClick={() => print.mutate(form)}
              >
                {t("print")}
              </Button>
              <Button
                component="a"
                href={pdfAddress(dossierId, form.id)}
                target="_blank"
                rel="noopener"
                variant="default"
                size="compact-sm"
                leftSection={<IconExternalLink size="1rem" aria-hidden />}
                aria-label={t("openOne", { name: nameOf(form.kind), number: form.numberText })}
              >
                {t("open")}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {answer.data && answer.data.open.length > 0 ? (
        <div className={classes.open}>
          <h3>{t("canIssue")}</h3>
          <div className={dossier.buttons}>
            {answer.data.open.map((open) => (
              <Button
                key={open.kind}
                variant="default"
                size="compact-sm"
                loading={issue.isPending && issue.variables.open.kind === open.kind}
                onClick={() => {
                  issue.reset();
                  if (open.replacesId === null && atOnce.includes(open.kind)) issue.mutate({ open, wish: {} });
                  else setAsking(open);
                }}
              >
                {t(open.replacesId === null ? "issue" : "reissue", { name: nameOf(open.kind) })}
              </Button>
            ))}
          </div>
        </div>
      ) : null}
      <p role="status" className={dossier.said}>
        {said}
      </p>
      <p role="alert" className={dossier.error}>
        {fault ? words(fault) : null}
      </p>
      {asking ? (
        <IssueDialog
          kind={asking.kind}
          replacesNumber={asking.replacesId === null ? null : numberOf(asking.replacesId)}
          isSending={issue.isPending}
          fault={issue.error ? words(issue.error) : null}
          onIssue={(wish) => issue.mutate({ open: asking, wish })}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </Panel>
  );
}
