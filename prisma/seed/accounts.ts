import { randomInt } from "node:crypto";
import { hash } from "@node-rs/argon2";
import type pg from "pg";
import { type Cell, copyRows, type Ids, reserve } from "./copy";
import type { SeedPerson } from "./people";

/** Accounts and posts; only who may sign in has a password, and it is answered here once. Officials are found by unit and role. */
export async function loadPeople(client: pg.Client, people: readonly SeedPerson[], unitIds: Ids) {
  const { rows: there } = await client.query<{ login: string }>("select login from app_user");
  const taken = new Set(there.map((r) => r.login));
  const first = await reserve(client, "app_user", people.length);
  const accounts = people.map((person, i) => ({
    ...person,
    id: first + i,
    login: taken.has(person.login) ? `${person.login}.demo` : person.login,
    password: person.signIn === null ? null : newPassword(),
  }));
  const cells = await Promise.all(
    accounts.map(async ({ id, login, name, password }): Promise<Cell[]> => {
      const passwordHash = password && (await hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 }));
      return [id, login, name, passwordHash, passwordHash ? new Date() : null, true];
    }),
  );
  await copyRows(client, "app_user", ["id", "login", "name", "password_hash", "password_set_at", "is_demo"], cells);
  await copyRows(
    client,
    "post",
    ["user_id", "unit_id", "role", "title", "valid_from"],
    accounts.flatMap((a) => a.posts.map((p): Cell[] => [a.id, unitIds.get(p.unit) ?? null, p.role, p.title, "2022-01-01"])),
  );
  const officials = new Map(
    [...accounts]
      .reverse()
      .flatMap((a) => a.posts.map((p) => [`${p.unit} ${p.role}`, { id: `user:${a.id}`, name: a.name }] as const)),
  );
  const signIns = accounts.flatMap(({ login, password, signIn, name }) =>
    password !== null && signIn !== null ? [{ login, password, role: signIn, name }] : [],
  );
  return { officials, signIns };
}

/** Four groups of four letters and digits that no one mistakes for another: about 78 bits. */
function newPassword(): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join("");
  return [group(), group(), group(), group()].join("-");
}
