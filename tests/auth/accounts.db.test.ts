import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as getAccount } from "@/app/api/v1/account/route";
import { POST as postCheck } from "@/app/api/v1/account/welcome/check/route";
import { POST as postWelcome } from "@/app/api/v1/account/welcome/route";
import { GET as getUsers, POST as postUsers } from "@/app/api/v1/users/route";
import {
  addPost,
  changeUser,
  createUser,
  disableUser,
  enableUser,
  endPost,
  resetUser,
  revokeOtherSessions,
  revokeSession,
} from "@/lib/auth/commands";
import { findActorBySession, findLinkOwner, findUser, listSessions, listUsers } from "@/lib/auth/queries";
import { adminCreate } from "@/lib/cli/admin-create";
import { actor, asOwner, foundCity, unit, user } from "../city";
import { Browser } from "./browser";
import { givePassword, goodPassword, mintSession, requestOf } from "./people";

const now = () => new Date();
const admin = () => ({ actor: actor("admin"), now: now() });
const none = { params: Promise.resolve({}) };
const tokenOf = (link: string) => new URL(link).hash.slice(1);

beforeAll(foundCity);
let serial = 0;
const login = () => `person-${++serial}`;
beforeEach(() => asOwner((c) => c.query("delete from rate_limit")));

describe("an invitation", () => {
  it("is a link whose token stays in the fragment, sets a password once, and lets in", async () => {
    const name = login();
    const made = await createUser(admin(), {
      login: name,
      name: "Nguyễn Văn Ân",
      post: { unitId: unit.tranPhu, role: "SPECIALIST", title: "Chuyên viên" },
    });
    expect(made.link).toMatch(/^http:\/\/localhost:3000\/welcome#[\w-]{43}$/);
    expect(await findUser(actor("admin"), made.id, now())).toMatchObject({
      status: "invited",
      posts: [{ unitId: unit.tranPhu, role: "SPECIALIST" }],
    });
    const token = tokenOf(made.link);
    const kept = await asOwner((c) =>
      c.query("select encode(hash, 'hex') as hash from one_time_link where user_id = $1", [made.id]),
    );
    expect(JSON.stringify(kept.rows)).not.toContain(token);

    const check = async (t: string) =>
      (await postCheck(requestOf(null, "/api/v1/account/welcome/check", { method: "POST", body: { token: t } }), none)).json();
    expect(await check(token)).toEqual({ login: name, name: "Nguyễn Văn Ân" });
    expect(await check("x".repeat(43))).toBeNull();

    const use = (password: string) =>
      postWelcome(requestOf(null, "/api/v1/account/welcome", { method: "POST", body: { token, password } }), none);
    expect((await use("matkhau123456")).status).toBe(400);
    const both = await Promise.all([use("đường lên đỉnh núi"), use("dòng sông Lô xanh")]);
    expect(both.map((r) => r.status).sort()).toEqual([200, 422]);
    expect((await (both.find((r) => r.status === 422) as Response).json()).code).toBe("link-not-usable");
    const password = both[0]?.status === 200 ? "đường lên đỉnh núi" : "dòng sông Lô xanh";
    expect(await new Browser().signIn(name, password)).toMatchObject({ error: null });
  });

  it("dies after 24 hours, with a newer one, and with the account", async () => {
    const made = await createUser(admin(), { login: login(), name: "Trần Thị Bình" });
    const tomorrow = new Date(Date.now() + 24 * 3_600_000 + 1000);
    expect(await findLinkOwner(tokenOf(made.link), now())).not.toBeNull();
    expect(await findLinkOwner(tokenOf(made.link), tomorrow)).toBeNull();
    const newer = await resetUser(admin(), { id: made.id });
    expect(await findLinkOwner(tokenOf(made.link), now())).toBeNull();
    await disableUser(admin(), { id: made.id });
    expect(await findLinkOwner(tokenOf(newer.link), now())).toBeNull();
    await enableUser(admin(), { id: made.id });
    expect(await findLinkOwner(tokenOf(newer.link), now())).toBeNull();
  });

  it("is kept sealed for a retry, which gets the same link and makes nobody twice", async () => {
    const session = await mintSession(user.admin);
    const ask = () =>
      postUsers(
        requestOf(session, "/api/v1/users", { method: "POST", key: "retry-1", body: { login: "retried", name: "Lý Thị Cúc" } }),
        none,
      );
    const [first, second] = [await (await ask()).json(), await (await ask()).json()];
    expect(second).toEqual(first);
    const { rows } = await asOwner((c) => c.query("select body::text as body from idempotency_key where key = 'retry-1'"));
    expect(rows).toHaveLength(1);
    expect(rows[0].body).not.toContain(tokenOf(first.link));
    expect((await asOwner((c) => c.query("select count(*)::int as n from app_user where login = 'retried'"))).rows[0].n).toBe(1);
  });
});

describe("managing accounts", () => {
  it("is for whoever holds the right in the whole city", async () => {
    for (const name of ["leader", "head", "officer", "auditor"] as const) {
      await expect(listUsers(actor(name), { page: 1 }, now())).rejects.toMatchObject({ code: "not-found" });
      await expect(createUser({ actor: actor(name), now: now() }, { login: login(), name: "Không Được" })).rejects.toMatchObject({
        kind: "forbidden",
      });
      await expect(disableUser({ actor: actor(name), now: now() }, { id: user.officer })).rejects.toMatchObject({
        kind: "forbidden",
      });
    }
    // An administrator of one ward is not one of the city.
    const ward = { ...actor("admin"), grants: [{ permission: "users.manage" as const, units: [unit.tranPhu] }] };
    await expect(listUsers(ward, { page: 1 }, now())).rejects.toMatchObject({ code: "not-found" });
    const officer = await mintSession(user.officer);
    expect((await getUsers(requestOf(officer, "/api/v1/users"), none)).status).toBe(403);
    expect((await getUsers(requestOf(null, "/api/v1/users"), none)).status).toBe(401);
  });

  it("finds people without their diacritics, in Vietnamese order", async () => {
    const found = await listUsers(actor("admin"), { q: "hoang van", page: 1 }, now());
    expect(found.users.map((u) => u.login)).toEqual(["sinh"]);
    const all = await listUsers(actor("admin"), { page: 1 }, now());
    expect(all.users.map((u) => u.name)).toEqual(all.users.map((u) => u.name).sort(new Intl.Collator("vi").compare));
    expect(JSON.stringify(all)).not.toContain("passwordHash");
  });

  it("refuses a login that is taken, an old version, unknown fields and one's own rights", async () => {
    await expect(createUser(admin(), { login: "MAI", name: "Trùng Tên" })).rejects.toMatchObject({ code: "login-taken" });
    const { version } = await findUser(actor("admin"), user.specialist, now());
    const change = { id: user.specialist, name: "Phạm Minh Đức", email: null, oidcSubject: null, totpRequired: true, version };
    await changeUser(admin(), change);
    await expect(changeUser(admin(), change)).rejects.toMatchObject({ code: "user-changed" });
    const session = await mintSession(user.admin);
    const extra = requestOf(session, "/api/v1/users", {
      method: "POST",
      body: { login: login(), name: "Thừa Trường", passwordHash: "x" },
    });
    expect((await postUsers(extra, none)).status).toBe(400);
    const self = { userId: user.admin, unitId: unit.tranPhu, role: "UNIT_HEAD" as const, title: "x" };
    await expect(addPost(admin(), self)).rejects.toMatchObject({ code: "own-account" });
    await expect(disableUser(admin(), { id: user.admin })).rejects.toMatchObject({ code: "own-account" });
    await expect(changeUser(admin(), { ...change, version: version + 1, oidcSubject: "sub" })).rejects.toMatchObject({
      code: "no-sso",
    });
  });

  it("gives and takes posts with effect on the next request, and writes it down", async () => {
    const made = await createUser(admin(), { login: login(), name: "Vàng Thị Dợ" });
    const session = await mintSession(made.id);
    expect((await findActorBySession(session.id, now()))?.grants).toEqual([]);
    const post = { userId: made.id, unitId: unit.tranPhu, role: "ONE_STOP_OFFICER" as const, title: "Cán bộ Một cửa" };
    const { id } = await addPost(admin(), post);
    await expect(addPost(admin(), post)).rejects.toMatchObject({ code: "post-held" });
    await expect(addPost(admin(), { ...post, unitId: 9999 })).rejects.toMatchObject({ code: "unit-unknown" });
    const held = await findActorBySession(session.id, now());
    expect(held?.grants.find((g) => g.permission === "dossiers.process")?.units).toEqual([unit.tranPhu, unit.tranPhuDesk]);
    await endPost(admin(), { userId: made.id, postId: id });
    expect((await findActorBySession(session.id, now()))?.grants).toEqual([]);
    const { rows } = await asOwner((c) =>
      c.query("select action from audit_entry where subject = 'user' and subject_id = $1 order by id", [String(made.id)]),
    );
    expect(rows.map((r) => r.action)).toEqual(["user.create", "user.add-post", "user.end-post"]);
  });

  it("never loses its last administrator, not even to two at once", async () => {
    const other = await createUser(admin(), {
      login: login(),
      name: "Quản Trị Hai",
      post: { unitId: unit.committee, role: "IT_ADMIN", title: "Quản trị" },
    });
    const ctx = { actor: { ...actor("admin"), id: `user:${other.id}`, userId: other.id }, now: now() };
    // The second one has not set a password yet: the first is the last who can get in.
    await givePassword("admin");
    await expect(disableUser(ctx, { id: user.admin })).rejects.toMatchObject({ code: "last-admin" });
    const [post] = (await findUser(actor("admin"), user.admin, now())).posts;
    await expect(endPost(ctx, { userId: user.admin, postId: post?.id ?? 0 })).rejects.toMatchObject({ code: "last-admin" });
    await asOwner((c) => c.query("update app_user set password_hash = 'x' where id = $1", [other.id]));
    const both = await Promise.allSettled([disableUser(ctx, { id: user.admin }), disableUser(admin(), { id: other.id })]);
    expect(both.filter((r) => r.status === "fulfilled")).toHaveLength(1);
    const { rows } = await asOwner((c) =>
      c.query(
        "select count(*)::int as n from app_user u join post p on p.user_id = u.id where p.role = 'IT_ADMIN' and u.disabled_at is null",
      ),
    );
    expect(rows[0].n).toBe(1);
    await asOwner((c) => c.query("update app_user set disabled_at = null"));
  });
});

describe("sessions", () => {
  it("are seen and ended by their owner and by administrators, by nobody else", async () => {
    const [here, there] = [await mintSession(user.leader), await mintSession(user.leader)];
    const me = await findActorBySession(here.id, now());
    if (!me) throw new Error("no session");
    const mine = await listSessions(me, null, now());
    expect(mine.map((s) => s.id).sort()).toEqual([here.id, there.id].sort());
    expect(mine.filter((s) => s.isCurrent).map((s) => s.id)).toEqual([here.id]);
    await expect(listSessions(actor("officer"), user.leader, now())).rejects.toMatchObject({ code: "not-found" });
    await expect(revokeSession({ actor: actor("officer"), now: now() }, { sessionId: there.id })).rejects.toMatchObject({
      code: "not-found",
    });
    expect(await revokeOtherSessions({ actor: me, now: now() }, {})).toEqual({ revoked: 1 });
    expect(await findActorBySession(there.id, now())).toBeNull();
    expect((await getAccount(requestOf(here, "/api/v1/account"), none)).status).toBe(200);
    expect(await revokeSession(admin(), { sessionId: here.id })).toEqual({ revoked: 1 });
    expect((await getAccount(requestOf(here, "/api/v1/account"), none)).status).toBe(401);
  });
});

describe("the console", () => {
  it("makes an administrator whose link works, and a new link for one who is locked out", async () => {
    const lines: string[] = [];
    const say = (line: string) => void lines.push(line);
    expect(await adminCreate(["--login", "first.admin", "--name", "Người Đầu Tiên"], now(), say)).toBe(0);
    const token = tokenOf(lines.find((l) => l.startsWith("http")) ?? "");
    const done = await postWelcome(
      requestOf(null, "/api/v1/account/welcome", { method: "POST", body: { token, password: goodPassword } }),
      none,
    );
    expect(done.status).toBe(200);
    const browser = new Browser();
    expect(await browser.signIn("first.admin", goodPassword)).toMatchObject({ error: null });
    expect(await adminCreate(["--login", "first.admin"], now(), say)).toBe(0);
    expect(await new Browser().signIn("first.admin", goodPassword)).toMatchObject({ error: "bad-credentials" });
    expect(await adminCreate(["--login", "x y"], now(), say)).toBe(1);
    expect(await adminCreate(["--login", "no.name"], now(), say)).toBe(1);
  });
});
