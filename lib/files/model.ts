import { z } from "zod";

/** A stored file is named by what is in it: the same bytes are one file. */
export type StoredFile = { sha: string; bytes: number };

/** SHA-256 in hexadecimal: nothing else is ever turned into a path. */
export const isSha = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/** What the nightly check found wrong, by the file's SHA-256. */
export const FileFaults = z.record(z.string(), z.enum(["damaged", "missing"]));
export type FileFaults = z.output<typeof FileFaults>;
