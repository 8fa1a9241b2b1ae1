import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, mkdtemp, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { cityDay } from "@/lib/calendar/rules";
import { type Ctx, once } from "@/lib/command";
import { db, type Tx } from "@/lib/db/client";
import { bearsSecrecyMark } from "@/lib/documents/rules";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { forgetFile, holdSent, putFile } from "@/lib/files/commands";
import { type Actor, can, reachOf } from "@/lib/policy";
import { checkXmlFile } from "@/lib/signatures/queries";
import { Taken } from "../model";
import { agencyKey } from "../wire/agency";
import { PacketFault, SecretPacket } from "../wire/faults";
import type { Header } from "../wire/header";
import { readPacket } from "../wire/read";
import { limits } from "../wire/tree";
import { keepAttachments } from "./attachments";
import { keepUnreadable, noteSecret, takePacket } from "./keep";
import { ownUnits } from "./own";

export type Way = "http" | "drop";

/**
 * Takes in a packet somebody hands over: read, judged, its files stored, and kept for the clerk, or its receipt noted. The same request again
 * (by its key) is told what it was told; the same packet again (sender, document, business) is the one it was. What cannot be read is kept with its reason, for a person to try again; of one that bears a
 * mark of secrecy nothing is kept but who brought it, when, and its code. Throws what keeps the machine from taking anything (`disk-full`,
 * `upload-quota`), and `permission` where the actor may bring packets nowhere.
 */
export function receivePacket(ctx: Ctx, source: AsyncIterable<Uint8Array>, key: string | null): Promise<Taken> {
  return holdSent(ctx, source, { maxBytes: limits.packetBytes }, async (path) => {
    if (key === null) return takeFile(ctx, path, "http");
    const ask = { actorId: ctx.actor.id, route: "packets.receive", key, requestText: await hashOf(path) };
    return takeFile(ctx, path, "http", async (act) => Taken.parse((await once(ask, act)).result));
  });
}

/** Does what a request asks for in the transaction of its key, or tells what was done under it. */
export type Keyed = (act: (tx: Tx) => Promise<Taken>) => Promise<Taken>;
export const unkeyed: Keyed = (act) => db.$transaction(act, { timeout: 30_000, maxWait: 5_000 });

/** The same of a file that lies on this machine's disk. */
export async function takeFile(ctx: Ctx, path: string, way: Way, keyed = unkeyed): Promise<Taken> {
  const base = { way, unitId: await keeperOf(ctx.actor, ctx.now), bytes: await bytesOf(path), keyed };
  return readOrElse(ctx, path, base, async (error) => {
    const seen = { way, unitId: base.unitId, bytes: base.bytes };
    if (error instanceof SecretPacket) return keyed((tx) => noteSecret(ctx, { ...seen, ...error.known }, tx));
    if (await isMarked(path)) return keyed((tx) => noteSecret(ctx, { ...seen, code: null, documentKey: null }, tx));
    const raw = await putFile(createReadStream(path), { maxBytes: limits.packetBytes }).catch((full: unknown) => {
      if (full instanceof AppError && full.code === "file-empty") return null;
      throw full;
    });
    return keyed((tx) => keepUnreadable(ctx, { ...seen, rawSha: raw?.sha ?? null, fault: error.code, at: error.where }, tx));
  });
}

type Base = { way: Way; unitId: number; bytes: number; again?: { id: number; revision: number }; keyed: Keyed };
/** Reads a packet and takes it in; what is wrong with it is told to `orElse`, with nothing of it stored. */
export async function readOrElse(
  ctx: Ctx,
  path: string,
  { keyed, ...base }: Base,
  orElse: (error: PacketFault | SecretPacket) => Promise<Taken>,
): Promise<Taken> {
  const folder = await workFolder();
  const stored: string[] = [];
  const tell = (sha: string) => void stored.push(sha);
  try {
    const { header, files, isSigned } = await readInto(folder, path);
    const unitId = await receiverOf(ctx, header, base.unitId);
    if (header.kind === "document" && header.issuedOn > cityDay(ctx.now)) throw new PacketFault("issued-in-future");
    const known = { code: header.from.code, documentKey: header.kind === "document" ? header.documentKey : null };
    const listed = files.map((said, n) => ({ said, path: join(folder, String(n)) }));
    const kept = await keepAttachments(ctx, listed, known, tell);
    const signature = isSigned ? await checkXmlFile(ctx, path) : null;
    const raw = await putFile(createReadStream(path), { maxBytes: limits.packetBytes });
    tell(raw.sha);
    const taken = await keyed((tx) => takePacket(ctx, { ...base, unitId, header, files: kept, signature, rawSha: raw.sha }, tx));
    // What had come before lies in the store already; these bytes belong to nobody.
    if (taken.outcome === "known") await Promise.all(stored.map((sha) => forgetFile(sha)));
    return taken;
  } catch (error) {
    await Promise.all(stored.map((sha) => forgetFile(sha)));
    // Awaited here: what it throws while the folder goes would be heard by nobody.
    if (error instanceof SecretPacket || error instanceof PacketFault) return await orElse(error);
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A folder of its own where files arrive: what a crash leaves there is swept like any upload. */
async function workFolder(): Promise<string> {
  const root = join(env().DATA_DIR, "files");
  await mkdir(root, { recursive: true });
  return mkdtemp(join(root, "packet-"));
}
async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest("hex");
}
async function bytesOf(path: string): Promise<number> {
  const file = await open(path);
  try {
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

async function readInto(folder: string, path: string) {
  const handles = new Map<number, Awaited<ReturnType<typeof open>>>();
  try {
    return await readPacket(createReadStream(path), async (n, bytes) => {
      const file = handles.get(n) ?? (await open(join(folder, String(n)), "wx", 0o600));
      handles.set(n, file);
      await file.write(bytes);
    });
  } finally {
    for (const file of handles.values()) await file.close();
  }
}

/** Who is told of what nobody can address: the topmost unit the sender may bring packets for. */
async function keeperOf(actor: Actor, now: Date): Promise<number> {
  const reach = reachOf(actor, "documents.exchange");
  const units = reach === "all" ? null : [...reach];
  const today = cityDay(now);
  const [unit] = await db.$queryRaw<{ id: number }[]>`select u.id from unit u
    where u.valid_from <= ${today}::date and (u.valid_until is null or u.valid_until >= ${today}::date)
      and (${units}::int[] is null or u.id = any (${units}::int[]))
    order by (u.parent_id is null or (${units}::int[] is not null and not u.parent_id = any (${units}::int[]))) desc, u.position, u.id limit 1`;
  if (!unit) throw new AppError("forbidden", "permission", { detail: { permission: "documents.exchange" } });
  return unit.id;
}

/** The unit of ours a packet is for: of its receivers the first that is ours. A receipt is for whoever sent what it is about. */
async function receiverOf({ actor, now }: Ctx, header: Header, keeper: number): Promise<number> {
  if (header.kind === "status") return keeper;
  const ours = await ownUnits(cityDay(now));
  const unitId = header.to.map(({ code }) => ours.get(agencyKey(code))).find((id) => id !== undefined);
  if (unitId === undefined) throw new PacketFault("not-for-us");
  if (!can(actor, "documents.exchange", unitId)) throw new PacketFault("out-of-reach");
  return unitId;
}

const lookedAt = 4 * 2 ** 20;
/** Does what nobody can read as a packet bear a mark of secrecy in anything between two tags? Then it is none to be kept either. */
async function isMarked(path: string): Promise<boolean> {
  let text = "";
  for await (const chunk of createReadStream(path, { end: lookedAt }) as AsyncIterable<Buffer>) text += chunk.toString("utf8");
  const words = text.split(/<[^<>]*>|\n/).filter((part) => part.length < 2_000);
  return words.some((part) => bearsSecrecyMark(part.trim()));
}
