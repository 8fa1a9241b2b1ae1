import * as z from "zod";
import { type Ctx, command } from "@/lib/command";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { forgetFile } from "@/lib/files/commands";
import { localPath } from "@/lib/files/queries";
import { can, type Permission } from "@/lib/policy";
import type { Settled, Taken } from "../model";
import { type Keyed, readOrElse, unkeyed } from "../taking/receive";
import { packetFaults, SecretPacket } from "../wire/faults";
import { heldPacket } from "./hold";

const Judged = z.strictObject({
  id: z.int().positive(),
  revision: z.int().positive(),
  fault: z.enum(packetFaults).nullable(),
  at: z.string().nullable(),
  isSecret: z.boolean(),
});
/** Notes what a second look at a packet found: another fault, or a mark of secrecy, after which nothing of it is kept. */
const noteLook = command(Judged, async (work, { id, revision, fault, at, isSecret }) => {
  const packet = await heldPacket(work, id, revision, "UNREADABLE");
  work.require("documents.exchange", packet.unitId);
  await work.tx.packet.update({
    where: { id },
    data: isSecret
      ? {
          state: "SECRET",
          fault: "secret-document",
          faultAt: null,
          rawSha: null,
          bytes: 0,
          fromName: null,
          revision: { increment: 1 },
        }
      : { fault, faultAt: at, revision: { increment: 1 } },
  });
  work.record("packet.replay", { type: "packet", id }, { failure: isSecret ? "secret-document" : (fault ?? "") }, packet.unitId);
  work.announce("documents");
});

/**
 * Reads a packet again that could not be read, for whoever asks: a directory that has its receiver by now, a reader that was mended. What it
 * finds it notes, once for the request, as if it came today. Refuses `packet-changed`, `packet-settled`, `packet-gone` where its bytes are no longer kept.
 */
export async function replayPacket(
  ctx: Ctx,
  { id, revision }: { id: number; revision: number },
  keyed: Keyed = unkeyed,
): Promise<Settled> {
  const right: Permission = "documents.exchange";
  const row = await db.packet.findUnique({ where: { id } });
  if (!row || !can(ctx.actor, right, row.unitId)) throw new AppError("not-found", "not-found");
  const { rawSha } = row;
  // A request that comes again finds what it did done; whether it is that one, its key tells.
  if (row.revision !== revision || row.state !== "UNREADABLE" || rawSha === null) {
    await keyed(() => {
      if (row.revision !== revision) throw new AppError("conflict", "packet-changed");
      if (row.state !== "UNREADABLE") throw new AppError("conflict", "packet-settled");
      throw new AppError("refused", "packet-gone");
    });
    return standing(id);
  }
  const base = {
    way: row.way === "drop" ? ("drop" as const) : ("http" as const),
    unitId: row.unitId,
    bytes: row.bytes,
    again: { id, revision },
    keyed,
  };
  await readOrElse(ctx, await localPath(rawSha), base, async (error): Promise<Taken> => {
    const isSecret = error instanceof SecretPacket;
    const found = { id, revision, isSecret, fault: isSecret ? null : error.code, at: isSecret ? null : error.where };
    const told = await keyed(async (tx) => {
      await noteLook(ctx, found, tx);
      return { id, outcome: isSecret ? "refused" : "kept", fault: isSecret ? "secret-document" : error.code, at: null };
    });
    if (isSecret) await forgetFile(rawSha);
    return told;
  });
  return standing(id);
}

const standing = (id: number): Promise<Settled> =>
  db.packet.findUniqueOrThrow({ where: { id }, select: { id: true, state: true, documentId: true } });
