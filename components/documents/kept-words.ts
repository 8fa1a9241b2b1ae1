"use client";
import { type RefObject, useEffect, useState } from "react";
import { Problem } from "../ui/request";

/**
 * Words half typed, kept by the tab for their writer: a session that ends or a page that is loaded again takes none of them. They leave the
 * browser only as they are sent, and end with the tab; whatever another person left in it is wiped.
 */
const prefix = "document-words:";
/** Whose words, and of what: "task.12.finish". */
export type Place = { userId: number; of: string };
const keyOf = ({ userId, of }: Place) => `${prefix}${userId}:${of}`;

function readKept({ userId, of }: Place): unknown {
  try {
    for (const key of Object.keys(sessionStorage))
      if (key.startsWith(prefix) && !key.startsWith(`${prefix}${userId}:`)) sessionStorage.removeItem(key);
    return JSON.parse(sessionStorage.getItem(keyOf({ userId, of })) ?? "null");
  } catch {
    // A browser that keeps nothing, or something else under our name.
    return null;
  }
}

function writeKept(place: Place, words: unknown): void {
  try {
    sessionStorage.setItem(keyOf(place), JSON.stringify(words));
  } catch {
    // Full or forbidden: the page itself still holds them.
  }
}

export function dropKept(place: Place): void {
  try {
    sessionStorage.removeItem(keyOf(place));
  } catch {
    // Nothing was kept.
  }
}

export const isRefusedAsSecret = (error: Error | null): boolean =>
  error instanceof Problem && error.faults.some(({ code }) => code === "secret-document");

/** A state of a form that is kept; `read` makes sense of what was kept, or of nothing. */
export function useKeptWords<T>(place: Place, read: (kept: unknown) => T | null, empty: () => T) {
  const [kept] = useState(() => read(readKept(place)));
  const [words, setWords] = useState<T>(() => kept ?? empty());
  return {
    words,
    isKept: kept !== null,
    say: (next: T) => {
      setWords(next);
      writeKept(place, next);
    },
    drop: () => dropKept(place),
  };
}

type Field = HTMLInputElement | HTMLTextAreaElement;
/** What people write out; days, numbers and choices are made again in a moment. */
function writtenFields(form: HTMLFormElement, names: readonly string[]): Field[] {
  return names.flatMap((name) => {
    const field = form.elements.namedItem(name);
    return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? [field] : [];
  });
}

/** The same for a form whose fields hold their words themselves: `note` keeps them, and they stand in it again as it opens. */
export function useKeptForm(
  form: RefObject<HTMLFormElement | null>,
  place: Place,
  /** `isSecret`: what bears a mark of secrecy is kept nowhere. */
  { names, isSecret }: { names: readonly string[]; isSecret: boolean },
) {
  const [isKept, setKept] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was kept is put back as the form opens, once.
  useEffect(() => {
    const kept = readKept(place);
    if (!form.current || typeof kept !== "object" || kept === null) return;
    for (const field of writtenFields(form.current, names)) {
      const words: unknown = Reflect.get(kept, field.name);
      if (typeof words !== "string" || words === "" || words === field.value) continue;
      field.value = words;
      setKept(true);
    }
  }, []);
  useEffect(() => {
    if (isSecret) dropKept({ userId: place.userId, of: place.of });
  }, [isSecret, place.userId, place.of]);
  return {
    isKept,
    note: (of = place.of) => {
      if (!form.current || isSecret) return;
      const said = writtenFields(form.current, names).map(({ name, value }) => [name, value]);
      writeKept({ ...place, of }, Object.fromEntries(said));
    },
    drop: (of = place.of) => dropKept({ ...place, of }),
  };
}
