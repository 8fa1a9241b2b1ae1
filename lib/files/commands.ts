import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { beginUpload, counted } from "./arriving/uploads";
import { lookInThread } from "./looking/pool";
import { isSha, maxPaperBytes, type PaperKind, type PaperLook, type PaperWords, type StoredFile } from "./model";
import { kindsNamed, signBytes, signFault, signOf } from "./rules";
import { disk } from "./storing/disk";
import { forgetFile, neededFiles } from "./storing/needed";
import { heldFile, type PutOptions, putFile } from "./storing/put";
import { store } from "./storing/store";

export { type Scan, scanFile } from "./scanning/clamd";
export { scanWaiting, turnOf } from "./scanning/round";
export { forgetFile, holdFile } from "./storing/needed";
export { putFile } from "./storing/put";

/**
 * Stores what somebody sends, within what one may send at a time and in a day. Refuses what `putFile` refuses, `upload-running` and
 * `upload-quota`; nothing is left behind then.
 */
export async function receiveFile(
  { actor, now }: { actor: { id: string }; now: Date },
  source: AsyncIterable<Uint8Array>,
  options: PutOptions,
): Promise<StoredFile> {
  const end = await beginUpload(actor.id);
  try {
    return await putFile(counted(source, actor.id, now), options);
  } finally {
    end();
  }
}

/**
 * Holds what somebody sends on this machine's disk while it is used, and nowhere after. Refuses `file-too-large` (past `maxBytes`),
 * `file-empty`, `disk-full`, `upload-running` and `upload-quota`.
 */
export async function holdSent<T>(
  { actor, now }: { actor: { id: string }; now: Date },
  source: AsyncIterable<Uint8Array>,
  options: { maxBytes: number },
  use: (path: string) => Promise<T>,
): Promise<T> {
  const end = await beginUpload(actor.id);
  try {
    return await heldFile(counted(source, actor.id, now), options, use);
  } finally {
    end();
  }
}

/**
 * Stores a paper somebody hands in: a scan, a print, a letter. It is taken only where what is in it, its name and what it was declared as
 * agree, and is looked into before it is kept (its pages, what acts in it). Refuses what `receiveFile` refuses, `paper-too-large`, and each
 * of `paperFaults`; a program is refused by its first bytes. `judge` is told what is written in it and may refuse it before it has a name.
 */
export async function receivePaper(
  ctx: { actor: { id: string }; now: Date },
  source: AsyncIterable<Uint8Array>,
  { name, declared, judge }: { name: string; declared: string; judge?: Judge },
): Promise<StoredFile & { look: PaperLook }> {
  return paperOf({ name, declared, ...(judge && { judge }) }, source, ctx.actor.id, (bytes, options) =>
    receiveFile(ctx, bytes, options),
  );
}

type Judge = (written: PaperWords | undefined) => void;
/**
 * The same of a paper that came packed in what somebody sent already: no upload of its own, so no turn and no share of a day is asked for.
 * `of`: in whose name it is looked into.
 */
export function storePaper(
  of: string,
  source: AsyncIterable<Uint8Array>,
  named: { name: string; declared: string; judge?: Judge },
): Promise<StoredFile & { look: PaperLook }> {
  return paperOf(named, source, of, putFile);
}

async function paperOf(
  { name, declared, judge }: { name: string; declared: string; judge?: Judge },
  source: AsyncIterable<Uint8Array>,
  of: string,
  put: (source: AsyncIterable<Uint8Array>, options: PutOptions) => Promise<StoredFile>,
): Promise<StoredFile & { look: PaperLook }> {
  const kinds = kindsNamed(name, declared);
  if (typeof kinds === "string") throw new AppError("refused", kinds);
  const found: { look?: PaperLook } = {};
  const look = async (path: string) => {
    const told = await lookInThread({ path, wantsWords: judge !== undefined }, of);
    if ("fault" in told) throw new AppError("refused", told.fault);
    if (!kinds.includes(told.kind)) throw new AppError("refused", "paper-name-lies");
    judge?.(told.words);
    found.look = told;
  };
  const stored = await put(signed(source, kinds), { maxBytes: maxPaperBytes, look }).catch((error: unknown) => {
    throw error instanceof AppError && error.code === "file-too-large" ? new AppError("invalid", "paper-too-large") : error;
  });
  if (!found.look) throw new Error("a paper was stored that nobody looked into");
  return { ...stored, look: found.look };
}

/** The same bytes; ends with a refusal where the first of them are not those of these kinds. */
async function* signed(source: AsyncIterable<Uint8Array>, kinds: readonly PaperKind[]): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | null = new Uint8Array();
  const judge = (bytes: Uint8Array) => {
    const fault = signFault(signOf(bytes), kinds);
    if (fault) throw new AppError("refused", fault);
  };
  for await (const chunk of source) {
    if (head === null) yield chunk;
    else {
      head = Buffer.concat([head, chunk]);
      if (head.byteLength < signBytes) continue;
      judge(head);
      yield head;
      head = null;
    }
  }
  if (head === null || head.byteLength === 0) return;
  judge(head);
  yield head;
}

/** Removes files older than `before` that no record needs, and uploads that never ended. Returns how many went. */
export async function sweepFiles(before: Date): Promise<number> {
  const needed = new Set(await neededFiles());
  let removed = 0;
  for await (const { sha, at } of store().list()) if (at < before && !needed.has(sha) && (await forgetFile(sha))) removed++;
  return removed + (await sweepDisk(before));
}

/** What lies on this machine's disk and is no stored file: uploads that broke off, and copies of what another store keeps. */
async function sweepDisk(before: Date): Promise<number> {
  const root = join(env().DATA_DIR, "files");
  let removed = 0;
  for (const folder of await readdir(root).catch(() => []))
    for (const name of await readdir(join(root, folder)).catch(() => [])) {
      const path = join(root, folder, name);
      const { mtime } = await stat(path).catch(() => ({ mtime: new Date() }));
      if (mtime >= before || (isSha(name) && store() === disk)) continue;
      await rm(path, { force: true });
      removed++;
    }
  return removed;
}
