import type pg from "pg";
import type { Day } from "@/lib/calendar/model";
import type { CertificateDevice } from "./model";
import { type CertificateTimes, signingRoles } from "./rules";

export type CoverageFacts = {
  /** Every post there ever was; `signs`: a leader's or a head's, who signs for the agency (NĐ 30/2020 Đ.13). */
  posts: readonly {
    userId: number;
    name: string;
    title: string;
    unitId: number;
    signs: boolean;
    validFrom: Day;
    validUntil: Day | null;
    /** Since when the person's account is closed. */
    disabledAt: Date | null;
  }[];
  certificates: readonly (CertificateTimes & { userId: number | null; unitId: number | null; device: CertificateDevice })[];
  /** The day the first certificate was entered: what was before is not told by the registry. Null: none was. */
  keptSince: Day | null;
};

/**
 * Who signs for which unit from when to when, and every certificate anybody holds or held: what coverage of any day is counted from. Read where the
 * caller's other figures are read, so that they are of one state. An account that was closed and opened again counts as open all the while.
 */
export async function coverageFacts(client: pg.PoolClient): Promise<CoverageFacts> {
  const posts = await client.query<CoverageFacts["posts"][number]>(
    `
    select p.user_id as "userId", a.name, p.title, p.unit_id as "unitId", p.role::text = any ($1) as signs,
      p.valid_from::text as "validFrom", p.valid_until::text as "validUntil", a.disabled_at as "disabledAt"
    from post p join app_user a on a.id = p.user_id order by p.unit_id, p.role, a.name, p.id`,
    [signingRoles],
  );
  const certificates = await client.query<CoverageFacts["certificates"][number]>(`
    select user_id as "userId", unit_id as "unitId", device::text as device, valid_from as "validFrom", valid_until as "validUntil",
      revoked_at as "revokedAt", ended_at as "endedAt" from signer_certificate order by id`);
  const kept = await client.query<{ since: Day | null }>(
    "select (min(added_at) at time zone 'Asia/Ho_Chi_Minh')::date::text as since from signer_certificate",
  );
  return { posts: posts.rows, certificates: certificates.rows, keptSince: kept.rows[0]?.since ?? null };
}
