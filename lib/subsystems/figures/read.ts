import { db, type Prisma, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { faultsShown, SentFigure, SyncView } from "../model";

/** Syncs as they are told, the latest first. */
export async function syncViews(tx: Tx, where: Prisma.SyncWhereInput, take: number): Promise<SyncView[]> {
  const rows = await tx.sync.findMany({
    where,
    orderBy: [{ endedAt: "desc" }, { id: "desc" }],
    take,
    include: { faults: { orderBy: { row: "asc" }, take: faultsShown } },
  });
  const names = await namesOf(
    tx,
    rows.map(({ by }) => by),
  );
  return rows.map(({ id, subsystemId: _, by, startedAt, endedAt, faults, ...row }) =>
    SyncView.parse({
      ...{ ...row, id: String(id), byName: names.get(by) ?? by, startedAt: startedAt.toISOString() },
      endedAt: endedAt.toISOString(),
      faults: faults.map(({ row: number, sent, field, code }) => ({ row: number, sent: SentFigure.parse(sent), field, code })),
    }),
  );
}

async function namesOf(tx: Tx, actors: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const ids = (kind: string) =>
    [...new Set(actors)].flatMap((one) => (one.startsWith(`${kind}:`) ? [Number(one.slice(kind.length + 1))] : []));
  const [users, keys] = await Promise.all([
    tx.user.findMany({ where: { id: { in: ids("user") } }, select: { id: true, name: true } }),
    tx.apiKey.findMany({ where: { id: { in: ids("key") } }, select: { id: true, name: true } }),
  ]);
  return new Map([
    ...users.map(({ id, name }) => [`user:${id}`, name] as const),
    ...keys.map(({ id, name }) => [`key:${id}`, name] as const),
  ]);
}

/** The latest fifty. Throws not-found. */
export async function listSyncs(_actor: Actor, subsystemId: number): Promise<SyncView[]> {
  if ((await db.subsystem.count({ where: { id: subsystemId } })) === 0) throw new AppError("not-found", "not-found");
  return syncViews(db, { subsystemId }, 50);
}
