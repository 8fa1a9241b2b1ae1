import { beforeAll, expect, test, vi } from "vitest";
import { db, pool } from "@/lib/db/client";
import { foundCity, procedure } from "../city";

beforeAll(foundCity);

test("what a transaction is asked at once is asked one after the other, in its order, and an answer that fails holds nobody up", async () => {
  const warned = vi.spyOn(process, "emitWarning");
  const whole = await db.$transaction((tx) =>
    tx.procedure.findUniqueOrThrow({
      where: { id: procedure.house },
      include: { sector: true, limits: true, serviceLevels: true, steps: true, papers: true, fees: true },
    }),
  );
  expect(whole).toMatchObject({ sector: { code: "xay-dung" }, limits: [{ value: 10 }], serviceLevels: [{ level: "PARTIAL" }] });
  const asked = await db.$transaction((tx) =>
    Promise.all(
      Array.from(
        { length: 9 },
        (_, n) => tx.$queryRaw<{ n: number; at: Date }[]>`select ${n}::int as n, clock_timestamp() as at`,
      ),
    ),
  );
  const rows = asked.map(([row]) => row);
  expect(rows.map((row) => row?.n)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  const times = rows.map((row) => Number(row?.at));
  expect(times).toEqual([...times].sort((a, b) => a - b));
  const broken = db.$transaction((tx) =>
    Promise.all([tx.$queryRaw`select 1 / 0`, tx.$queryRaw`select 1`, tx.$queryRaw`select 2`]),
  );
  await expect(broken).rejects.toThrow("division by zero");
  expect(warned.mock.calls.filter(([said]) => /already executing/.test(String(said)))).toEqual([]);
  expect((await pool().query("select 1 as n")).rows).toEqual([{ n: 1 }]);
});

test("control: the driver warns where nobody waits", async () => {
  const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => undefined);
  const client = await pool().connect();
  await Promise.all([1, 2, 3].map((n) => client.query("select $1::int", [n])));
  client.release();
  expect(warned.mock.calls.some(([said]) => /already executing/.test(String(said)))).toBe(true);
  warned.mockRestore();
});
