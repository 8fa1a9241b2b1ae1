import { expect, it } from "vitest";
import { setPasswordByLink, signInByPassword } from "@/lib/auth/commands";
import { findActorBySession } from "@/lib/auth/queries";
import { adminCreate } from "@/lib/cli/admin-create";
import { can } from "@/lib/policy";
import { asOwner } from "../city";
import { goodPassword } from "./people";

const from = { address: "192.0.2.1", userAgent: null };

it("an empty installation lets nobody in until the console makes the first administrator", async () => {
  const accounts = await asOwner((c) => c.query("select count(*)::int as n from app_user"));
  expect(accounts.rows[0].n).toBe(0);
  for (const login of ["admin", "root", "administrator", "quantri", "demo"])
    for (const password of ["", "admin", "password", login])
      await expect(signInByPassword({ login, password }, from, new Date())).rejects.toMatchObject({
        kind: /unauthenticated|too-many/,
      });

  const lines: string[] = [];
  expect(await adminCreate(["--login", "yen.vu", "--name", "Vũ Hải Yến"], new Date(), (line) => void lines.push(line))).toBe(0);
  const token = new URL(lines.find((l) => l.startsWith("http")) ?? "").hash.slice(1);
  await setPasswordByLink({ token, password: goodPassword }, new Date());
  const elsewhere = { address: "192.0.2.2", userAgent: null };
  const { sessionId } = await signInByPassword({ login: "yen.vu", password: goodPassword }, elsewhere, new Date());
  const admin = await findActorBySession(sessionId, new Date());
  if (!admin) throw new Error("no session");
  expect(can(admin, "users.manage", "city")).toBe(true);
  expect(can(admin, "dossiers.view", "city")).toBe(false);
  const units = await asOwner((c) => c.query("select code, parent_id from unit"));
  expect(units.rows).toEqual([{ code: "city", parent_id: null }]);
});
