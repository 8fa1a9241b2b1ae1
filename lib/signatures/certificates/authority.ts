import { readDay } from "@/lib/calendar/rules";
import { db } from "@/lib/db/client";
import type { CheckedSignature } from "../model";
import type { SignerAuthority } from "./model";
import { authorityOf, type RegisteredSigner } from "./rules";

/**
 * For each signature whether who made it is in the registry and had the authority to sign on the day (NĐ 30/2020 Đ.13; Luật 20/2023 Đ.22). Null where
 * there is nobody to ask about: of a timestamp, and where the signature does not hold, so that it tells of nobody.
 */
export async function authoritiesOf(
  signatures: readonly Pick<CheckedSignature, "kind" | "verdict" | "signer" | "signedAt">[],
): Promise<(SignerAuthority | null)[]> {
  const asked = signatures.map(({ kind, verdict, signer }) => (kind === "signature" && verdict !== "invalid" ? signer : null));
  const names = asked.flatMap((signer) => (signer ? [signer.sha256] : []));
  if (names.length === 0) return signatures.map(() => null);
  const rows = await db.signerCertificate.findMany({
    where: { sha256: { in: names } },
    select: {
      sha256: true,
      endedAt: true,
      unit: { select: { name: true, kind: true, validFrom: true, validUntil: true } },
      user: { select: { id: true, name: true, disabledAt: true } },
    },
  });
  const posts = await postsOf(rows.flatMap(({ user }) => user?.id ?? []));
  const known = new Map(
    rows.map(({ sha256, endedAt, user, unit }): [string, RegisteredSigner] => [
      sha256,
      {
        endedAt,
        person: user && {
          ...{ name: user.name, disabledAt: user.disabledAt },
          posts: posts.filter(({ userId }) => userId === user.id),
        },
        agency: unit && { ...term(unit), name: unit.name, kind: unit.kind },
      },
    ]),
  );
  return signatures.map(({ signedAt }, i) => {
    const signer = asked[i];
    return signer ? authorityOf(known.get(signer.sha256) ?? null, signedAt && new Date(signedAt.at)) : null;
  });
}

const term = ({ validFrom, validUntil }: { validFrom: Date; validUntil: Date | null }) => ({
  validFrom: readDay(validFrom),
  validUntil: validUntil && readDay(validUntil),
});

type Held = NonNullable<RegisteredSigner["person"]>["posts"][number] & { userId: number };
const postsOf = (users: readonly number[]) =>
  db.$queryRaw<Held[]>`
    select p.user_id as "userId", p.role::text as role, p.title, u.name as "unitName", p.valid_from::text as "validFrom",
      p.valid_until::text as "validUntil"
    from post p join unit u on u.id = p.unit_id where p.user_id = any (${[...users]}::int[]) order by p.role, p.id`;
