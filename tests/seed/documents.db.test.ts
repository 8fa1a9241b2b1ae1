import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { checkDocumentFiles } from "@/lib/documents/checks/round";
import { env } from "@/lib/env";
import { seedDemo } from "@/prisma/seed/demo";
import { asOwner } from "../city";

const today = "2026-11-20";
const now = new Date("2026-11-20T10:00:00+07:00");
const ownerUrl = () => process.env.MIGRATION_DATABASE_URL ?? "";
const askAll = <Row>(sql: string): Promise<Row[]> => asOwner(async (client) => (await client.query(sql)).rows);

beforeAll(async () => {
  const documents = { incoming: 136, outgoing: 50, internal: 6 };
  // One in eight of so few is signed as it should not be: every fault is there once.
  await seedDemo(ownerUrl(), { today, now, documents, filesDir: join(env().DATA_DIR, "files") });
  await checkDocumentFiles(undefined, undefined, () => now);
}, 120_000);

test("the registers number without gap in the order of their days, each unit its own", async () => {
  const wrong = await askAll(`select * from (
      select number, row_number() over (partition by book_id, year order by registered_at, id) as place from document) d where number <> place`);
  expect(wrong).toEqual([]);
  const counters = await askAll(`select * from document_register r
    where last_number <> (select max(number) from document d where d.book_id = r.book_id and d.year = r.year)`);
  expect(counters).toEqual([]);
});

test("what is said of the signatures comes from the check of real files, and most of them are good", async () => {
  const rows = await askAll<{ verdict: string; doubts: string[]; reasons: string[]; n: number }>(
    "select verdict, doubts, reasons, count(*)::int as n from document_check group by 1, 2, 3",
  );
  const of = (verdict: string, doubts = "") =>
    rows.filter((r) => r.verdict === verdict && r.doubts.join() === doubts).reduce((sum, r) => sum + r.n, 0);
  expect(rows).toMatchInlineSnapshot();
  expect(of("valid")).toBeGreaterThan(0);
});

test("a stored paper is there under its hash, and no paper is without its document", async () => {
  const shas = await askAll<{ sha: string }>("select sha from document_file");
  expect(shas.length).toBe(56);
  for (const { sha } of shas) expect(existsSync(join(env().DATA_DIR, "files", sha.slice(0, 2), sha))).toBe(true);
});

test("taken away with the demo: its documents, its papers' rows, and the authority that only it trusts", async () => {
  await asOwner((client) => client.query("select remove_demo_data()"));
  expect(
    await askAll(`select (select count(*)::int from document) as documents, (select count(*)::int from document_book) as books,
      (select count(*)::int from trusted_certificate) as trusted, (select count(*)::int from revocation_list) as lists`),
  ).toEqual([{ documents: 0, books: 0, trusted: 0, lists: 0 }]);
});
