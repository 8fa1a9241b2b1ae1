import { expect, test } from "vitest";
import { drift } from "@/lib/db/migrations";
import { asOwner } from "../city";

test("the migrations make exactly the schema", async () => {
  expect(await drift(process.env.MIGRATION_DATABASE_URL ?? "")).toBe("");
});

test("the application may add to the evidence and never change it", async () => {
  const rights = await asOwner((client) =>
    client.query<{
      table: string;
      may: string;
    }>(`select t as table, p as may from unnest(array['audit_entry', 'audit_seal', 'dossier_event']) t,
      unnest(array['update', 'delete', 'truncate']) p where has_table_privilege('vong_lau_app', t, p)`),
  );
  expect(rights.rows).toEqual([]);
});
