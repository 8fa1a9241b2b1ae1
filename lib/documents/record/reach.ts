import { db, Prisma, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type Actor, type Reach, reachOf } from "@/lib/policy";

const inUnits = (units: Reach) => (units === "all" ? Prisma.sql`true` : Prisma.sql`d.unit_id = any (${[...units]}::int[])`);

/** The documents (`d`) an actor may see: what stands in a register of units they reach, and drafts of units they draft in. */
export function visibleTo(actor: Actor): Prisma.Sql {
  const [seen, drafted] = [inUnits(reachOf(actor, "documents.view")), inUnits(reachOf(actor, "documents.draft"))];
  return Prisma.sql`((d.state <> 'DRAFT' and ${seen}) or (d.state = 'DRAFT' and ${drafted}))`;
}

/**
 * The documents (`d`) that were passed on to an actor: to themselves while they sit where they got it, or to a unit for which they pass documents
 * on. What was handed back or taken back is theirs no more.
 */
function passedTo(actor: Actor): Prisma.Sql {
  const within = (units: Reach) => (units === "all" ? Prisma.sql`true` : Prisma.sql`t.unit_id = any (${[...units]}::int[])`);
  const [own, units] = [within(reachOf(actor, "documents.view")), within(reachOf(actor, "documents.route"))];
  return Prisma.sql`exists (select from document_task t where t.document_id = d.id and t.state not in ('RETURNED', 'RECALLED')
    and ((t.assignee_id = ${actor.userId ?? 0} and ${own}) or (t.assignee_id is null and ${units})))`;
}

/** The documents (`d`) that were laid before an actor to sign, drafts among them; what they handed back or was taken back is theirs no more. */
function laidBefore(actor: Actor): Prisma.Sql {
  return Prisma.sql`exists (select from signing_request r where r.document_id = d.id and r.user_id = ${actor.userId ?? 0}
    and r.state in ('ASKED', 'AGREED', 'SIGNED', 'FAILED'))`;
}

/**
 * The documents (`d`) an actor may open: what they see in the registers, what was passed on to them, and what was laid before them to sign. Lists
 * keep to the registers.
 */
export function openTo(actor: Actor): Prisma.Sql {
  return Prisma.sql`(${visibleTo(actor)} or (d.state <> 'DRAFT' and ${passedTo(actor)}) or ${laidBefore(actor)})`;
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
    from document d where d.id = ${id} and ${openTo(actor)} ${hold ? Prisma.sql`for update` : Prisma.empty}`;
  if (!row) throw new AppError("not-found", "not-found");
  return row;
}

export async function isThere(actor: Actor, id: number): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`select 1 from document d where d.id = ${id} and ${openTo(actor)}`;
  return rows.length > 0;
}
