"use client";
import { TextInput } from "@mantine/core";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { looksLikeCode, scanEvent } from "../palette/wedge";
import type { Offer } from "./act-form";
import classes from "./dossier.module.css";

type Numbers = Readonly<Record<number, string>>;

/**
 * A tracking number for each dossier of a stack that goes by post. A scanner ends what it types with Enter: that goes to the next line,
 * from the last one to the button; the code of a dossier goes to its line.
 */
export function Envelopes({
  envelopes,
  numbers,
  onType,
}: {
  envelopes: NonNullable<Offer["stack"]>;
  numbers: Numbers;
  onType(numbers: Numbers): void;
}) {
  const t = useTranslations("dossiers.work.stack.post");
  const noCode = useTranslations("dossiers")("noCode");
  const list = useRef<HTMLOListElement>(null);
  const [isStrange, setStrange] = useState(false);
  const goTo = useRef((_text: string) => {});
  goTo.current = (text) => {
    const at = envelopes.findIndex(({ code }) => code !== null && text.toUpperCase().includes(code.toUpperCase()));
    setStrange(at < 0);
    list.current?.querySelectorAll("input")[at]?.focus();
  };
  useEffect(() => {
    const onScan = (event: Event) => {
      event.preventDefault();
      if (event instanceof CustomEvent) goTo.current(String(event.detail));
    };
    document.addEventListener(scanEvent, onScan);
    return () => document.removeEventListener(scanEvent, onScan);
  }, []);
  const onEnter = (event: KeyboardEvent<HTMLInputElement>, id: number) => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    setStrange(false);
    // From a scanner too slow to be told from a person: a dossier's code is no number of the post.
    if (!looksLikeCode(numbers[id] ?? "")) return toNext(event.currentTarget);
    goTo.current(numbers[id] ?? "");
    onType({ ...numbers, [id]: "" });
  };
  const written = envelopes.filter(({ id }) => numbers[id]?.trim()).length;
  const twice = twiceIn(envelopes.map(({ id }) => numbers[id] ?? ""));
  return (
    <fieldset className={classes.papers}>
      <legend>{t("title")}</legend>
      <p className={classes.paperHelp}>{t("help")}</p>
      <ol ref={list} className={classes.envelopes}>
        {envelopes.map(({ id, code, applicantName }, i) => {
          const number = numbers[id] ?? "";
          return (
            <li key={id}>
              <TextInput
                label={`${code ?? noCode} · ${applicantName}`}
                value={number}
                maxLength={60}
                autoComplete="off"
                spellCheck={false}
                error={twice.has(keyOf(number)) ? t("twice") : null}
                onChange={(event) => onType({ ...numbers, [id]: event.currentTarget.value })}
                onKeyDown={(event) => onEnter(event, id)}
                data-autofocus={i === 0 || undefined}
              />
            </li>
          );
        })}
      </ol>
      <p role="alert" className={classes.error}>
        {isStrange ? t("strange") : null}
      </p>
      <p role="status">{t("written", { written, count: envelopes.length })}</p>
    </fieldset>
  );
}

const keyOf = (number: string) => number.trim().toUpperCase();
/** Numbers that stand in more than one line: two results may share an envelope, and a scanner may read one twice. */
export function twiceIn(numbers: readonly string[]): ReadonlySet<string> {
  const seen = numbers.map(keyOf).filter(Boolean);
  return new Set(seen.filter((number, i) => seen.indexOf(number) !== i));
}

function toNext(input: HTMLInputElement): void {
  const lines = [...(input.closest("ol")?.querySelectorAll("input") ?? [])];
  const next = lines[lines.indexOf(input) + 1];
  if (next) next.focus();
  else input.form?.querySelector<HTMLElement>("button[type=submit]")?.focus();
}
