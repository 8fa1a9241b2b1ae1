import { beforeAll, describe, expect, it } from "vitest";
import { actorOf } from "@/app/caller";
import { createKey, revokeKey } from "@/lib/auth/commands";
import { findActorByKey, listKeys } from "@/lib/auth/queries";
import { actor, asOwner, foundCity, unit, user } from "../city";
import { mintSession, requestOf } from "./people";

const ctx = { actor: actor("admin"), now: new Date() };
const days = (n: number) => new Date(Date.now() + n * 86_400_000);
const wanted = {
  name: "Phần mềm Một cửa",
  scopes: ["dossiers.import" as const],
  unitId: unit.tranPhu,
  addresses: ["10.0.0.0/8"],
  days: 30,
};

beforeAll(foundCity);

describe("T-25: a machine's key", () => {
  it("reaches its unit and below, with its scopes and nothing else", async () => {
    const { key } = await createKey(ctx, wanted);
    expect(key).toMatch(/^vl_[\w-]{43}$/);
    const machine = await findActorByKey(key, "10.1.2.3", new Date());
    expect(machine).toMatchObject({ kind: "key", userId: null, name: wanted.name });
    expect(machine?.grants).toEqual([{ permission: "dossiers.import", units: [unit.tranPhu, unit.tranPhuDesk] }]);
    const everywhere = await createKey(ctx, { ...wanted, unitId: unit.committee, addresses: [] });
    expect((await findActorByKey(everywhere.key, "local", new Date()))?.grants).toEqual([
      { permission: "dossiers.import", units: "all" },
    ]);
  });

  it("is shown once and kept as a hash", async () => {
    const { id, key } = await createKey(ctx, wanted);
    const { rows } = await asOwner((c) => c.query("select * from api_key where id = $1", [id]));
    expect(JSON.stringify(rows)).not.toContain(key);
    expect(key.startsWith(rows[0].prefix)).toBe(true);
    expect(rows[0].prefix.length).toBeLessThan(10);
    expect(JSON.stringify(await listKeys(actor("admin")))).not.toContain(key);
  });

  it.each([
    ["from another network", "192.0.2.9", 0],
    ["from a network that cannot be told", "local", 0],
    ["after its time", "10.1.2.3", 31],
  ])("is nobody %s", async (_, address, after) => {
    const { key } = await createKey(ctx, wanted);
    expect(await findActorByKey(key, "10.1.2.3", new Date())).not.toBeNull();
    expect(await findActorByKey(key, address, days(after))).toBeNull();
  });

  it("is nobody once revoked, altered, or unknown", async () => {
    const { id, key } = await createKey(ctx, wanted);
    expect(await findActorByKey(`${key.slice(0, -1)}${key.endsWith("A") ? "B" : "A"}`, "10.1.2.3", new Date())).toBeNull();
    expect(await findActorByKey(key.slice(3), "10.1.2.3", new Date())).toBeNull();
    expect(await findActorByKey("vl_", "10.1.2.3", new Date())).toBeNull();
    await revokeKey(ctx, { id });
    expect(await findActorByKey(key, "10.1.2.3", new Date())).toBeNull();
  });

  it("counts only where a route takes keys, and a cookie beside it counts for nothing", async () => {
    const { key } = await createKey(ctx, { ...wanted, addresses: [] });
    const session = await mintSession(user.officer);
    const request = requestOf(session, "/api/v1/dossiers");
    request.headers.set("authorization", `Bearer ${key}`);
    expect((await actorOf(request, { keys: true }))?.kind).toBe("key");
    expect(await actorOf(request, { keys: false })).toBeNull();
    for (const authorization of ["Bearer %", "Bearer ", `Bearer ${session.value}`, `Basic ${key}`, "", `Bearer ${key} x`]) {
      request.headers.set("authorization", authorization);
      expect(await actorOf(request, { keys: true }), authorization).toBeNull();
    }
  });

  it("is made by whoever manages keys in the unit, with harmless scopes and for a year at most", async () => {
    for (const name of ["leader", "head", "officer", "auditor"] as const)
      await expect(createKey({ ...ctx, actor: actor(name) }, wanted)).rejects.toMatchObject({ kind: "forbidden" });
    for (const bad of [{ scopes: ["users.manage"] }, { scopes: [] }, { days: 366 }, { addresses: ["everywhere"] }, { extra: 1 }])
      await expect(createKey(ctx, { ...wanted, ...bad } as typeof wanted)).rejects.toMatchObject({ kind: "invalid" });
    await expect(createKey(ctx, { ...wanted, unitId: 9999 })).rejects.toMatchObject({ code: "unit-unknown" });
  });
});
