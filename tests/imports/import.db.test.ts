import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { foundCity } from "../city";
import { importFile } from "./importing";
import { csvOf, headings, registerRow } from "./samples/register";

beforeAll(foundCity);

test("a register lands, and the same register again changes nothing", async () => {
  const rows = Array.from({ length: 2_500 }, (_, n) => registerRow(n, 2_500));
  const content = csvOf([headings, ...rows]);
  const first = await importFile(content);
  console.log(first);
  expect(first).toMatchObject({
    status: "DONE",
    rowsRead: 2_500,
    rowsNew: 2_500,
    rowsChanged: 0,
    rowsUnchanged: 0,
    rowsRejected: 0,
  });
  const again = await importFile(content);
  expect(again).toMatchObject({ status: "DONE", rowsNew: 0, rowsChanged: 0, rowsUnchanged: 2_500, rowsRejected: 0 });
  expect(await db.dossierEvent.count()).toBe(2_500);
});
