import type { Actor } from "@/lib/policy";
import { coverageFacts } from "@/lib/signatures/queries";
import { cameraFigures } from "../cameras/board";
import { oneOfDocuments } from "../documents/board";
import { certificateFigures } from "../documents/certificates";
import { meetingFigures } from "../documents/meetings";
import type { IndicatorCode, TargetCode } from "../model";
import { isCameraCode, isCertificateCode, isDocumentCode } from "../telling/kinds";
import type { Asked } from "./ask";
import { groupsBelow } from "./scope";

/** One indicator that is not of dossiers beside its past. */
export async function otherIndicator(
  actor: Actor,
  code: Exclude<TargetCode, IndicatorCode>,
  { client, question, comparison, scope, context }: Asked,
) {
  const { asOf } = question;
  const { unitId = null } = question.scope;
  const asked = { comparison, asOf, units: scope.units, unitId, context };
  if (isDocumentCode(code)) return oneOfDocuments(client, code, asked);
  if (isCertificateCode(code)) return only(certificateFigures(await coverageFacts(client), asked, [code]));
  if (isCameraCode(code)) return only((await cameraFigures(client, asked, [code])).headline);
  const groups = groupsBelow(actor, question.scope.unitId, asOf, context);
  return (await meetingFigures(client, { ...asked, groups, above: null })).rate;
}
function only<T>([first]: readonly T[]): T {
  if (first === undefined) throw new Error("nothing was read");
  return first;
}
