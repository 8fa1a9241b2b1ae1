// What run.ts measures at one size; the variable BENCH says which.

import pg from "pg";
import * as z from "zod";
import { disconnect } from "@/lib/db/client";
import { prepareDatabase } from "@/lib/db/embedded";
import { benchBrowser } from "./browser";
import { benchCommands } from "./commands";
import { fill } from "./fill";
import { benchHttp } from "./http";
import { benchList } from "./list";
import { Table } from "./measure";
import { benchOverview } from "./overview";
import { benchQuality } from "./quality";
import { benchWork } from "./work";
import { benchWrites } from "./writes";

const Asked = z.strictObject({
  serverUrl: z.string(),
  size: z.int(),
  today: z.string(),
  isFirst: z.boolean(),
  isKept: z.boolean(),
  only: z.array(z.string()).nullable(),
});
const { serverUrl, size, today, isFirst, isKept, only } = Asked.parse(JSON.parse(process.env.BENCH ?? ""));
const wants = (part: string) => only === null || only.includes(part);

/** Every part gets the filled database as the environment's, and its owner. */
async function withDatabase(act: (owner: pg.Client) => Promise<void>): Promise<void> {
  const name = `bench_${size}`;
  const admin = new pg.Client({ connectionString: serverUrl });
  await admin.connect();
  const mark = `filled ${today}`;
  const { rows } = await admin.query<{ mark: string | null }>(
    "select shobj_description(oid, 'pg_database') as mark from pg_database where datname = $1",
    [name],
  );
  const isFilled = isKept && rows[0]?.mark === mark;
  if (!isFilled) {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.query(`create database ${name}`);
  }
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const ownerUrl = url.toString();
  process.env.DATABASE_URL = await prepareDatabase(ownerUrl, "only-for-the-bench");
  process.env.MIGRATION_DATABASE_URL = ownerUrl;
  const owner = new pg.Client({ connectionString: ownerUrl });
  owner.on("error", (error) => console.error(error.message));
  await owner.connect();
  try {
    if (!isFilled) {
      console.log(`\nFilling ${size.toLocaleString("en")} dossiers…`);
      await fill(owner, ownerUrl, size, today, (line) => console.log(`  ${line}`));
      await admin.query(`comment on database ${name} is '${mark}'`);
    }
    await act(owner);
  } finally {
    await disconnect();
    await owner.end();
    if (!isKept) await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  }
}

const table = new Table();
const when = (part: string, act: () => Promise<unknown>) => (wants(part) ? table.part(part, act) : null);
let overviewMs: number | null = null;
await table.part(`${size.toLocaleString("en")} dossiers`, () =>
  withDatabase(async (owner) => {
    await when("overview", async () => {
      overviewMs = await benchOverview(table, owner, size, today);
    });
    await when("list", () => benchList(table, owner, size, today));
    await when("work", () => benchWork(table, owner, size, today));
    await when("quality", () => benchQuality(table, owner, size, today));
    await when("commands", () => benchCommands(table, owner, size));
    if (isFirst) await when("http", () => benchHttp(table, owner, today));
    if (isFirst && ["screen", "script", "paint"].some(wants))
      await table.part("browser", () => benchBrowser(table, owner, size, wants));
    await when("writes", () => benchWrites(table, owner, size));
  }),
);
process.send?.({ overviewMs, failures: table.failures }, () => process.exit(0));
