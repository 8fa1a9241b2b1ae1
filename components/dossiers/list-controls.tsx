"use client";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import classes from "./list.module.css";

const debounceMs = 250;

/** A box that searches while one types. */
export function SearchBox({
  text,
  words,
  onSearch,
}: {
  text: string;
  words: { label: string; placeholder: string; hint: string };
  onSearch(text: string): void;
}) {
  const [typed, setTyped] = useState(text);
  const asked = useRef(text);
  const search = useRef(onSearch);
  search.current = onSearch;
  useEffect(() => {
    if (typed.trim() === asked.current) return;
    const timer = setTimeout(() => {
      asked.current = typed.trim();
      search.current(asked.current);
    }, debounceMs);
    return () => clearTimeout(timer);
  }, [typed]);
  // The address changed from elsewhere (back, a saved filter): the box follows it.
  useEffect(() => {
    if (text === asked.current) return;
    asked.current = text;
    setTyped(text);
  }, [text]);
  return (
    <label className={classes.search}>
      <span className={classes.hidden}>{words.label}</span>
      <IconSearch size="1rem" aria-hidden />
      <input
        type="search"
        value={typed}
        placeholder={words.placeholder}
        title={words.hint}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </label>
  );
}

/** One of a closed list, or all of them. */
export function Choice({
  label,
  all,
  value,
  groups,
  onChoose,
}: {
  label: string;
  all: string;
  value: string | undefined;
  groups: readonly { label?: string; options: readonly (readonly [string, string])[] }[];
  onChoose(value: string | null): void;
}) {
  return (
    <label className={classes.choice} data-set={value ? true : undefined}>
      <span>{label}</span>
      <select value={value ?? ""} onChange={(event) => onChoose(event.currentTarget.value || null)}>
        <option value="">{all}</option>
        {groups.map(({ label: group, options }) => {
          const choices = options.map(([key, said]) => (
            <option key={key} value={key}>
              {said}
            </option>
          ));
          return group ? (
            <optgroup key={group} label={group}>
              {choices}
            </optgroup>
          ) : (
            choices
          );
        })}
      </select>
    </label>
  );
}
