import * as z from "zod";
import { FileScan } from "@/lib/db/generated/enums";
import type { OldKind, PaperKind } from "./looking/kinds";

export { type OldKind, oldKinds, type PaperKind, paperKindNames, paperKinds } from "./looking/kinds";
export { FileScan };

/** A stored file is named by what is in it: the same bytes are one file. */
export type StoredFile = { sha: string; bytes: number };

/** SHA-256 in hexadecimal: nothing else is ever turned into a path. */
export const isSha = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/** What the nightly check found wrong, by the file's SHA-256. */
export const FileFaults = z.record(z.string(), z.enum(["damaged", "missing"]));
export type FileFaults = z.output<typeof FileFaults>;

/** What acts by itself in a file, or cannot be looked at: said in words beside it, for whoever opens it. */
export const activeParts = [
  "script",
  "launch",
  "opens",
  "acts",
  "embedded",
  "leads-away",
  "sends",
  "form-program",
  "media",
  "template",
  "macros",
  "old-format",
  "sealed",
] as const;
export const ActivePart = z.enum(activeParts);
export type ActivePart = z.output<typeof ActivePart>;

/** What a look into a paper found. `pages`: null for what has none before it is laid out. */
export type PaperLook = {
  kind: PaperKind;
  type: string;
  pages: number | null;
  active: readonly ActivePart[];
  /** What is written in it, where that was asked for and the kind tells it. */
  words?: PaperWords;
  /** Where the words that were sought stand last; null: nowhere. */
  found?: FoundWords | null;
};
/** What a look at the names in an old office file found, and the short pieces of its text. */
export type OldLook = { kind: OldKind; type: string; active: readonly ActivePart[]; pieces: readonly string[] };
/** Where words stand: the page, counted from 1, and the box of their line, in points from the lower left corner of the page. */
export type FoundWords = { page: number; left: number; bottom: number; width: number };
/** What a PDF says: its text, line by line and cut where it is very long, and the short pieces it is set in, as a stamp is one. */
export type PaperWords = { text: string; pieces: readonly string[] };

/** Why a paper was not taken, by what a look into it found. */
export const paperFaults = [
  "paper-kind-unknown",
  "paper-is-program",
  "paper-name-lies",
  "paper-unreadable",
  "paper-locked",
  "paper-too-long",
  "paper-hostile",
  "paper-has-macros",
] as const;
export type PaperFault = (typeof paperFaults)[number];

/** A scan of a hundred pages at 300 dpi in black and white has about 10 MB. */
export const maxPaperBytes = 50_000_000;

/** Pages one paper may have; a longer one is cut into volumes. */
export const mostPages = 2_000;

/** A file that was stored and looked into, to be noted with a record. */
export const FileToNote = z.strictObject({
  name: z.string().min(1).max(255),
  type: z.string().max(120),
  bytes: z.int().positive(),
  pages: z.int().positive().nullable(),
  sha: z.string().regex(/^[0-9a-f]{64}$/),
  active: z.array(ActivePart),
});

/** A file as it lies with a record, and what an actor may do with it. */
export const FiledFile = z.object({
  id: z.int(),
  name: z.string(),
  /** By what is in it. */
  type: z.string(),
  bytes: z.int(),
  /** Null for letters and tables, which have none before they are laid out. */
  pages: z.int().nullable(),
  sha: z.string(),
  /** What acts by itself in it, for whoever is about to open it. */
  active: z.array(ActivePart),
  scan: z.enum(FileScan),
  threat: z.string().nullable(),
  addedAt: z.iso.datetime(),
  addedByName: z.string(),
  removed: z.object({ at: z.iso.datetime(), byName: z.string(), reason: z.string() }).nullable(),
  /** May this actor open it, and may they take it away or back? */
  mayOpen: z.boolean(),
  mayRemove: z.boolean(),
});
export type FiledFile = z.output<typeof FiledFile>;
