import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keyPrefix } from "@/lib/auth/model";
import { hashToken } from "@/lib/secrets";
import { mintSession } from "../auth/people";
import { asOwner, foundCity, procedure, unit } from "../city";
import { as, newDossier, newUnit, stranger } from "./acts";
import { type House, openHouse } from "./house";

/**
 * Which dossier exists for whom, read by a person and not made from the policy: columns are where the dossier lies (own unit
 * phường Trần Phú, its desk below, the committee above, the sister commune, a closed unit that Trần Phú took over, one taken in
 * at Trần Phú and settled by the commune); y: it is there, -: it does not exist for them, x: they do not get in at all.
 */
const whoSees = `
  principal          own  below  above  sister  closed  handed
  leader             y    y      y      y       y       y
  head               y    y      -      -       y       y
  officer            y    y      -      -       y       y
  specialist         y    y      -      -       y       y
  deskOfficer        -    y      -      -       -       -
  phuongDoOfficer    -    -      -      y       -       y
  twoUnits           y    y      -      y       y       y
  endedPost          x    x      x      x       x       x
  futurePost         x    x      x      x       x       x
  admin              x    x      x      x       x       x
  auditor            x    x      x      x       x       x
  keyTranPhu         y    y      -      -       y       y
  keyOverviewOnly    x    x      x      x       x       x
  keyExpired         x    x      x      x       x       x
  keyRevoked         x    x      x      x       x       x
  keyElsewhere       x    x      x      x       x       x
  nobody             x    x      x      x       x       x
`;

/** Who settles what phường Trần Phú took in for the commune. */
const settlesElsewhere = new Set(["leader", "phuongDoOfficer", "twoUnits"]);

let house: House;
const places: Record<string, number> = {};
const who: Record<string, Record<string, string>> = {};

async function keyOf(how: {
  scopes?: string;
  expires?: string;
  revoked?: boolean;
  addresses?: string;
}): Promise<Record<string, string>> {
  const token = `${keyPrefix}${randomBytes(32).toString("base64url")}`;
  await asOwner((c) =>
    c.query(
      `insert into api_key (name, prefix, hash, scopes, unit_id, created_by, expires_at, revoked_at, addresses)
       values ('thử', 'vl_', $1, $2::text[], $3, 'user:5', now() + $4::interval, case when $5 then now() end, $6::text[])`,
      [
        Buffer.from(hashToken(token)),
        how.scopes ?? "{dossiers.view}",
        unit.tranPhu,
        how.expires ?? "1 day",
        how.revoked ?? false,
        how.addresses ?? "{}",
      ],
    ),
  );
  return { authorization: `Bearer ${token}` };
}

beforeAll(async () => {
  await foundCity();
  house = await openHouse();
  const closed = await newUnit();
  await asOwner(async (c) => {
    const move = async (where: number) => {
      const id = await newDossier();
      await c.query("update dossier set unit_id = $1, receiving_unit_id = $1 where id = $2", [where, id]);
      return id;
    };
    Object.assign(places, {
      own: await newDossier(),
      below: await move(unit.tranPhuDesk),
      above: await move(unit.committee),
      sister: await newDossier(unit.phuongDo),
      closed: await move(closed),
    });
    await c.query("update unit set valid_until = '2026-10-31' where id = $1", [closed]);
    await c.query(
      "insert into unit_succession (predecessor_id, successor_id, \"on\", source) values ($1, $2, '2026-11-01', 'thử')",
      [closed, unit.tranPhu],
    );
    const handed = await newDossier();
    await c.query("update dossier set unit_id = $1 where id = $2", [unit.phuongDo, handed]);
    places.handed = handed;
  });
  const post = async (unitId: number, from: string, until: string | null, person = 0) => {
    const one = person || (await stranger({ role: "SPECIALIST" })).id;
    await asOwner(async (c) => {
      if (!person) await c.query("delete from post where user_id = $1", [one]);
      await c.query(
        "insert into post (user_id, unit_id, role, title, valid_from, valid_until) values ($1, $2, 'SPECIALIST', 'Thử', current_date + $3::interval, current_date + $4::interval)",
        [one, unitId, from, until],
      );
    });
    return one;
  };
  const cookie = async (person: number) => {
    const session = await mintSession(person);
    return { cookie: `${session.name}=${session.value}` };
  };
  const two = await post(unit.tranPhu, "-100 days", null);
  await post(unit.phuongDo, "-100 days", null, two);
  for (const name of ["leader", "head", "officer", "specialist", "phuongDoOfficer", "admin", "auditor"] as const)
    who[name] = { cookie: await as(name) };
  Object.assign(who, {
    deskOfficer: await cookie(await post(unit.tranPhuDesk, "-100 days", null)),
    twoUnits: await cookie(two),
    endedPost: await cookie(await post(unit.tranPhu, "-100 days", "-3 days")),
    futurePost: await cookie(await post(unit.tranPhu, "3 days", null)),
    keyTranPhu: await keyOf({}),
    keyOverviewOnly: await keyOf({ scopes: "{overview.view}" }),
    keyExpired: await keyOf({ expires: "-1 minute" }),
    keyRevoked: await keyOf({ revoked: true }),
    keyElsewhere: await keyOf({ addresses: "{203.0.113.0/24}" }),
    nobody: {},
  });
});
afterAll(() => house.close());

const [head = "", ...lines] = whoSees.trim().split("\n");
const columns = head.trim().split(/\s+/).slice(1);
const cells = lines.map((line) => {
  const [name = "", ...marks] = line.trim().split(/\s+/);
  return [name, marks] as const;
});

test.each(cells)("%s, over HTTP: the page, the list, the move, the reveal", async (name, marks) => {
  const headers = who[name] ?? {};
  const isMachine = name.startsWith("key");
  const seen: string[] = [];
  for (const column of columns) {
    const page = await house.ask({ method: "GET", path: `/api/v1/dossiers/${places[column]}`, headers });
    seen.push(page.status === 200 ? "y" : page.status === 404 ? "-" : "x");
    const text = page.status === 200 ? "" : page.text;
    expect(text).not.toContain("Nguyễn Văn Thử");
    // What is not there cannot be moved or revealed either; whoever is not let in is not let in anywhere.
    if (page.status !== 200 && !isMachine)
      for (const [path, body] of [
        ["moves", { version: 1, move: "start" }],
        ["reveal", {}],
      ] as const) {
        const answer = await house.ask({
          method: "POST",
          path: `/api/v1/dossiers/${places[column]}/${path}`,
          headers: { ...headers, "idempotency-key": `${name}-${column}-${path}` },
          body: JSON.stringify(body),
        });
        expect([401, 403, 404], `${name} ${path} ${column}: ${answer.text}`).toContain(answer.status);
      }
  }
  expect(seen).toEqual(marks);
  const list = await house.ask({ method: "GET", path: `/api/v1/dossiers?take=200&procedureId=${procedure.house}`, headers });
  const listed = list.status === 200 ? (JSON.parse(list.text) as { rows: { id: number }[] }).rows.map((r) => r.id) : [];
  // A list is of what one's units settle; what was only handed in here is found by its code or its id.
  const isListed = (column: string, i: number) => marks[i] === "y" && (column !== "handed" || settlesElsewhere.has(name));
  expect(columns.filter((column) => listed.includes(places[column] ?? 0))).toEqual(columns.filter(isListed));
});

test("a right that ends in the middle of the work is gone with the next request", async () => {
  const path = `/api/v1/dossiers/${places.own}`;
  const one = await stranger();
  const headers = { cookie: one.cookie };
  expect((await house.ask({ method: "GET", path, headers })).status).toBe(200);
  await asOwner((c) => c.query("update post set valid_until = current_date - 2 where user_id = $1", [one.id]));
  expect((await house.ask({ method: "GET", path, headers })).status).toBe(403);
  const token = await keyOf({});
  expect((await house.ask({ method: "GET", path, headers: token })).status).toBe(200);
  await asOwner((c) => c.query("update api_key set revoked_at = now()"));
  expect((await house.ask({ method: "GET", path, headers: token })).status).toBe(401);
});
