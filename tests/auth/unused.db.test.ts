import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { enableUser, reviewUsers } from "@/lib/auth/commands";
import { disableUnused } from "@/lib/auth/jobs";
import { findUser, listUsers, reviewAccounts } from "@/lib/auth/queries";
import { actor, asOwner, foundCity, unit } from "../city";

const now = new Date("2026-11-26T03:00:00Z");
const admin = { actor: actor("admin"), now };
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

beforeAll(foundCity);
let serial = 0;
/** An account made so many days ago; `signIn` and `visit` so many days ago too. */
async function account(
  made: number,
  { signIn, visit, isDemo = false, role }: { signIn?: number; visit?: number; isDemo?: boolean; role?: "IT_ADMIN" } = {},
): Promise<number> {
  return asOwner(async (c) => {
    const { rows } = await c.query(
      `insert into app_user (login, name, created_at, last_sign_in_at, is_demo, password_hash)
       values ($1, 'Người Lâu Vắng', $2, $3, $4, 'x') returning id`,
      [`vang-${++serial}`, daysAgo(made), signIn === undefined ? null : daysAgo(signIn), isDemo],
    );
    const id = Number(rows[0].id);
    if (visit !== undefined)
      await c.query(
        `insert into session (id, user_id, method, created_at, last_seen_at, expires_at)
         values (gen_random_uuid(), $1, 'password', $2, $3, $4)`,
        [id, daysAgo(made), daysAgo(visit), daysAgo(-1)],
      );
    if (role)
      await c.query(
        "insert into post (user_id, unit_id, role, title, valid_from) values ($1, $2, $3::role, 'Thử', '2020-01-01')",
        [id, unit.committee, role],
      );
    return id;
  });
}
const statusOf = async (id: number) => (await findUser(admin.actor, id, now)).status;

beforeEach(async () => {
  await asOwner(async (c) => {
    await c.query("delete from app_user where login like 'vang-%'");
    // Those of the test city were used today, unless a test says otherwise.
    await c.query("update app_user set created_at = $1", [now]);
  });
});

describe("an account nobody uses", () => {
  it("is disabled after 45 days, in the log by the system; one used within them, by whatever way, is not", async () => {
    const [left, never, signedIn, visited, demo] = [
      await account(200, { signIn: 46 }),
      await account(46),
      await account(200, { signIn: 44 }),
      await account(200, { signIn: 90, visit: 3 }),
      await account(200, { isDemo: true }),
    ];
    expect(await disableUnused(now)).toBe(2);
    expect(await Promise.all([left, never, signedIn, visited, demo].map(statusOf))).toEqual([
      "disabled",
      "disabled",
      "active",
      "active",
      "active",
    ]);
    const { rows } = await asOwner((c) =>
      c.query("select actor_id, subject_id from audit_entry where action = 'user.disable' order by id desc limit 2"),
    );
    expect(rows.map((r) => [r.actor_id, Number(r.subject_id)])).toEqual([
      ["system:unused-accounts", never],
      ["system:unused-accounts", left],
    ]);
    expect(await disableUnused(now)).toBe(0);
  });
  it("has 45 days again when it is opened again", async () => {
    const id = await account(200);
    await disableUnused(now);
    await enableUser(admin, { id });
    expect(await disableUnused(now)).toBe(0);
    expect(await disableUnused(daysAgo(-44))).toBe(0);
    expect(await statusOf(id)).toBe("active");
  });
  it("stays when it is the last administrator's", async () => {
    await asOwner((c) => c.query("update app_user set created_at = $1, last_sign_in_at = null", [daysAgo(60)]));
    const open = () => asOwner((c) => c.query("select u.id from app_user u where disabled_at is null order by id"));
    await disableUnused(now);
    const { rows } = await open();
    expect(rows.length).toBe(1);
    expect((await findUser(admin.actor, Number(rows[0].id), now)).posts.map((p) => p.role)).toContain("IT_ADMIN");
    await asOwner((c) => c.query("update app_user set disabled_at = null, created_at = $1", [now]));
  });
  it("is told of in the list from thirty days on", async () => {
    const id = await account(33);
    await account(29);
    const page = await listUsers(admin.actor, { status: "unused", page: 1 }, now);
    expect(page.users.map((u) => u.id)).toEqual([id]);
    expect(page.users[0]?.unusedSince).toBe(daysAgo(33).toISOString());
  });
});

describe("the review of accounts and rights", () => {
  it("names every open account with each of its posts, is noted in the log, and is due again in half a year", async () => {
    const id = await account(3, { role: "IT_ADMIN" });
    const without = await account(2);
    const before = await reviewAccounts(admin.actor, now);
    expect(before.last).toBeNull();
    expect(before.lines.filter((l) => l.userId === id).map((l) => l.post?.role)).toEqual(["IT_ADMIN"]);
    expect(before.lines.filter((l) => l.userId === without).map((l) => l.post)).toEqual([null]);
    expect(await reviewUsers(admin, {})).toEqual({ accounts: new Set(before.lines.map((l) => l.userId)).size });
    const after = await reviewAccounts(admin.actor, now);
    expect(after.last?.byName).toBe(admin.actor.name);
    expect(after.dueOn?.slice(0, 4)).toMatch(/^20\d\d$/);
  });
  it("is for whoever manages accounts", async () => {
    await expect(reviewAccounts(actor("leader"), now)).rejects.toMatchObject({ kind: "not-found" });
    await expect(reviewUsers({ actor: actor("leader"), now }, {})).rejects.toMatchObject({ kind: "forbidden" });
  });
});
