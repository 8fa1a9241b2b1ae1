import { createHash } from "node:crypto";
import type * as z from "zod";
import type { Challenge, LookUpAnswer } from "@/lib/citizens/model";
import { lookUp } from "@/lib/citizens/queries";
import { leadingZeroBits } from "@/lib/citizens/rules";
import { takeIn } from "@/lib/forms/commands";
import { findForm } from "@/lib/forms/queries";
import { actor, asOwner, procedure, unit } from "../city";
import { applicant } from "./people";

let address = 0;
/** An address nobody has asked from, in a range of its own. */
export const fresh = (): string => `100.${64 + (++address >> 8)}.${address & 255}.7`;
export const ask = (
  code: string | null,
  factor: string,
  from: string = fresh(),
  more: object = {},
  at: Date = new Date(),
): Promise<LookUpAnswer> => lookUp({ code: code ?? "", factor, ...more }, from, at).then((r) => r.answer);

/** Ends every hour that is being counted, but for what the process counts in all. */
export const forgetTries = () => asOwner((c) => c.query("delete from rate_limit where key like 'look-up%'"));

/** The work a challenge asks for. */
export function solved({ token, bits }: z.output<typeof Challenge>): { token: string; answer: string } {
  for (let n = 0; ; n += 1)
    if (leadingZeroBits(createHash("sha256").update(`${token}.${n}`).digest()) >= bits) return { token, answer: String(n) };
}

/** A dossier taken in at the counter with its receipt, and what is printed on that. */
export async function withReceipt(more: object = {}) {
  const officer = actor("officer");
  const taken = await takeIn({ actor: officer, now: new Date("2026-10-05T03:00:00Z") }, {
    ...{ procedureId: procedure.house, unitId: unit.tranPhu, receivingUnitId: unit.tranPhuDesk, channel: "COUNTER" },
    ...applicant,
    wantsReceipt: true,
    ...more,
  } as never);
  const printed = await findForm(officer, taken.id, taken.receipt?.id ?? 0);
  const text = JSON.stringify(printed.sheet);
  return { ...taken, sheet: printed.sheet, secret: /mã tra cứu ([0-9A-Z]{5}-[0-9A-Z]{5})/.exec(text)?.[1] ?? "" };
}
