import { readFile } from "node:fs/promises";
import {
  type ActivePart,
  type FoundWords,
  type PaperFault,
  type PaperKind,
  type PaperLook,
  type PaperWords,
  paperKinds,
} from "../model";
import { signOf } from "../rules";
import { lookIntoOffice } from "./office";
import { lookIntoPdf } from "./pdf";
import { lookIntoJpeg, lookIntoPng, lookIntoTiff } from "./pictures";

/** What a reader of one kind found: the pages and what acts, or why it is no such paper. */
export type Looked =
  | { pages: number | null; active: readonly ActivePart[]; words?: PaperWords; found?: FoundWords | null }
  | { fault: PaperFault };
/** `wantsWords`: what is written in it is asked for too; `seeks`: where these words stand last. */
export type Asked = { path: string; wantsWords?: boolean; seeks?: string };
export type Told = PaperLook | { fault: PaperFault };

/** Looks into a file, whatever it is called. In a thread of its own: what reads a file that was made to break readers may die of it. */
export async function look({ path, wantsWords = false, seeks }: Asked): Promise<Told> {
  const bytes = await readFile(path);
  const sign = signOf(bytes);
  if (sign === "zip") {
    const found = await lookIntoOffice(bytes);
    return "fault" in found ? { fault: found.fault } : told(found.kind ?? "docx", found);
  }
  if (sign === "pdf") return told("pdf", await lookIntoPdf(bytes, wantsWords, seeks));
  if (sign === "jpeg") return told("jpeg", lookIntoJpeg(bytes));
  if (sign === "png") return told("png", lookIntoPng(bytes));
  if (sign === "tiff") return told("tiff", lookIntoTiff(bytes));
  return { fault: sign === "program" ? "paper-is-program" : "paper-kind-unknown" };
}

const told = (kind: PaperKind, found: Looked): Told =>
  "fault" in found ? { fault: found.fault } : { kind, type: paperKinds[kind].type, ...found };
