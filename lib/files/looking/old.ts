import { type FileHandle, open } from "node:fs/promises";
import type { ActivePart, OldLook, PaperFault } from "../model";
import { oldKinds } from "./kinds";

/** A letter with some pictures has a few dozen names; a directory of more is none of an office program's. */
const limits = { sectors: 1_000, entries: 4_000, tables: 2_000, textBytes: 4 * 2 ** 20 };
const entryBytes = 128;
/** The class of an installer ([MS-OLEDS]): {000C1084-0000-0000-C000-000000000046}. */
const installer = "84100c0000000000c000000000000046";
const free = 0xffff_fffa;

/** What an old office file is, what acts in it, and the short pieces of its text, among which a stamp is one. Reads a bounded part of it. */
export async function lookIntoOld(path: string): Promise<OldLook | { fault: PaperFault }> {
  const file = await open(path);
  try {
    const entries = await directoryOf(file);
    const [root] = entries ?? [];
    if (!entries || !root) return { fault: "paper-unreadable" };
    if (root.classId === installer) return { fault: "paper-is-program" };
    const top = childrenOf(root, entries).map(({ name }) => name);
    if (top.includes("encryptedpackage")) return { fault: "paper-locked" };
    const kind = top.includes("worddocument") ? "doc" : top.includes("workbook") || top.includes("book") ? "xls" : null;
    if (kind === null) return { fault: "paper-kind-unknown" };
    const names = entries.map(({ name }) => name);
    const active = new Set<ActivePart>(["old-format"]);
    if (names.some((name) => ["macros", "vba", "_vba_project", "_vba_project_cur"].includes(name))) active.add("macros");
    if (names.some((name) => name === "objectpool" || name.startsWith("mbd") || name.endsWith("ole10native")))
      active.add("embedded");
    return { kind, type: oldKinds[kind].type, active: [...active].sort(), pieces: await piecesIn(file) };
  } finally {
    await file.close();
  }
}

type Entry = { name: string; kind: number; left: number; right: number; child: number; classId: string };
async function directoryOf(file: FileHandle): Promise<Entry[] | null> {
  const head = await bytesAt(file, 0, 512);
  if (!head) return null;
  const shift = head.readUInt16LE(0x1e);
  if (shift !== 9 && shift !== 12) return null;
  const size = 2 ** shift;
  const sectorAt = (n: number) => bytesAt(file, (n + 1) * size, size);
  const tables = await tablesOf(head, sectorAt, size);
  const known = new Map<number, Buffer | null>();
  const after = async (sector: number): Promise<number | null> => {
    const table = tables?.[Math.floor(sector / (size / 4))];
    if (table === undefined) return null;
    if (!known.has(table)) known.set(table, await sectorAt(table));
    return known.get(table)?.readUInt32LE((sector % (size / 4)) * 4) ?? null;
  };
  const entries: Entry[] = [];
  let sector: number | null = head.readUInt32LE(0x30);
  for (let n = 0; sector !== null && sector < free && n < limits.sectors; n++) {
    const bytes = await sectorAt(sector);
    if (!bytes) return null;
    for (let at = 0; at < size && entries.length < limits.entries; at += entryBytes)
      entries.push(entryIn(bytes.subarray(at, at + entryBytes)));
    sector = await after(sector);
  }
  return entries;
}

/** Where the sectors stand that say which sector follows which: the first 109 in the head, the others in a chain of their own. */
async function tablesOf(head: Buffer, sectorAt: (n: number) => Promise<Buffer | null>, size: number): Promise<number[] | null> {
  const all: number[] = [];
  const take = (bytes: Buffer, from: number, to: number) => {
    for (let at = from; at < to; at += 4) all.push(bytes.readUInt32LE(at));
  };
  take(head, 0x4c, 512);
  let next = head.readUInt32LE(0x44);
  for (let n = 0; next < free && all.length < limits.tables; n++) {
    const bytes = await sectorAt(next);
    if (!bytes || n > limits.sectors) return null;
    take(bytes, 0, size - 4);
    next = bytes.readUInt32LE(size - 4);
  }
  return all;
}

function entryIn(bytes: Buffer): Entry {
  const length = Math.min(64, Math.max(2, bytes.readUInt16LE(0x40)));
  return {
    name: bytes
      .subarray(0, length - 2)
      .toString("utf16le")
      .toLowerCase(),
    kind: bytes.readUInt8(0x42),
    left: bytes.readUInt32LE(0x44),
    right: bytes.readUInt32LE(0x48),
    child: bytes.readUInt32LE(0x4c),
    classId: bytes.subarray(0x50, 0x60).toString("hex"),
  };
}

/** What stands in a folder itself, and not in one below it. */
function childrenOf(folder: Entry, entries: readonly Entry[]): Entry[] {
  const seen = new Set<number>();
  const waiting = [folder.child];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const entry = entries[at];
    if (!entry || seen.has(at)) continue;
    seen.add(at);
    waiting.push(entry.left, entry.right);
  }
  return [...seen].flatMap((at) => entries[at] ?? []);
}

/** Vietnamese letters stand in these files as UTF-16, at an even or an odd place. */
async function piecesIn(file: FileHandle): Promise<string[]> {
  const { size } = await file.stat();
  const bytes = await bytesAt(file, 0, Math.min(size, limits.textBytes));
  if (!bytes) return [];
  return [bytes, bytes.subarray(1)].flatMap((part) =>
    part
      .toString("utf16le")
      .split(/\p{Cc}+/u)
      .filter((piece) => piece.length > 0 && piece.length < 60),
  );
}

/** These bytes, with nothing behind the file's end. */
async function bytesAt(file: FileHandle, at: number, length: number): Promise<Buffer | null> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, at);
  return bytesRead === 0 ? null : buffer;
}
