import { searchable } from "@/lib/words";
import type { Section } from "../shell/sections";

/** What a row of the box opens. */
export type Entry = {
  key: string;
  group: "recent" | "pages" | "dossiers" | "procedures";
  title: string;
  note: string | null;
  href: string;
};

/** Does every word of what is typed begin some word of the text, whatever the marks? "tiep nhan" finds "Tiếp nhận hồ sơ". */
export function fits(text: string, typed: string): boolean {
  const words = searchable(text).split(/[^\p{L}\p{N}]+/u);
  return searchable(typed)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)));
}

/** Where a procedure leads whoever may keep the catalogue, whoever works on dossiers, and everybody else. */
export function procedureHref(sections: readonly Section[], { id, code }: { id: number; code: string }): string {
  const may = (name: Section["name"]) => sections.some((section) => section.name === name);
  if (may("procedures")) return `/admin/procedures/${id}`;
  return may("dossiers") ? `/dossiers?procedureId=${id}` : `/procedures/${encodeURIComponent(code)}`;
}
