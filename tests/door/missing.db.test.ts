import { beforeAll, expect, test } from "vitest";
import { isMissing } from "@/app/missing";
import { asOwner, foundCity, unit, user } from "../city";
import { as, newBatch, newDossier, stranger } from "../security/acts";

const there = { dossier: 0, elsewhere: 0, batch: 0 };
beforeAll(async () => {
  await foundCity();
  there.dossier = await newDossier();
  there.elsewhere = await newDossier(unit.phuongDo);
  there.batch = await newBatch();
});
const ask = (path: string, cookie: string | null) =>
  isMissing({ url: `http://localhost:3000${path}`, headers: { get: (name) => (name === "cookie" ? cookie : null) } });

test("a page and a record are there for whom they are there, and for nobody else", async () => {
  const [leader, officer, specialist, admin] = [
    await as("leader"),
    await as("officer"),
    await as("specialist"),
    await as("admin"),
  ];
  const asked: [path: string, cookie: string, isMissing: boolean][] = [
    ["/", leader, false],
    [`/dossiers/${there.dossier}`, leader, false],
    [`/dossiers/${there.dossier}?unitId=3`, officer, false],
    [`/dossiers/${there.elsewhere}`, leader, false],
    [`/dossiers/${there.elsewhere}`, officer, true],
    [`/dossiers/${there.dossier}`, admin, true],
    ["/dossiers/2147483647", leader, true],
    ["/dossiers/2147483648", leader, true],
    ["/dossiers/0", leader, true],
    ["/dossiers/1e3", leader, true],
    ["/dossiers/[id]", leader, true],
    ["/dossiers/board", leader, false],
    ["/dossiers", admin, true],
    [`/imports/${there.batch}`, officer, false],
    [`/imports/${there.batch}`, specialist, true],
    ["/imports/99999", officer, true],
    [`/admin/users/${user.officer}`, admin, false],
    ["/admin/users/99999", admin, true],
    [`/admin/users/${user.officer}`, leader, true],
    ["/admin/users/review", admin, false],
    ["/admin/audit", admin, true],
    ["/account", officer, false],
    // What is no page at all is the framework's to say.
    ["/constructor", leader, false],
    ["/dossiers/1/2", leader, false],
  ];
  for (const [path, cookie, expected] of asked) expect([path, await ask(path, cookie)]).toEqual([path, expected]);
});

test("nobody is told anything before they have signed in, nor before their second factor is set up", async () => {
  for (const path of [`/dossiers/${there.dossier}`, "/dossiers/2147483647", "/admin/users"]) {
    expect(await ask(path, null)).toBe(false);
    expect(await ask(path, "vong-lau.session=forged")).toBe(false);
  }
  const one = await stranger();
  await asOwner((c) => c.query("update app_user set totp_required = true where id = $1", [one.id]));
  expect(await ask("/dossiers/2147483647", one.cookie)).toBe(false);
});
