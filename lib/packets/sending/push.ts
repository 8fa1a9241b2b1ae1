import { writeEntries } from "@/lib/audit/commands";
import { systemActor } from "@/lib/auth/queries";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { NoAnswer, postStream } from "@/lib/exchange/commands";
import { waitMs } from "@/lib/exchange/rules";
import { readFile } from "@/lib/files/queries";
import { describeError, log } from "@/lib/log";
import type { SendingFault } from "../model";
import { takeFile } from "../taking/receive";
import { Header } from "../wire/header";
import { type Sent, writePacket } from "../wire/write";
import { claim, type Folder, moveTo, openFolder, packetsIn, putBack, putOut, remove } from "./folder";
import { tellWork } from "./progress";
import { type Seal, sealed, sealNow } from "./seal";

/** Packets of one round at most, each way: a stopping worker is not held up for long. */
const mostOfARound = 200;
/** One that failed so often waits for a person. */
const mostTries = 10;

/** One round: takes in what was dropped, tells how far the work on what came has gone, and sends what waits, the oldest first. Runs in one process at a time. */
export async function push(signal?: AbortSignal, { clock = () => new Date() }: { clock?: () => Date } = {}): Promise<void> {
  const root = env().PACKETS_DIR;
  const folder = root === undefined ? null : await openFolder(root);
  if (folder) await takeDropped(folder, clock, signal);
  if (!signal?.aborted) await tellWork(clock());
  await sendWaiting(folder, clock, signal);
}

async function takeDropped(folder: Folder, clock: () => Date, signal?: AbortSignal): Promise<void> {
  await putBack(folder);
  for (const name of (await packetsIn(folder.in)).slice(0, mostOfARound)) {
    if (signal?.aborted) return;
    const path = await claim(folder, name);
    if (path === null) continue;
    try {
      const { outcome } = await takeFile({ actor: systemActor("packets"), now: clock() }, path, "drop");
      // Of a secret packet nothing is kept, here neither.
      if (outcome === "refused") await remove(folder, name);
      else await moveTo(folder, outcome === "kept" ? "failed" : "done", name);
    } catch (error) {
      // Not the packet's fault: it stays in hand, and the next round takes it up.
      log().error({ error: describeError(error) }, "a dropped packet could not be taken in");
      if (error instanceof AppError && error.kind === "full") return;
    }
  }
}

type Waiting = NonNullable<Awaited<ReturnType<typeof db.dispatch.findFirst>>>;
async function sendWaiting(folder: Folder | null, clock: () => Date, signal?: AbortSignal): Promise<void> {
  const seal = await sealNow(clock());
  for (let sent = 0; sent < mostOfARound && !signal?.aborted; sent++) {
    const next = await db.dispatch.findFirst({
      where: { state: "WAITING", OR: [{ nextAt: null }, { nextAt: { lte: clock() } }] },
      orderBy: [{ id: "asc" }],
    });
    if (!next) return;
    const { fault, signedWith } = await handOver(next, folder, seal, signal);
    if (signal?.aborted && fault) return;
    await note(next, fault, signedWith, clock());
  }
}

type Went = { fault: SendingFault | null; signedWith: string | null };
async function handOver(dispatch: Waiting, folder: Folder | null, seal: Seal, signal?: AbortSignal): Promise<Went> {
  const { PACKETS_URL: url, PACKETS_KEY: key } = env();
  const not = (fault: SendingFault): Went => ({ fault, signedWith: null });
  if (url === undefined && folder === null) return not("no-way-out");
  if ("fault" in seal) return not(seal.fault);
  const files = await filesOf(dispatch);
  if (files === null) return not("file-lost");
  const header = Header.parse(dispatch.header);
  try {
    const { packet, signedWith } = await sealed(() => writePacket(header, files), seal.signer);
    if (url === undefined) {
      if (folder)
        await putOut(folder, `${String(dispatch.id).padStart(9, "0")}-${dispatch.toKey.replace(/[^\w.-]/g, "_")}.edxml`, packet);
      return { fault: null, signedWith };
    }
    const how = { type: "application/xml", ...(key ? { key } : {}), ...(signal ? { signal } : {}) };
    const { status } = await postStream(new URL(url), packet, how);
    return status >= 200 && status < 300 ? { fault: null, signedWith } : not("gateway-refused");
  } catch (error) {
    if (error instanceof NoAnswer) return not(error.why === "address-refused" ? "address-refused" : "gateway-silent");
    log().error({ dispatch: dispatch.id, error: describeError(error) }, "a packet could not be put together");
    return not(error instanceof AppError && error.kind === "not-found" ? "file-lost" : "drop-failed");
  }
}

/** The files that go along, as they lie in the store; null where one is no longer there. */
async function filesOf({ fileIds, documentId }: Waiting): Promise<Sent[] | null> {
  if (fileIds.length === 0 || documentId === null) return [];
  const rows = await db.documentFile.findMany({ where: { id: { in: fileIds }, documentId }, orderBy: { id: "asc" } });
  if (rows.length !== fileIds.length) return null;
  return rows.map(({ name, type, sha }) => ({
    contentId: `cid:${sha.slice(0, 40)}`,
    name,
    declared: type,
    description: "",
    open: () => readFile(sha) as AsyncIterable<Uint8Array>,
  }));
}

/** What is amiss with this system and not with a packet, so that it costs none a try. */
const ours: readonly (SendingFault | null)[] = ["no-way-out", "address-refused", "signer-unreadable", "signer-over"];
/** Notes what came of a try. A way that is missing or shut, or a key that does not open, costs a packet nothing: it waits. */
async function note({ id, attempts }: Waiting, fault: SendingFault | null, signedWith: string | null, now: Date): Promise<void> {
  const isOurs = ours.includes(fault);
  const tries = isOurs ? attempts : attempts + 1;
  const later = new Date(now.getTime() + (isOurs ? 60_000 : waitMs(tries)));
  const isOver = fault === "file-lost" || (fault !== null && tries >= mostTries);
  await db.$transaction(async (tx) => {
    await tx.dispatch.updateMany({
      where: { id, state: "WAITING" },
      data:
        fault === null
          ? { state: "SENT", sentAt: now, nextAt: null, fault: null, attempts: tries, signedWith }
          : { state: isOver ? "FAILED" : "WAITING", nextAt: isOver ? null : later, fault, attempts: tries },
    });
    const told = fault === null ? [{ action: "packet.sent", subject: { type: "dispatch", id }, detail: {} }] : [];
    await writeEntries(tx, "system:packets", told, ["documents"]);
  });
  if (fault) log().warn({ dispatch: id, fault }, "a packet has not gone");
}
