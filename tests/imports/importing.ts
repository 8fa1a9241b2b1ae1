import { db } from "@/lib/db/client";
import { receiveRegister, runBatch, startImport } from "@/lib/imports/commands";
import { rejectedRows } from "@/lib/imports/queries";
import type { Actor } from "@/lib/policy";
import { actor, asOwner, unit } from "../city";

export const now = new Date("2023-06-30T03:00:00Z");
export const officer = () => actor("officer");
export const ctx = () => ({ actor: officer(), now });

export async function* bytes(content: string | Buffer, size = 60_000) {
  const all = Buffer.from(content);
  for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
}

type Sending = { by?: Actor; at?: Date; unitId?: number; sender?: string };

/** Sends a register in as an officer of phường Trần Phú would. */
export async function send(content: string | Buffer, options: Sending = {}): Promise<number> {
  const { id } = await receiveRegister({ actor: options.by ?? officer(), now: options.at ?? now }, bytes(content), {
    unitId: options.unitId ?? unit.tranPhu,
    sender: options.sender ?? "Một cửa Trần Phú",
    fileName: "so.bin",
    idempotencyKey: null,
  });
  return id;
}
export const batchOf = (id: number) => db.importBatch.findUniqueOrThrow({ where: { id } });

/** The same, started and carried through. */
export async function importFile(content: string | Buffer, options: Sending = {}) {
  const id = await send(content, options);
  const at = options.at ?? now;
  await startImport({ actor: options.by ?? officer(), now: at }, { batchId: id });
  await runBatch(id, { now: () => at });
  return batchOf(id);
}

export async function rejectionsOf(batchId: number) {
  const found = [];
  for await (const rows of rejectedRows(batchId)) found.push(...rows);
  return found;
}
export const dossier = (code: string) =>
  db.dossier.findUniqueOrThrow({ where: { code }, include: { events: true, clockStops: true } });

/** Level and place of every cell that differs from a full recount: none, ever. */
export const differingCells = () =>
  asOwner(async (c) => {
    await c.query("select fold_dossier_cells()");
    return (await c.query("select * from differing_dossier_cells()")).rows;
  });
