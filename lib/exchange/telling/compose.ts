import { db, type Tx } from "@/lib/db/client";
import { describeError, log } from "@/lib/log";
import type { KindTable } from "../model";
import { toFull, toLine } from "../rules";
import { sealContent } from "../taking/message";
import { readDossier } from "./read";

const atOnce = 100;
/**
 * Makes messages of the dossiers that changed, some at a time, each in a transaction of its own with the note it answers: a dossier whole, as
 * it stands now, and a line for each step since the last time. A whole dossier that still waits, or was refused, is told anew in its old place:
 * the newest wins and the order of a dossier is kept. One that cannot be told goes behind the others. Answers how many were.
 */
export async function compose(now: Date, told: { unitIds: readonly number[]; kinds: KindTable }): Promise<number> {
  const due = await db.exchangeDue.findMany({
    orderBy: [{ notedAt: "asc" }, { dossierId: "asc" }],
    take: atOnce,
    select: { dossierId: true },
  });
  let composed = 0;
  for (const { dossierId } of due)
    try {
      await db.$transaction((tx) => composeOne(tx, dossierId, now, told));
      composed += 1;
    } catch (error) {
      log().error({ dossier: dossierId, error: describeError(error) }, "a dossier could not be told");
      await db.exchangeDue.updateMany({ where: { dossierId }, data: { notedAt: now } });
    }
  return composed;
}

async function composeOne(
  tx: Tx,
  dossierId: number,
  now: Date,
  told: { unitIds: readonly number[]; kinds: KindTable },
): Promise<void> {
  // Waits for whoever is changing the dossier; what changes after this is noted anew.
  const { count } = await tx.exchangeDue.deleteMany({ where: { dossierId } });
  const read = count > 0 ? await readDossier(tx, dossierId) : null;
  if (!read || (told.unitIds.length > 0 && !told.unitIds.includes(read.unitId))) return;
  const { dossier, unitId, version, lines } = read;
  const before = await tx.exchangeTold.findUnique({ where: { dossierId } });
  const message = { direction: "OUT", dossierId, code: dossier.code, unitId, status: "WAITING", createdAt: now } as const;
  const whole = { version, content: sealContent(toFull(dossier, told.kinds)), code: dossier.code, unitId };
  const untold = await tx.exchangeMessage.updateMany({
    where: { dossierId, direction: "OUT", kind: "DongBoHoSoMC", status: { in: ["WAITING", "FAILED"] } },
    data: {
      ...{ ...whole, status: "WAITING", attempts: 0, nextAt: null, failedAt: null, fault: null, told: null },
      revision: { increment: 1 },
    },
  });
  if (untold.count === 0) await tx.exchangeMessage.create({ data: { ...message, ...whole, kind: "DongBoHoSoMC" } });
  for (const line of lines.filter((one) => one.version > (before?.version ?? 0)))
    await tx.exchangeMessage.create({
      data: {
        ...message,
        kind: "CapNhatTienDoHoSoMC",
        version: line.version,
        toldAt: line.at,
        content: sealContent(toLine(line)),
      },
    });
  await tx.exchangeTold.upsert({ where: { dossierId }, create: { dossierId, version }, update: { version } });
}
