import type { FormKind, IssueLine } from "@/lib/forms/model";
import { sendJson } from "../ui/request";
import { printPdf } from "./print-pdf";

const answerReader = () => import("@/lib/forms/model").then((m) => m.IssueStackAnswer);
export type IssuedAndPrinted = { issued: number; printed: number; left: readonly IssueLine[] };

/**
 * Issues a form to each dossier that has none and sends all that have one to the printer as one document, in the order given. Sent again
 * under the same key nothing is issued twice. Throws Problem.
 */
export async function issueAndPrint(
  kind: FormKind,
  dossiers: readonly number[],
  { key, title, onIssued }: { key: string; title: string; onIssued(): void },
): Promise<IssuedAndPrinted> {
  const { lines } = await sendJson("POST", "/api/v1/forms", { kind, dossiers }, answerReader, key);
  onIssued();
  const ready = lines.filter((line) => line.refusal === null);
  if (ready.length > 0)
    await printPdf(`/api/v1/forms/print?kind=${kind}&dossiers=${ready.map((line) => line.id).join(",")}`, title);
  return {
    issued: lines.filter((line) => line.isNew).length,
    printed: ready.length,
    left: lines.filter((line) => line.refusal !== null),
  };
}
