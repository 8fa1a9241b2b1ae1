"use client";
import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import type { PaperForm } from "@/lib/db/generated/enums";
import { mostAskedPapers, mostSuppliedPapers } from "@/lib/dossiers/model";
import { type AskedLine, isCount, type SuppliedLine } from "./act-form";
import classes from "./dossier.module.css";

const forms = ["ORIGINAL", "CERTIFIED_COPY", "PHOTOCOPY", "ELECTRONIC"] as const satisfies readonly PaperForm[];

/** The papers a request may name: those of the catalogue to be ticked, and others by hand. */
export function AskedPapers({ papers, onType }: { papers: readonly AskedLine[]; onType(papers: readonly AskedLine[]): void }) {
  const t = useTranslations("dossiers.page.confirm.papers");
  const put = (row: number, part: Partial<AskedLine>) => onType(papers.map((p, i) => (i === row ? { ...p, ...part } : p)));
  return (
    <Lines
      legend={t("asked")}
      help={t("askedHelp")}
      isFull={papers.filter((paper) => paper.isAsked).length >= mostAskedPapers}
      onAdd={() => onType([...papers, { procedurePaperId: null, name: "", isAsked: true }])}
    >
      {papers.map(({ procedurePaperId, name, isAsked }, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name of its own until one is typed.
        <li key={row} className={classes.paper}>
          {procedurePaperId === null ? (
            <Other name={name} onName={(typed) => put(row, { name: typed })} onDrop={() => onType(without(papers, row))} />
          ) : (
            <Checkbox label={name} checked={isAsked} onChange={(event) => put(row, { isAsked: event.currentTarget.checked })} />
          )}
        </li>
      ))}
    </Lines>
  );
}

/** What came in: all that was asked for, each in its likeliest kind and number, and others by hand. */
export function SuppliedPapers({
  request,
  papers,
  onType,
}: {
  request: string | null;
  papers: readonly SuppliedLine[];
  onType(papers: readonly SuppliedLine[]): void;
}) {
  const t = useTranslations("dossiers.page.confirm.papers");
  const list = useRef<HTMLDivElement>(null);
  const hasAsked = papers.some((paper) => paper.askedPaperId !== null);
  // What was asked for comes a moment after the dialog, which meanwhile has the focus on its button.
  useEffect(() => {
    if (hasAsked) list.current?.querySelector<HTMLElement>("input[type=checkbox]")?.focus();
  }, [hasAsked]);
  return (
    <div ref={list} className={classes.form}>
      {request ? (
        <p>
          {t("request")} <span className={classes.request}>{request}</span>
        </p>
      ) : null}
      <PaperRows
        legend={t("supplied")}
        help={hasAsked ? t("suppliedHelp") : t("noneAsked")}
        isFull={papers.length >= mostSuppliedPapers}
        papers={papers}
        isNamed={({ askedPaperId }) => askedPaperId !== null}
        other={{ askedPaperId: null, name: "", isIn: true, form: "ORIGINAL", count: "1" }}
        onType={onType}
      />
    </div>
  );
}

type PaperRow = Pick<SuppliedLine, "name" | "isIn" | "form" | "count">;
/** Papers, each there or not, in its kind and number; those without a name of their own are typed, and more can be added (`other`). */
export function PaperRows<L extends PaperRow>({
  legend,
  help,
  isFull,
  papers,
  isNamed,
  other,
  onType,
}: {
  legend: string;
  help: string;
  isFull: boolean;
  papers: readonly L[];
  isNamed(paper: L): boolean;
  other: L;
  onType(papers: readonly L[]): void;
}) {
  const t = useTranslations("dossiers.page.confirm.papers");
  const words = useTranslations("dossiers.page");
  const put = (row: number, part: Partial<PaperRow>) => onType(papers.map((p, i) => (i === row ? { ...p, ...part } : p)));
  return (
    <Lines legend={legend} help={help} isFull={isFull} onAdd={() => onType([...papers, other])}>
      {papers.map((paper, row) => {
        const { name, isIn, form, count } = paper;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name of its own until one is typed.
          <li key={row} className={classes.paper}>
            {isNamed(paper) ? (
              <Checkbox label={name} checked={isIn} onChange={(event) => put(row, { isIn: event.currentTarget.checked })} />
            ) : (
              <Other name={name} onName={(typed) => put(row, { name: typed })} onDrop={() => onType(without(papers, row))} />
            )}
            <NativeSelect
              aria-label={t("formOne", { name })}
              value={form}
              disabled={!isIn}
              onChange={(event) => put(row, { form: forms.find((one) => one === event.currentTarget.value) ?? form })}
              data={forms.map((one) => ({ value: one, label: words(`forms.${one}`) }))}
            />
            <TextInput
              aria-label={t("countOne", { name })}
              inputMode="numeric"
              className={classes.paperCount ?? ""}
              value={count}
              disabled={!isIn}
              maxLength={3}
              error={isIn && !isCount(count)}
              // What is typed stands in place of what was likely.
              onFocus={(event) => event.currentTarget.select()}
              onChange={(event) => put(row, { count: event.currentTarget.value })}
            />
          </li>
        );
      })}
    </Lines>
  );
}

const without = <T,>(list: readonly T[], row: number): T[] => list.filter((_, i) => i !== row);

function Lines(props: { legend: string; help: string; isFull: boolean; onAdd(): void; children: ReactNode }) {
  const t = useTranslations("dossiers.page.confirm.papers");
  const list = useRef<HTMLUListElement>(null);
  const isAdding = useRef(false);
  // A row that was just added is the next to be typed in.
  useEffect(() => {
    if (!isAdding.current) return;
    isAdding.current = false;
    list.current?.querySelector<HTMLElement>("li:last-child input")?.focus();
  });
  return (
    <fieldset className={classes.papers}>
      <legend>{props.legend}</legend>
      <p className={classes.paperHelp}>{props.help}</p>
      <ul ref={list}>{props.children}</ul>
      {props.isFull ? null : (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size="1rem" aria-hidden />}
          onClick={() => {
            isAdding.current = true;
            props.onAdd();
          }}
        >
          {t("add")}
        </Button>
      )}
    </fieldset>
  );
}

function Other({ name, onName, onDrop }: { name: string; onName(name: string): void; onDrop(): void }) {
  const t = useTranslations("dossiers.page.confirm.papers");
  return (
    <span className={classes.paperOther}>
      <TextInput
        aria-label={t("otherName")}
        value={name}
        maxLength={200}
        onChange={(event) => onName(event.currentTarget.value)}
      />
      <Button variant="subtle" size="compact-sm" aria-label={t("remove", { name })} onClick={onDrop}>
        <IconX size="1rem" aria-hidden />
      </Button>
    </span>
  );
}
