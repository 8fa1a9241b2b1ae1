import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { enqueue } from "@/lib/queue";
import { asOwner } from "../city";

const waiting = () =>
  asOwner(
    async (client) => (await client.query<{ key: string }>("select key from graphile_worker._private_jobs order by id")).rows,
  );

test("the application may note a job, and the job exists if and only if the change commits", async () => {
  await db.$transaction((tx) => enqueue(tx, "sweep", { n: 1 }, "kept"));
  await expect(
    db.$transaction(async (tx) => {
      await enqueue(tx, "sweep", { n: 2 }, "lost");
      throw new Error("changed my mind");
    }),
  ).rejects.toThrow("changed my mind");
  expect(await waiting()).toEqual([{ key: "kept" }]);
});
