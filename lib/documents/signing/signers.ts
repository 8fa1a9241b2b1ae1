import { cityDay } from "@/lib/calendar/rules";
import type { Tx } from "@/lib/db/client";
import { holdersSigning } from "@/lib/signatures/queries";

/** What may be signed: a PDF that is there, the last of its revisions; the agency's signature, which stands for the seal, is the last of all. */
export const toSign = {
  removedAt: null,
  type: "application/pdf",
  revised: null,
  NOT: { signedBy: { kind: "AGENCY" } },
} as const;

export type SignerChoice = { id: number; name: string; post: string };
/** Who may be asked to sign what a unit issues: holders of a certificate that signs from here, with a post in the unit or above it. */
export async function signersOf(tx: Tx, unitId: number, now: Date): Promise<SignerChoice[]> {
  const today = cityDay(now);
  const holders = await holdersSigning(tx, now);
  return tx.$queryRaw<SignerChoice[]>`
    with recursive above as (
      select id, parent_id from unit where id = ${unitId}
      union select u.id, u.parent_id from unit u join above a on u.id = a.parent_id
    )
    select distinct on (a.name, a.id) a.id, a.name, coalesce(nullif(p.title, ''), u.name) as post
    from app_user a join post p on p.user_id = a.id join unit u on u.id = p.unit_id
    where a.id = any (${holders}::int[]) and p.unit_id in (select id from above) and a.disabled_at is null
      and p.role in ('LEADER', 'UNIT_HEAD', 'SPECIALIST')
      and p.valid_from <= ${today}::date and (p.valid_until is null or p.valid_until >= ${today}::date)
    order by a.name, a.id`;
}
