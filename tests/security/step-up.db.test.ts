import { randomUUID } from "node:crypto";
import { generateSync } from "otplib";
import { beforeAll, describe, expect, test } from "vitest";
import { sealTotp } from "@/lib/auth/factors/totp";
import { givePassword, goodPassword, mintSession } from "../auth/people";
import { asOwner, foundCity, user } from "../city";
import { call, codeOf, type Route, routes, title } from "./callers";
import { sensitive, whoMay } from "./rights";

beforeAll(async () => {
  await foundCity();
  await givePassword("admin");
  await givePassword("head");
});

const find = (id: string): Route => {
  const route = routes.find((r) => r.handler.declaration.id === id);
  if (!route) throw new Error(id);
  return route;
};
/** An administrator whose proof is this many minutes old; null: nobody vouches for a time. */
async function sitting(minutesAgo: number | null, method = "password", person: number = user.admin) {
  const session = await mintSession(person, method);
  await asOwner((c) =>
    c.query("update session set confirmed_at = now() - $1 * interval '1 minute' where id = $2", [minutesAgo, session.id]),
  );
  return { id: session.id, cookie: `${session.name}=${session.value}` };
}
const act = (route: Route, cookie: string, body: unknown = {}) =>
  call(route, { cookie, headers: { "idempotency-key": randomUUID() }, body: JSON.stringify(body) });
const confirm = (cookie: string, body: unknown) => act(find("account.confirm"), cookie, body);

test("what is sensitive is a list somebody has read", () => {
  const declared = routes.filter((r) => r.handler.declaration.isSensitive).map((r) => r.handler.declaration.id);
  expect(declared.sort()).toEqual([...sensitive].sort());
});

describe("T-15: a screen left open is not its owner", () => {
  test.each(sensitive.map((id): [string, Route] => [title(find(id)), find(id)]))("%s", async (_, route) => {
    const person = whoMay[route.handler.declaration.id]?.includes("I") ? user.admin : user.head;
    for (const minutes of [6, 60, null]) {
      const answer = await act(route, (await sitting(minutes, "password", person)).cookie);
      expect([answer.status, codeOf(answer)]).toEqual([403, "confirm-required"]);
      expect(answer.body).toMatchObject({ facts: { factor: "password" } });
    }
    const fresh = await act(route, (await sitting(4, "password", person)).cookie);
    expect(["confirm-required", "permission"]).not.toContain(codeOf(fresh));
  });
});

describe("proving it again", () => {
  const newUser = { login: "nguoi-moi", name: "Nguyễn Văn Mới" };
  test("by the password: the refused act goes through under its own key, in this session only", async () => {
    const [here, there] = [await sitting(10), await sitting(10)];
    const key = { "idempotency-key": randomUUID() };
    const create = (cookie: string) => call(find("users.create"), { cookie, headers: key, body: JSON.stringify(newUser) });
    expect(codeOf(await create(here.cookie))).toBe("confirm-required");
    expect(codeOf(await confirm(here.cookie, { password: "not this one" }))).toBe("password-wrong");
    expect(codeOf(await create(here.cookie))).toBe("confirm-required");
    expect((await confirm(here.cookie, { password: goodPassword })).status).toBe(200);
    expect((await create(here.cookie)).status).toBe(200);
    expect(codeOf(await act(find("users.create"), there.cookie, newUser))).toBe("confirm-required");
    const { rows } = await asOwner((c) =>
      c.query("select count(*)::int as n from audit_entry where action = 'session.confirm' and actor_id = $1", [
        `user:${user.admin}`,
      ]),
    );
    expect(rows[0].n).toBe(1);
  });

  test("guessing is counted as at the door", async () => {
    const { cookie } = await sitting(10, "password", user.head);
    for (let i = 0; i < 5; i += 1) expect(codeOf(await confirm(cookie, { password: `guess ${i}` }))).toBe("password-wrong");
    const right = await confirm(cookie, { password: goodPassword });
    expect([right.status, codeOf(right)]).toEqual([429, "too-many-sign-ins"]);
  });

  test("by the code where a second factor is on: the password alone is what a thief may have", async () => {
    const secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
    await asOwner((c) =>
      c.query("update app_user set totp_sealed = $1, totp_enabled_at = now() where id = $2", [
        Buffer.from(sealTotp(secret)),
        user.admin,
      ]),
    );
    const { cookie } = await sitting(10, "password+totp");
    const refused = await act(find("users.create"), cookie, newUser);
    expect(refused.body).toMatchObject({ code: "confirm-required", facts: { factor: "code" } });
    expect(codeOf(await confirm(cookie, { password: goodPassword }))).toBe("code-wrong");
    const code = generateSync({ secret, epoch: Math.floor(Date.now() / 1000) });
    expect((await confirm(cookie, { code })).status).toBe(200);
    // A code is spent by its use.
    expect(codeOf(await confirm(cookie, { code }))).toBe("code-wrong");
    expect(codeOf(await act(find("users.create"), cookie, newUser))).not.toBe("confirm-required");
    await asOwner((c) => c.query("update app_user set totp_sealed = null, totp_enabled_at = null"));
  });

  test("at the identity provider, for who came from there", async () => {
    const { cookie } = await sitting(10, "sso");
    expect((await act(find("users.create"), cookie, newUser)).body).toMatchObject({ facts: { factor: "sso" } });
    expect(codeOf(await confirm(cookie, { password: goodPassword }))).toBe("confirm-by-sso");
  });
});
