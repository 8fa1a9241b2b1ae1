import { db, type Prisma, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type Actor, reachOf } from "@/lib/policy";
import { Layout } from "../model";
import { recall } from "../remembering/mapping";
import type { Batch } from "../running/rows";
import { documentHeadings } from "./headings";
import { DocumentMapping } from "./model";
import { registerOf } from "./run";

/** The registers of documents an actor may bring in or look at. */
export function ownRegisters(actor: Actor): Prisma.ImportBatchWhereInput {
  const reach = reachOf(actor, "documents.register");
  return { kind: "documents", ...(reach === "all" ? {} : { unitId: { in: [...reach] } }) };
}

/** One of them; `not-found` otherwise. */
export async function documentBatch(actor: Actor, id: number, tx: Tx = db): Promise<Batch> {
  const batch = await tx.importBatch.findFirst({ where: { id, ...ownRegisters(actor) } });
  if (!batch) throw new AppError("not-found", "not-found");
  return batch;
}

/** Under which the columns of a unit's registers of a direction are remembered. */
export const mappingKey = ({ unitId, direction }: Pick<Batch, "unitId" | "direction">) => `documents:${direction}:${unitId}`;

/** What its columns mean: as confirmed, else as they did the last time, else most likely. */
export async function mappingOf(
  batch: Batch,
): Promise<{ layout: Layout; mapping: DocumentMapping; from: "confirmed" | "remembered" | "guessed" }> {
  const layout = Layout.parse(batch.layout);
  if (batch.mapping !== null) return { layout, mapping: DocumentMapping.parse(batch.mapping), from: "confirmed" };
  const { direction } = registerOf(batch);
  return { layout, ...(await recall(documentHeadings(direction), mappingKey(batch), layout.headings)) };
}
