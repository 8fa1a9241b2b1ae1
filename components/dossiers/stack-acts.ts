import type { ActName, WorkRow } from "@/lib/dossiers/model";
import { inOrder } from "./act-keys";

/** The acts a stack may take, without the schema they are parsed with; a test holds them to it. */
export const stackable = [
  "start",
  "assign",
  "forward",
  "receiveSupplement",
  "confirmPayment",
  "extend",
  "finish",
  "return",
] as const satisfies readonly ActName[];

/** The acts open to at least one of some lines; of the others each is told why it was left as it is. */
export function stackActs(rows: readonly Pick<WorkRow, "openMoves">[]): ActName[] {
  return inOrder(stackable.filter((act) => rows.some((row) => row.openMoves.includes(act))));
}
