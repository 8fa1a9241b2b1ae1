import { expect, test } from "vitest";
import { drift, schemaFiles } from "@/lib/db/migrations";
import { asOwner } from "../city";

test("the migrations make exactly the schema", async () => {
  expect(await drift(process.env.MIGRATION_DATABASE_URL ?? "")).toBe("");
});

/** The schema as somebody changes it who forgets the migration. */
function forgotten(from: string, to: string) {
  const files = schemaFiles().map(({ path, content }) => ({ path, content: content.replace(from, to) }));
  expect(files).not.toEqual(schemaFiles());
  return files;
}
test.each([
  ["an index less", "  @@index([parentId])\n", "", /DROP INDEX/],
  [
    "another type of a column",
    '@map("accepted_on") @db.Date',
    '@map("accepted_on") @db.Timestamptz(3)',
    /"accepted_on".*TIMESTAMPTZ/,
  ],
  ["a value more of an enumeration", "enum DossierState {", "enum DossierState {\n  FORGOTTEN", /FORGOTTEN/],
  ["a column that may be empty", "acceptedOn       DateTime?", "acceptedOn       DateTime ", /"accepted_on" SET NOT NULL/],
  ["a column more", "model Dossier {", 'model Dossier {\n  forgotten String @default("")', /ADD COLUMN +"forgotten"/],
])("%s without a migration is seen", async (_, from, to, seen) => {
  expect(await drift(process.env.MIGRATION_DATABASE_URL ?? "", forgotten(from, to))).toMatch(seen);
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
