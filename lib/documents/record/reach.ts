import { db, Prisma, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type Actor, type Reach, reachOf } from "@/lib/policy";

const inUnits = (units: Reach) => (units === "all" ? Prisma.sql`true` : Prisma.sql`d.unit_id = any (${[...units]}::int[])`);

/** The documents (`d`) an actor may see: what stands in a register of units they reach, and drafts of units they draft in. */
export function visibleTo(actor: Actor): Prisma.Sql {
  const [seen, drafted] = [inUnits(reachOf(actor, "documents.view")), inUnits(reachOf(actor, "documents.draft"))];
  return Prisma.sql`((d.state <> 'DRAFT' and ${seen}) or (d.state = 'DRAFT' and ${drafted}))`;
}

/** The units any document this actor may see is of, or "all". */
export function unitsTouched(actor: Actor): Reach {
  const [seen, drafted] = [reachOf(actor, "documents.view"), reachOf(actor, "documents.draft")];
  return seen === "all" || drafted === "all" ? "all" : [...new Set([...seen, ...drafted])];
}

export type Standing = { id: number; unitId: number; state: "DRAFT" | "REGISTERED" | "VOIDED"; version: number };
/** A document as far as acts on it are concerned, held until the transaction ends where `hold` says so; not-found outside the actor's reach. */
export async function standingOf(tx: Tx, actor: Actor, id: number, hold = false): Promise<Standing> {
  const [row] = await tx.$queryRaw<Standing[]>`select d.id, d.unit_id as "unitId", d.state::text as state, d.version
    from document d where d.id = ${id} and ${visibleTo(actor)} ${hold ? Prisma.sql`for update` : Prisma.empty}`;
  if (!row) throw new AppError("not-found", "not-found");
  return row;
}

export async function isThere(actor: Actor, id: number): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`select 1 from document d where d.id = ${id} and ${visibleTo(actor)}`;
  return rows.length > 0;
}
