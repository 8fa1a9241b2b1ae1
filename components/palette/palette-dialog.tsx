"use client";
import { Combobox, Modal, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { stateWords } from "@/lib/dossiers/labels";
import { say } from "@/lib/words";
import type { Section } from "../shell/sections";
import { useProblemWords } from "../ui/problem-words";
import { type Entry, fits, procedureHref } from "./entries";
import classes from "./palette.module.css";
import { foundDossiers, foundProcedures } from "./palette-query";
import { recentDossiers } from "./recent";

const groups: readonly Entry["group"][] = ["recent", "pages", "dossiers", "procedures"];
/** A letter finds everything; a pause in typing asks. */
const asks = { from: 2, pauseMs: 150 };

/** The box itself: what is typed narrows it, the arrows walk, Enter opens, Escape closes. */
export function PaletteDialog({
  sections,
  onClose,
  takeEarly,
}: {
  sections: readonly Section[];
  onClose(): void;
  /** What was typed before the box was there. */
  takeEarly(): string;
}) {
  const t = useTranslations("shell.palette");
  const words = useProblemWords();
  const router = useRouter();
  const [text, setText] = useState("");
  const [recent] = useState(recentDossiers);
  const { entries, isLooking, error } = useEntries(text, sections, recent);
  const box = useCombobox({ opened: true });
  const shown = entries.map((entry) => entry.key).join();
  const [active, setActive] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list marks its own first row.
  useEffect(() => setActive(box.selectFirstOption()), [shown]);
  // The library's own target tells a screen reader of a row only once an arrow has moved to it.
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") setActive(box.selectNextOption());
    else if (event.key === "ArrowUp") setActive(box.selectPreviousOption());
    else if (event.key === "Enter") box.clickSelectedOption();
    else return;
    event.preventDefault();
  };
  const open = (key: string) => {
    const entry = entries.find((one) => one.key === key);
    if (!entry) return;
    onClose();
    router.push(entry.href);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      title={<span className={classes.title}>{t("open")}</span>}
      classNames={{ header: classes.header ?? "", body: classes.body ?? "" }}
      size="lg"
      yOffset="10vh"
      returnFocus
    >
      <Combobox store={box} onOptionSubmit={open}>
        <TextInput
          role="combobox"
          aria-label={t("open")}
          aria-expanded="true"
          aria-haspopup="listbox"
          aria-autocomplete="list"
          aria-controls={box.listId ?? undefined}
          aria-activedescendant={active ?? undefined}
          placeholder={t("placeholder")}
          value={text}
          maxLength={100}
          size="md"
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKey}
          onFocus={() => {
            const typed = takeEarly();
            if (typed) setText((now) => now + typed);
          }}
          data-autofocus
          autoComplete="off"
          spellCheck={false}
        />
        <Combobox.Options className={classes.options ?? ""} aria-label={t("found")}>
          {groups.map((group) => {
            const own = entries.filter((entry) => entry.group === group);
            return own.length === 0 ? null : (
              <Combobox.Group key={group} label={t(`groups.${group}`)}>
                {own.map((entry) => (
                  <Combobox.Option key={entry.key} value={entry.key}>
                    <span className={classes.entry}>{entry.title}</span>
                    {entry.note ? <span className={classes.note}>{entry.note}</span> : null}
                  </Combobox.Option>
                ))}
              </Combobox.Group>
            );
          })}
        </Combobox.Options>
      </Combobox>
      <p role="status" className={classes.foot}>
        {error
          ? words(error)
          : isLooking
            ? t("looking")
            : entries.length === 0
              ? t("none")
              : t("count", { count: entries.length })}
      </p>
      <p className={classes.keys} aria-hidden="true">
        {t("keys")}
      </p>
    </Modal>
  );
}

function useEntries(text: string, sections: readonly Section[], recent: ReturnType<typeof recentDossiers>) {
  const t = useTranslations("shell");
  const locale = useLocale();
  const typed = text.trim();
  const [asked] = useDebouncedValue(typed, asks.pauseMs);
  const isAsked = asked.length >= asks.from && typed.length >= asks.from;
  const seesDossiers = sections.some((section) => section.name === "dossiers");
  const dossiers = useQuery({ ...foundDossiers(asked), enabled: isAsked && seesDossiers, placeholderData: keepPreviousData });
  const procedures = useQuery({ ...foundProcedures(asked), enabled: isAsked, placeholderData: keepPreviousData });
  const entries: Entry[] = [
    ...recent
      .filter(({ code }) => typed === "" || code.toLowerCase().includes(typed.toLowerCase()))
      .map(({ id, code }) => ({ key: `r${id}`, group: "recent" as const, title: code, note: null, href: `/dossiers/${id}` })),
    ...sections
      .map(({ name, href, opensWith, group }) => {
        const [title, note] = [t(`sections.${name}`), t(`groups.${group}`)];
        return { key: name, group: "pages" as const, title, note, href: opensWith ? `${href}?${opensWith}` : href };
      })
      .filter(({ title, note }) => fits(`${title} ${note}`, typed)),
  ];
  if (isAsked) {
    for (const row of dossiers.data?.rows ?? [])
      entries.push({
        ...{ key: `d${row.id}`, group: "dossiers", title: row.code ?? row.applicantName, href: `/dossiers/${row.id}` },
        note: [row.code ? row.applicantName : null, say(locale, stateWords[row.state]), row.procedureName]
          .filter(Boolean)
          .join(" · "),
      });
    const byCode = dossiers.data?.byCode;
    if (byCode)
      entries.push({ key: `d${byCode.id}`, group: "dossiers", title: byCode.code, note: null, href: `/dossiers/${byCode.id}` });
    for (const { id, code, name } of procedures.data ?? [])
      entries.push({ key: `p${id}`, group: "procedures", title: name, note: code, href: procedureHref(sections, { id, code }) });
  }
  const isLooking = typed.length >= asks.from && (asked !== typed || dossiers.isFetching || procedures.isFetching);
  return { entries, isLooking, error: dossiers.error ?? procedures.error };
}
