import * as z from "zod";
import { type Ctx, command } from "@/lib/command";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { forgetFile } from "@/lib/files/commands";
import { localPath } from "@/lib/files/queries";
import { can, type Permission } from "@/lib/policy";
import type { Settled, Taken } from "../model";
import { readOrElse } from "../taking/receive";
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
 * finds it notes as if it came today. Refuses `packet-changed`, `packet-settled`, `packet-gone` where its bytes are no longer kept.
 */
export async function replayPacket(ctx: Ctx, { id, revision }: { id: number; revision: number }): Promise<Settled> {
  const right: Permission = "documents.exchange";
  const row = await db.packet.findUnique({ where: { id } });
  if (!row || !can(ctx.actor, right, row.unitId)) throw new AppError("not-found", "not-found");
  if (row.revision !== revision) throw new AppError("conflict", "packet-changed");
  if (row.state !== "UNREADABLE") throw new AppError("conflict", "packet-settled");
  const { rawSha } = row;
  if (rawSha === null) throw new AppError("refused", "packet-gone");
  const base = {
    way: row.way === "drop" ? ("drop" as const) : ("http" as const),
    unitId: row.unitId,
    bytes: row.bytes,
    again: id,
  };
  await readOrElse(ctx, await localPath(rawSha), base, async (error): Promise<Taken> => {
    const isSecret = error instanceof SecretPacket;
    await noteLook(ctx, { id, revision, isSecret, fault: isSecret ? null : error.code, at: isSecret ? null : error.where });
    if (isSecret) await forgetFile(rawSha);
    return { id, outcome: isSecret ? "refused" : "kept", fault: isSecret ? "secret-document" : error.code, at: null };
  });
  const now = await db.packet.findUniqueOrThrow({ where: { id }, select: { id: true, state: true, documentId: true } });
  return now;
}
