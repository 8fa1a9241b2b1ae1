import { locales } from "@/lib/words";

type Tree = { [key: string]: string | Tree };
export type Messages = { vi: Tree; en: Tree };

/** The keys with the names of what each sentence is filled with: "title", "count{n}". */
function keysOf(tree: Tree, prefix = ""): string[] {
  return Object.entries(tree).flatMap(([key, value]) => {
    if (typeof value !== "string") return keysOf(value, `${prefix}${key}.`);
    const names = [...value.matchAll(/\{\s*(\w+)\s*[,}]/g)].map((m) => m[1]);
    return `${prefix}${key}{${[...new Set(names)].sort().join(",")}}`;
  });
}

export function unequalMessages(area: string, messages: Messages): string[] {
  const [vi, en] = [new Set(keysOf(messages.vi)), new Set(keysOf(messages.en))];
  return [
    ...[...vi].filter((key) => !en.has(key)).map((key) => `${area}: en lacks ${key}`),
    ...[...en].filter((key) => !vi.has(key)).map((key) => `${area}: vi lacks ${key}`),
  ];
}

/** Words with an empty language, anywhere in what a labels.ts exports. */
export function emptyWords(place: string, value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const record = value as Record<string, unknown>;
  if (typeof record.vi === "string" || typeof record.en === "string")
    return locales.filter((l) => typeof record[l] !== "string" || record[l] === "").map((l) => `${place}: no ${l}`);
  return Object.entries(record).flatMap(([key, one]) => emptyWords(`${place}.${key}`, one));
}
