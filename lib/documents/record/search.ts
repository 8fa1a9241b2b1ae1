import { searchable } from "@/lib/words";

/** What of a document a search by words reads: each word once, without diacritics. */
export function searchWords(parts: readonly (string | null | undefined)[]): string {
  const found = new Set(parts.flatMap((part) => wordsOf(part ?? "")));
  return [...found].join(" ");
}

/** The words of a text as the search compares them. */
export const wordsOf = (text: string): string[] =>
  searchable(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
