import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { isSecretFileName, isStamped, searchWords } from "@/lib/documents/rules";
import { AppError } from "@/lib/errors";
import { putFile, receivePaper } from "@/lib/files/commands";
import {
  type ActivePart,
  type OldKind,
  type OldLook,
  oldKinds,
  type PaperFault,
  type PaperKind,
  type PaperWords,
  paperKinds,
} from "@/lib/files/model";
import { lookIntoOld } from "@/lib/files/queries";
import { cleanName, endingOf, signBytes, signOf } from "@/lib/files/rules";
import { PacketFault, type PacketFaultCode, SecretPacket } from "../wire/faults";
import type { Attached } from "../wire/header";
import { limits } from "../wire/tree";
import { zipEntries } from "./zip";

/** A file of a packet as it is kept: what it is by its bytes, and what its sender calls it. */
export type KeptFile = {
  name: string;
  declared: string;
  type: string;
  bytes: number;
  pages: number | null;
  sha: string;
  active: ActivePart[];
  search: string;
  inside: string | null;
};
type Ctx = { actor: { id: string }; now: Date };
type Known = SecretPacket["known"];

/**
 * Stores the attachments of a packet, each judged by its bytes and by nothing its sender says. A ZIP, whatever it is called, is stored as one,
 * and the papers in it beside it. Throws PacketFault for what is no paper, SecretPacket for a page or a name that bears the stamp. `stored` is
 * told of each as soon as it lies in the store, so that all can be forgotten again.
 */
export async function keepAttachments(
  ctx: Ctx,
  files: readonly { path: string; said: Attached }[],
  known: Known,
  stored: (sha: string) => void,
): Promise<KeptFile[]> {
  const kept: KeptFile[] = [];
  const keep = (file: KeptFile) => {
    stored(file.sha);
    kept.push(file);
  };
  for (const [n, { path, said }] of files.entries()) await keepOne(ctx, { path, said, where: String(n + 1), known }, keep);
  return kept;
}

type One = { path: string; said: Attached; where: string; known: Known };
async function keepOne(ctx: Ctx, { path, said, where, known }: One, keep: (file: KeptFile) => void): Promise<void> {
  const name = cleanName(said.name) ?? `tep-${where}`;
  if (isSecretFileName(name)) throw new SecretPacket(known);
  const sign = await signAt(path);
  if (sign === "program") throw new PacketFault("attachment-program", where);
  if (sign === "archive") throw new PacketFault("attachment-archive", where);
  if (sign === null) throw new PacketFault("attachment-kind", where);
  if (sign === "old") {
    keep(await keepOld(createReadStream(path), { name, declared: said.declared, where, known, inside: null }));
    return;
  }
  if (sign !== "zip" || isOffice(name)) {
    const kind = sign === "zip" ? (endingOf(name) === "xlsx" ? "xlsx" : "docx") : sign;
    keep(await keepPaper(ctx, createReadStream(path), { name, kind, declared: said.declared, where, known, inside: null }));
    return;
  }
  const { entries, close } = await zipEntries(path, where);
  try {
    const archive = called(name, "zip");
    const zip = await putFile(createReadStream(path), { maxBytes: limits.attachmentBytes });
    keep({
      ...{ name: archive, declared: said.declared, type: "application/zip", bytes: zip.bytes, pages: null },
      ...{ sha: zip.sha, active: [], search: "", inside: null },
    });
    for (const entry of entries) {
      const own = cleanName(entry.name);
      if (own === null || isSecretFileName(own))
        throw own === null ? new PacketFault("attachment-kind", where) : new SecretPacket(known);
      if (isOld(own)) {
        keep(await keepOld(await entry.open(), { name: own, declared: "", where, known, inside: archive }));
        continue;
      }
      if (archives.has(endingOf(own))) throw new PacketFault("attachment-archive", where);
      const kind = paperKindOf(own);
      if (kind === null) throw new PacketFault("attachment-kind", where);
      keep(await keepPaper(ctx, await entry.open(), { name: own, kind, declared: "", where, known, inside: archive }));
    }
  } finally {
    close();
  }
}

type Paper = { name: string; kind: PaperKind; declared: string; where: string; known: Known; inside: string | null };
async function keepPaper(ctx: Ctx, source: AsyncIterable<Uint8Array>, paper: Paper): Promise<KeptFile> {
  const { kind, declared, where, known, inside } = paper;
  const name = called(paper.name, kind);
  const judge = (written: PaperWords | undefined) => {
    if (written && (isStamped(written.text.split("\n")) || isStamped(written.pieces))) throw new SecretPacket(known);
  };
  try {
    // What its sender declares it as counts for nothing: many call everything a PDF.
    const { sha, bytes, look } = await receivePaper(ctx, source, { name, declared: "", judge });
    return {
      ...{ name, declared, type: look.type, bytes, pages: look.pages, sha, inside },
      ...{ active: [...look.active], search: searchWords([look.words?.text]) },
    };
  } catch (error) {
    if (!(error instanceof AppError) || !/^(paper-|file-empty)/.test(error.code)) throw error;
    if (error.code === "paper-is-program" || error.code === "paper-has-macros")
      throw new PacketFault("attachment-program", where);
    if (error.code === "paper-too-large") throw new PacketFault("attachment-too-large", where);
    throw new PacketFault("attachment-unreadable", where);
  }
}

/** A letter or table of an old office program: stored as it came, to be taken away and not to be looked into here. */
async function keepOld(source: AsyncIterable<Uint8Array>, paper: Omit<Paper, "kind">): Promise<KeptFile> {
  const { declared, where, known, inside } = paper;
  const seen: OldLook[] = [];
  const look = async (path: string) => {
    if ((await signAt(path)) !== "old") throw new PacketFault("attachment-kind", where);
    const told = await lookIntoOld(path);
    if ("fault" in told) throw new PacketFault(oldFaults[told.fault] ?? "attachment-unreadable", where);
    if (isStamped(told.pieces)) throw new SecretPacket(known);
    seen.push(told);
  };
  const { sha, bytes } = await putFile(source, { maxBytes: limits.attachmentBytes, look });
  const [found] = seen;
  if (!found) throw new PacketFault("attachment-unreadable", where);
  const { kind, type, active } = found;
  return { name: called(paper.name, kind), declared, type, bytes, pages: null, sha, active: [...active], search: "", inside };
}
const oldFaults: { [fault in PaperFault]?: PacketFaultCode } = {
  "paper-is-program": "attachment-program",
  "paper-kind-unknown": "attachment-kind",
};
const isOld = (name: string) => Object.values(oldKinds).some(({ endings }) => endings.some((one) => one === endingOf(name)));
const archives = new Set(["rar", "7z", "gz", "tgz"]);

const isOffice = (name: string) => ["docx", "xlsx"].includes(endingOf(name));
function paperKindOf(name: string): PaperKind | null {
  const ending = endingOf(name);
  const [found] = Object.entries(paperKinds).filter(([, { endings }]) => endings.some((one) => one === ending));
  return (found?.[0] as PaperKind | undefined) ?? null;
}
/** The name with an ending of its kind: one that says otherwise keeps it, and gets the true one behind it. */
function called(name: string, kind: PaperKind | OldKind | "zip"): string {
  const endings: readonly string[] = kind === "zip" ? ["zip"] : { ...paperKinds, ...oldKinds }[kind].endings;
  if (endings.includes(endingOf(name))) return name;
  return cleanName(`${name.slice(0, 240)}.${endings[0]}`) ?? `tep.${endings[0]}`;
}

async function signAt(path: string) {
  const file = await open(path);
  try {
    const head = Buffer.alloc(signBytes);
    const { bytesRead } = await file.read(head, 0, signBytes, 0);
    return signOf(head.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}
