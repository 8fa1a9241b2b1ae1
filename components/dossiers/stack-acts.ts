import { bulkActs } from "@/lib/dossiers/labels";
import type { ActName, WorkRow } from "@/lib/dossiers/model";
import { inOrder } from "./act-keys";

/** The acts open to at least one of some lines; of the others each is told why it was left as it is. */
export function stackActs(rows: readonly Pick<WorkRow, "openMoves">[]): ActName[] {
  return inOrder(bulkActs.filter((act) => rows.some((row) => row.openMoves.includes(act))));
}
