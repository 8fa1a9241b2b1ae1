import type { Permission } from "@/lib/policy";

export type SectionGroup = "watch" | "work" | "admin";
export type SectionName =
  | "overview"
  | "board"
  | "dossiers"
  | "imports"
  | "users"
  | "units"
  | "areas"
  | "procedures"
  | "calendar"
  | "targets"
  | "city"
  | "keys"
  | "audit"
  | "api";
export type Section = { name: SectionName; href: string; group: SectionGroup; needs: Permission | null; keepsPeriod?: true };

/** What the left column offers, in order; a person sees the sections they hold the right for. */
export const sections: readonly Section[] = [
  { name: "overview", href: "/", group: "watch", needs: "overview.view", keepsPeriod: true },
  { name: "board", href: "/dossiers/board", group: "watch", needs: "overview.view", keepsPeriod: true },
  { name: "dossiers", href: "/dossiers", group: "work", needs: "dossiers.view", keepsPeriod: true },
];
