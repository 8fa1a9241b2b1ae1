import type { Day } from "@/lib/calendar/model";
import { db } from "@/lib/db/client";
import type { CertificateDevice } from "./model";
import type { CertificateTimes } from "./rules";

export type CoverageFacts = {
  /** Posts of a day, of people whose account is open; `signs`: a leader's or a head's, who signs for the agency (NĐ 30/2020 Đ.13). */
  posts: readonly { userId: number; name: string; title: string; unitId: number; signs: boolean }[];
  certificates: readonly (CertificateTimes & { userId: number | null; unitId: number | null; device: CertificateDevice })[];
};

/** Who signs for which unit on a day, and every certificate anybody holds: what coverage is counted from. */
export async function coverageFacts(on: Day): Promise<CoverageFacts> {
  const [posts, certificates] = await Promise.all([
    db.$queryRaw<CoverageFacts["posts"][number][]>`
      select p.user_id as "userId", a.name, p.title, p.unit_id as "unitId", p.role in ('LEADER', 'UNIT_HEAD') as signs
      from post p join app_user a on a.id = p.user_id
      where a.disabled_at is null and p.valid_from <= ${on}::date and (p.valid_until is null or p.valid_until >= ${on}::date)
      order by p.unit_id, p.role, a.name, p.id`,
    db.signerCertificate.findMany({
      select: { userId: true, unitId: true, device: true, validFrom: true, validUntil: true, revokedAt: true, endedAt: true },
    }),
  ]);
  return { posts, certificates };
}
