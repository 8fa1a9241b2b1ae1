import type { Ctx } from "@/lib/command";
import { db, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Words } from "@/lib/words";
import { refusals as general } from "@/lib/words";
import { refusals } from "../labels";
import { type BulkInput, type BulkLine, MovedDossier } from "../model";
import { visibleTo } from "../queries";
import { moveDossier } from "./move";

/** Does one part of a request in a transaction of its own, once for its key: done already, it answers as it did then. */
export type Each = (part: string, act: (tx: Tx) => Promise<unknown>) => Promise<unknown>;

/**
 * The same act on a stack of dossiers, what goes by post with a number of its own, each in a transaction of its own: what fails for one stops none of the others, and is told in its
 * line. Sent again under the same key it does what was not done and repeats nothing. Throws only where the key belongs to another
 * request, or the database is away.
 */
export async function moveStack(ctx: Ctx, { dossiers, handOver, ...act }: BulkInput, each: Each): Promise<BulkLine[]> {
  const known = await codesOf(
    ctx,
    dossiers.map((d) => d.id),
  );
  const lines: BulkLine[] = [];
  for (const { id, version, trackingNumber } of dossiers) {
    const code = known.get(id) ?? null;
    const own = { ...act, ...(handOver && { handOver: { ...handOver, trackingNumber } }) };
    try {
      const moved = MovedDossier.parse(await each(String(id), (tx) => moveDossier(ctx, { ...own, dossierId: id, version }, tx)));
      lines.push({ id, code: moved.code, moved, refusal: null, overtakenBy: null });
    } catch (error) {
      if (!(error instanceof AppError) || error.code === "idempotency-key-reused") throw error;
      const overtakenBy = error.code === "dossier-changed" ? await lastActor(ctx, id) : null;
      lines.push({ id, code, moved: null, refusal: { code: error.code, ...sentence(error.code) }, overtakenBy });
    }
  }
  return lines;
}

const all: Readonly<Record<string, Words>> = { ...general, ...refusals };
const sentence = (code: string): Words => all[code] ?? general.unexpected;

/** The codes of those the actor may see; the others are as good as not there. */
async function codesOf({ actor }: Ctx, ids: readonly number[]): Promise<Map<number, string | null>> {
  const rows = await db.$queryRaw<{ id: number; code: string | null }[]>`
    select d.id, d.code from dossier d where d.id = any (${[...ids]}::int[]) and ${visibleTo(actor)}`;
  return new Map(rows.map((row) => [row.id, row.code]));
}

async function lastActor({ actor }: Ctx, id: number): Promise<BulkLine["overtakenBy"]> {
  const [row] = await db.$queryRaw<{ name: string; kind: string; at: Date }[]>`
    select e.actor_name as name, e.kind, e.at from dossier_event e join dossier d on d.id = e.dossier_id
    where d.id = ${id} and ${visibleTo(actor)} order by e.version desc limit 1`;
  return row ? { ...row, at: row.at.toISOString() } : null;
}
