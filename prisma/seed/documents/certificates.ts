import type pg from "pg";
import type { Certificate } from "@/lib/signatures/trust/certificate";
import { type Cell, copyRows } from "../copy";
import { units } from "../units";
import { type Holder, issue, revocationList } from "./authority";

type Signers = ReadonlyMap<string, { person: Holder; agency: Holder; expired: Holder }>;
type Head = { id: number; name: string; title: string; code: string; unit: string };
type Device = "TOKEN" | "SIM" | "REMOTE";
type Row = {
  certificate: Certificate;
  userId: number | null;
  unitId: number | null;
  device: Device;
  ended?: { at: Date; reason: string };
  revokedAt?: Date;
};
const day = 86_400_000;
/** So long has the demo's registry of certificates been kept. */
const keptDays = 500;
/** About a third of all keys are where a telephone can sign with them. */
const deviceAt = (i: number): Device => (["TOKEN", "SIM", "TOKEN", "TOKEN", "REMOTE", "TOKEN"] as const)[i % 6] ?? "TOKEN";

/**
 * Enters who holds which certificate: those the demo's papers are signed with, and others of leaders and heads, so that all but one
 * hold one in force (of 20 leaders and 17 agencies 36, the nearest to the 98 % the province reported that so few allow), some soon end, one was
 * revoked and never used, and one was ended here. Answers the list of what the authority revoked.
 */
export async function registerCertificates(client: pg.Client, ca: Holder, signers: Signers, until: Date): Promise<Buffer> {
  const heads = await readHeads(client);
  const unitIds = new Map(
    (
      await client.query<{ id: number; code: string }>("select id, code from unit where is_demo and valid_until is null")
    ).rows.map(({ id, code }) => [code, id]),
  );
  const own = [...signers].flatMap(([key, held], i): Row[] => {
    const code = units.find((unit) => unit.key === key)?.code ?? "";
    const head = heads.find((one) => one.code === code && one.name === held.person.certificate.who.name);
    const person = { userId: head?.id ?? null, unitId: null, device: deviceAt(i) };
    return [
      { certificate: held.agency.certificate, userId: null, unitId: unitIds.get(code) ?? null, device: deviceAt(i + 2) },
      { certificate: held.person.certificate, ...person },
      { certificate: held.expired.certificate, ...person },
    ].filter(({ userId, unitId }) => userId !== null || unitId !== null);
  });
  const { rows, list } = others(ca, heads, new Set(own.flatMap(({ userId }) => userId ?? [])), until);
  await load(client, [...own, ...rows], until);
  return list;
}

async function readHeads(client: pg.Client): Promise<Head[]> {
  const { rows } = await client.query<Head>(
    `select a.id, a.name, p.title, u.code, u.name as unit from post p join app_user a on a.id = p.user_id join unit u on u.id = p.unit_id
     where a.is_demo and p.role in ('LEADER', 'UNIT_HEAD') order by a.id`,
  );
  return rows;
}

/** Second keys of heads who have one, in a SIM or at a service; and the first of those whose unit issues no documents. */
function others(ca: Holder, heads: readonly Head[], held: ReadonlySet<number>, until: Date): { rows: Row[]; list: Buffer } {
  const on = (days: number) => new Date(until.getTime() + days * day);
  let serial = 4_000;
  const give = (head: Head | undefined, from: number, to: number, device: Device, more: Partial<Row> = {}): Row[] => {
    if (!head) return [];
    const names = { organisation: head.unit, title: head.title, name: head.name };
    const { certificate } = issue(ca, { names, serial: serial++, from: on(from), until: on(to) });
    return [{ certificate, userId: head.id, unitId: null, device, ...more }];
  };
  const without = heads.filter(({ id }) => !held.has(id));
  const [a, b, c, d, e, f] = heads.filter(({ id }) => held.has(id));
  const revokedAt = on(-40);
  const lost = give(e, -300, 700, "TOKEN", { revokedAt });
  const rows = [
    // The last of them had one, and it has run out.
    ...without.flatMap((head, i) =>
      i === without.length - 1 ? give(head, -760, -30, "TOKEN") : give(head, -200, 500, deviceAt(i + 1)),
    ),
    ...give(a, -710, 20, "SIM"),
    ...give(b, -685, 45, "SIM"),
    ...give(c, -650, 80, "REMOTE"),
    ...give(d, 10, 740, "SIM"),
    ...lost,
    ...give(f, -400, 330, "TOKEN", { ended: { at: on(-15), reason: "Đổi sang ký số trên SIM PKI" } }),
  ];
  const list = revocationList(
    ca,
    lost.map(({ certificate }) => ({ certificate, at: revokedAt })),
    on(-1),
    on(3_600),
  );
  return { rows, list };
}

async function load(client: pg.Client, rows: readonly Row[], at: Date): Promise<void> {
  const columns = [
    ...["der", "sha256", "serial", "name", "organisation", "issuer_name", "valid_from", "valid_until", "device"],
    ...["user_id", "unit_id", "added_at", "added_by", "ended_at", "ended_by", "end_reason", "revoked_at"],
  ];
  // Each was entered as it began; what was there before the registry, on its first day.
  const opened = at.getTime() - keptDays * day;
  const enteredAt = ({ notBefore }: Certificate) => new Date(Math.min(at.getTime(), Math.max(opened, notBefore.getTime())));
  await copyRows(
    client,
    "signer_certificate",
    columns,
    rows.map(({ certificate: one, userId, unitId, device, ended, revokedAt }): Cell[] => [
      ...[one.der, one.sha256, one.serial, one.who.name ?? one.serial, one.who.organisation, one.issuerName ?? ""],
      ...[one.notBefore, one.notAfter, device, userId, unitId, enteredAt(one), "system:demo"],
      ...[ended?.at ?? null, ended ? "system:demo" : null, ended?.reason ?? null, revokedAt ?? null],
    ]),
  );
}
