import { isHiddenFrom } from "@/lib/dossiers/queries";
import { AppError } from "@/lib/errors";
import { type Actor, can } from "@/lib/policy";
import { open } from "@/lib/secrets";
import { Sheet } from "../model";
import { maskSheet } from "../rules";

/** Where the content of a form is sealed. */
export const contentPlace = "dossier_form.content";

export type SealedForm = { content: Uint8Array; isSensitive: boolean; unitId: number; receivingUnitId: number };
/**
 * What a form says, as this actor may read it: the numbers of persons are masked for who may not reveal them. A form of a sensitive
 * dossier is for those who work on it, at the desk that hands it out too (`permission`).
 */
export function openSheet(actor: Actor, form: SealedForm): Sheet {
  if (isHiddenFrom(actor, form) && !can(actor, "dossiers.process", form.receivingUnitId))
    throw new AppError("forbidden", "permission");
  const sheet = Sheet.parse(JSON.parse(open(form.content, contentPlace)));
  const sees = can(actor, "dossiers.reveal", form.unitId) || can(actor, "dossiers.reveal", form.receivingUnitId);
  return sees ? sheet : maskSheet(sheet);
}
