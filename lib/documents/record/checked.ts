import type * as z from "zod";
import type { Day } from "@/lib/calendar/model";
import { writeDay } from "@/lib/calendar/rules";
import type { Work } from "@/lib/command";
import { AppError } from "@/lib/errors";
import type { DocumentType, DraftChange } from "./model";
import { openTo } from "./reach";

/** A refusal at a field, so that a form shows it there. */
export function faultAt(path: string, code: string): AppError {
  return new AppError("refused", code, { faults: [{ path, code }] });
}
export function refuseFirst(faults: readonly { path: string; code: string }[]): void {
  if (faults[0]) throw new AppError("refused", faults[0].code, { faults });
}

/** The type a document is of, and that what it answers stands in a register this actor sees. Refuses each at its field. */
export async function checkedLinks(
  { tx, actor }: Pick<Work, "tx" | "actor">,
  { typeId, responseForId }: { typeId: number; responseForId?: number | undefined },
): Promise<DocumentType> {
  const type = await tx.documentType.findUnique({ where: { id: typeId } });
  if (!type) throw faultAt("typeId", "document-type-unknown");
  if (responseForId !== undefined) {
    // Only what has a number can be answered, and what has one answers what it did: so no chain of answers comes back to itself.
    const found = await tx.$queryRaw<
      unknown[]
    >`select 1 from document d where d.id = ${responseForId} and d.state <> 'DRAFT' and ${openTo(actor)}`;
    if (found.length === 0) throw faultAt("responseForId", "response-unknown");
  }
  return type;
}

/** Refuses a unit that does not stand on a day. */
export async function checkedUnit({ tx }: Pick<Work, "tx">, unitId: number, on: Day): Promise<{ name: string }> {
  const [unit] = await tx.$queryRaw<{ name: string }[]>`select name from unit where id = ${unitId}
    and valid_from <= ${on}::date and (valid_until is null or valid_until >= ${on}::date)`;
  if (!unit) throw faultAt("unitId", "unit-not-standing");
  return unit;
}

type Said = Omit<z.output<typeof DraftChange>, "version" | "issuerMark" | "drafterMark">;
/** The columns that a document of every direction has. */
export function columnsOf(input: Said) {
  return {
    typeId: input.typeId,
    urgency: input.urgency,
    subject: input.subject,
    authority: input.authority ?? null,
    signerName: input.signerName ?? null,
    signerPost: input.signerPost ?? null,
    recipients: input.recipients,
    keeper: input.keeper ?? null,
    copies: input.copies ?? null,
    pages: input.pages ?? null,
    dueOn: input.dueOn === undefined ? null : writeDay(input.dueOn),
    responseForId: input.responseForId ?? null,
    note: input.note ?? null,
  };
}
