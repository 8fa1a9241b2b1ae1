import { randomUUID } from "node:crypto";
import { encodeSession, sessionCookieName } from "@/app/session-cookie";
import { hashPassword } from "@/lib/auth/factors/password";
import { asOwner, user } from "../city";

export const goodPassword = "cầu Yên Biên chiều mưa";

/** Lets a person of the test city sign in by password. */
export async function givePassword(name: keyof typeof user, password = goodPassword): Promise<void> {
  const hash = await hashPassword(password);
  await asOwner((c) =>
    c.query("update app_user set password_hash = $1, password_set_at = now() where id = $2", [hash, user[name]]),
  );
}

/**
 * A signed-in person without the sign-in: writes a session and gives the cookie that names it. For tests of everything behind
 * the door; it needs MIGRATION_DATABASE_URL and the APP_SECRET of the server under test.
 */
export async function mintSession(userId: number, method = "password"): Promise<{ id: string; name: string; value: string }> {
  const id = randomUUID();
  await asOwner((c) =>
    c.query(
      "insert into session (id, user_id, method, confirmed_at, expires_at) values ($1, $2, $3, now(), now() + interval '8 hours')",
      [id, userId, method],
    ),
  );
  return { id, name: sessionCookieName(), value: await encodeSession(id) };
}

/** A request of our own pages as that session sends it. */
export function requestOf(
  session: { name: string; value: string } | null,
  path: string,
  init: { method?: string; body?: unknown; key?: string } = {},
): Request {
  const method = init.method ?? "GET";
  return new Request(`http://localhost:3000${path}`, {
    method,
    headers: {
      ...(session ? { cookie: `${session.name}=${session.value}` } : {}),
      ...(method === "GET"
        ? {}
        : { "sec-fetch-site": "same-origin", "idempotency-key": init.key ?? randomUUID(), "content-type": "application/json" }),
    },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  });
}
