import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { units } from "../units";
import { type Holder, issue } from "./authority";
import { keepers } from "./course";
import { headTitleOf } from "./load";

/** The keys the demo's signing service holds, beside the city's data: credential to private key (PEM). */
export const demoKeysFile = (dataDir: string): string => join(dataDir, "demo-signer.json");

/**
 * Certificates whose keys the demo's signing service holds (lib/cli/demo-signer.ts): the head's and the office's of every unit that keeps
 * registers. Whoever takes the demo away takes them too.
 */
export async function openDemoSigner(
  client: pg.Client,
  { ca, until, heads, dataDir }: { ca: Holder; until: Date; heads: ReadonlyMap<string, string>; dataDir: string },
): Promise<void> {
  const on = (days: number) => new Date(until.getTime() + days * 86_400_000);
  const keys: Record<string, string> = {};
  for (const [i, { key }] of keepers.entries()) {
    const office = units.find((unit) => unit.key === key)?.name ?? "";
    const head = heads.get(key) ?? "";
    const valid = { from: on(-30), until: on(700), kind: "rsa" as const };
    const person = issue(ca, {
      names: { organisation: office, title: headTitleOf(key), name: head },
      serial: 5_000 + i,
      ...valid,
    });
    const agency = issue(ca, { names: { organisation: office, name: office }, serial: 6_000 + i, ...valid });
    for (const [kind, holder] of [["nguoi-ky", person] as const, ["co-quan", agency] as const]) {
      const credential = `${kind}-${key}`;
      const { der, sha256, serial, who, issuerName, notBefore, notAfter } = holder.certificate;
      const isPerson = kind === "nguoi-ky";
      const { rowCount } = await client.query(
        `insert into signer_certificate (der, sha256, serial, name, organisation, issuer_name, valid_from, valid_until, device, credential_id, user_id, unit_id, added_at, added_by)
         select $1, $2, $3, $4, $5, $6, $7, $8, 'REMOTE', $9, case when $10 then a.id end, case when $10 then null else u.id end, $11, 'system:demo'
         from unit u left join post p on p.unit_id = u.id and p.valid_until is null and p.role in ('LEADER', 'UNIT_HEAD')
           left join app_user a on a.id = p.user_id and a.name = $12
         where u.is_demo and u.name = $5 and u.valid_until is null and (not $10 or a.id is not null) limit 1`,
        [der, sha256, serial, who.name, office, issuerName, notBefore, notAfter, credential, isPerson, until, head],
      );
      if (rowCount) keys[credential] = holder.key.export({ type: "pkcs8", format: "pem" }).toString();
    }
  }
  await writeFile(demoKeysFile(dataDir), JSON.stringify(keys), { mode: 0o600 });
}
