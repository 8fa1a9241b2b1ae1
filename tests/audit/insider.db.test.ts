import { beforeAll, beforeEach, expect, test } from "vitest";
import { reviewReadings } from "@/lib/audit/jobs";
import { listAudit } from "@/lib/audit/queries";
import { isUnusualReading, usualReading } from "@/lib/audit/rules";
import { actor, asOwner, foundCity, user } from "../city";

beforeAll(foundCity);
beforeEach(() => asOwner((c) => c.query("truncate audit_entry")));

/** An evening in the city: 31/5 is over, 01:00 of 1/6. */
const now = new Date("2026-05-31T18:00:00Z");
/** Somebody opened so many files on a day of May, each of them `times` times. */
const opened = (who: number, day: number, files: number, times = 1) =>
  asOwner((c) =>
    c.query(
      `insert into audit_entry (actor_id, action, subject, subject_id, detail, at)
       select 'user:' || $1::text, 'dossier.view', 'dossier', n::text, '{}', make_timestamptz(2026, 5, $2, 23, 50, 0, 'Asia/Ho_Chi_Minh')
       from generate_series(1, $3) n, generate_series(1, $4)`,
      [who, day, files, times],
    ),
  );
const told = async () =>
  (await listAudit(actor("auditor"), { action: "reading" })).map((e) => [e.action, e.subjectId, JSON.parse(e.detail)]).reverse();

test("T-77: who reads five times as much as usual is told of once; who always reads much, or one file often, is not", async () => {
  for (let day = 1; day <= 30; day += 1) {
    await opened(user.specialist, day, 12);
    await opened(user.head, day, 90);
  }
  await opened(user.specialist, 31, 61);
  await opened(user.head, 31, 300);
  await opened(user.officer, 31, 3, 200);
  expect(await reviewReadings(now)).toBe(1);
  expect(await reviewReadings(now)).toBe(null);
  expect(await told()).toEqual([
    ["reading.unusual", String(user.specialist), { day: "2026-05-31", files: 61, usual: 12 }],
    ["reading.review", "2026-05-31", { readers: 3, unusual: 1 }],
  ]);
});

test("a day is the city's, and it is looked at when it is over", async () => {
  await opened(user.officer, 31, 500);
  expect(await reviewReadings(new Date("2026-05-31T16:59:00Z"))).toBe(0);
  expect(await reviewReadings(now)).toBe(1);
  expect((await told())[1]).toEqual(["reading.unusual", String(user.officer), { day: "2026-05-31", files: 500, usual: null }]);
});

test.each([
  [[], null],
  [[9, 9, 9, 9], null],
  [[1, 2, 3, 4, 100], 3],
  [[6, 1, 5, 2, 100, 3], 4],
])("of %j the usual is %j", (days, usual) => expect(usualReading(days)).toBe(usual));
test.each([
  [50, 1, false],
  [51, 10, true],
  [51, 10.2, false],
  [200, null, false],
  [201, null, true],
])("%i files where %j is usual: told %j", (files, usual, isTold) => expect(isUnusualReading(files, usual)).toBe(isTold));
