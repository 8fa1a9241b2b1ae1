import { db } from "@/lib/db/client";
import { receiveRegister, runBatch, startImport } from "@/lib/imports/commands";
import type { Actor } from "@/lib/policy";
import { actor, unit } from "../city";

export const now = new Date("2023-06-30T03:00:00Z");
export const officer = () => actor("officer");

export const bytes = async function* (content: string | Buffer, size = 60_000) {
  const all = Buffer.from(content);
  for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
};

/** Sends a register in as an officer of phường Trần Phú would, and carries it through. */
export async function importFile(
  content: string | Buffer,
  options: { by?: Actor; at?: Date; unitId?: number; sender?: string } = {},
) {
  const ctx = { actor: options.by ?? officer(), now: options.at ?? now };
  const { id } = await receiveRegister(ctx, bytes(content), {
    unitId: options.unitId ?? unit.tranPhu,
    sender: options.sender ?? "Một cửa Trần Phú",
    fileName: "so.bin",
    idempotencyKey: null,
  });
  await startImport(ctx, { batchId: id });
  await runBatch(id, { now: () => ctx.now });
  return db.importBatch.findUniqueOrThrow({ where: { id } });
}
