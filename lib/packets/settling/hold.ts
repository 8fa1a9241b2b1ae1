import type { Work } from "@/lib/command";
import { AppError } from "@/lib/errors";
import { can } from "@/lib/policy";
import type { PacketRefusal } from "../model";
import { DocumentHeader } from "../wire/header";

const refuse = (code: PacketRefusal) => new AppError("conflict", code);

/** A packet as it was looked at, held for this change; not-found outside the actor's reach. Refuses `packet-changed`, `packet-settled`. */
export async function heldPacket({ tx, actor }: Work, id: number, revision: number, state: "WAITING" | "UNREADABLE" = "WAITING") {
  await tx.$queryRaw`select id from packet where id = ${id} for update`;
  const row = await tx.packet.findUnique({ where: { id }, include: { files: { orderBy: { id: "asc" } } } });
  if (!row || !can(actor, "documents.exchange", row.unitId)) throw new AppError("not-found", "not-found");
  if (row.revision !== revision) throw refuse("packet-changed");
  if (row.state !== state) throw refuse("packet-settled");
  return row;
}
export type Held = Awaited<ReturnType<typeof heldPacket>>;

export const settledBy = ({ actor, now }: Pick<Work, "actor" | "now">) => ({
  ...{ settledAt: now, settledBy: actor.id, settledByName: actor.name },
  revision: { increment: 1 },
});

/** What a document's packet says. Refuses `packet-not-plain` for a receipt, which is nothing to register. */
export function headerOf({ kind, header }: Pick<Held, "kind" | "header">): DocumentHeader {
  if (kind !== "document") throw refuse("packet-not-plain");
  return DocumentHeader.parse(header);
}
