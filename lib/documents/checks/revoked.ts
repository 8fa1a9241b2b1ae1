import { db } from "@/lib/db/client";
import type { Actor } from "@/lib/policy";
import type { RevokedUse } from "../model";
import { visibleTo } from "../record/reach";

const mostShown = 200;
/**
 * The registered documents this actor sees with a file whose checked signature bears a certificate that a list says was revoked before it signed; the
 * last checked first, one line for each such signature.
 */
export async function readRevokedUse(actor: Actor): Promise<RevokedUse> {
  const rows = await db.$queryRaw<RevokedUse["documents"]>`
    select d.id, d.symbol, d.subject, u.name as "unitName", d.issued_on::text as "issuedOn", s->'signer'->>'name' as signer,
      s->'signer'->>'issuer' as issuer, s->'signer'->>'serial' as serial, s->'revocation'->>'revokedAt' as "revokedAt",
      s->'signedAt'->>'at' as "signedAt"
    from document_check c join document d on d.id = c.document_id join document_file f on f.id = c.file_id join unit u on u.id = d.unit_id
      cross join lateral jsonb_array_elements(c.found->'signatures') s
    where c.verdict = 'invalid' and 'revoked' = any (c.reasons) and s->'reasons' @> '["revoked"]' and f.removed_at is null
      and d.state = 'REGISTERED' and ${visibleTo(actor)}
    order by c.checked_at desc, d.id desc, s->>'field' limit ${mostShown}`;
  return { documents: rows };
}
