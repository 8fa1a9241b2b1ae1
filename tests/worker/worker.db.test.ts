import { once } from "node:events";
import { afterEach, expect, test } from "vitest";
import { writeEntry } from "@/lib/audit/commands";
import { verifyAudit } from "@/lib/audit/queries";
import { forgetAnswers } from "@/lib/command";
import { db, pool } from "@/lib/db/client";
import { handlers, inSpite, rounds } from "@/lib/jobs/registry";
import { enqueue, jobNames } from "@/lib/queue";
import { startWorker } from "@/lib/worker/main";
import { whileAlive } from "@/lib/worker/turns/alive";
import { inTurn, repeat } from "@/lib/worker/turns/turn";
import { asOwner } from "../city";

let running: { stop(): Promise<void> } | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});
const until = async (isSo: () => Promise<boolean>) => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
};

test("every job has a handler, every handler a job, every round a job", () => {
  expect(Object.keys(handlers).sort()).toEqual([...jobNames].sort());
  expect(rounds.filter((r) => !(r.name in handlers))).toEqual([]);
});

test("a noted job is done, and a stopped worker has let go of everything", async () => {
  await db.$executeRaw`insert into idempotency_key (actor_id, route, key, request_hash, status, body, at) values ('user:1', 'r', 'old', '\\x00', 200, 'null', now() - interval '4 days'), ('user:1', 'r', 'new', '\\x00', 200, 'null', now())`;
  await db.$transaction((tx) => enqueue(tx, "sweep", {}));
  running = await startWorker();
  await until(async () => (await db.idempotencyKey.count()) === 1);
  await until(() => asOwner(async (c) => (await c.query("select 1 from graphile_worker._private_jobs")).rowCount === 0));
  await running.stop();
  running = undefined;
  expect(pool().totalCount - pool().idleCount).toBe(0);
});

test("the worker seals the audit log by itself", async () => {
  await db.$transaction((tx) =>
    writeEntry(tx, { actorId: "user:1", action: "city.set-up", subject: { type: "city", id: 1 }, detail: {} }),
  );
  running = await startWorker();
  await until(async () => (await verifyAudit()).unsealed === 0);
  expect((await verifyAudit()).faultCount).toBe(0);
});

test("one worker at a time takes a round", async () => {
  let enter: () => void = () => undefined;
  let leave: () => void = () => undefined;
  const entered = new Promise<void>((r) => {
    enter = r;
  });
  const held = new Promise<void>((r) => {
    leave = r;
  });
  const first = inTurn("test", async () => {
    enter();
    await held;
  });
  await entered;
  expect(await inTurn("test", async () => undefined)).toBe(false);
  leave();
  expect(await first).toBe(true);
  expect(await inTurn("test", async () => undefined)).toBe(true);
});

test("a round that fails comes again, and stopping waits for the one in hand", async () => {
  const seen = new EventTarget();
  let count = 0;
  const third = once(seen, "third");
  const rounds = repeat("test", 1, async () => {
    count += 1;
    if (count === 3) seen.dispatchEvent(new Event("third"));
    throw new Error("not today");
  });
  await third;
  await rounds.stop();
  const after = count;
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(count).toBe(after);
});

test("answers are kept for three days and no longer", async () => {
  const now = new Date();
  await db.$executeRaw`delete from idempotency_key`;
  await db.$executeRaw`insert into idempotency_key (actor_id, route, key, request_hash, status, body, at) values ('a', 'r', '71', '\\x00', 200, 'null', ${new Date(now.getTime() - 71 * 3_600_000)}), ('a', 'r', '73', '\\x00', 200, 'null', ${new Date(now.getTime() - 73 * 3_600_000)})`;
  expect(await forgetAnswers(now)).toBe(1);
  expect((await db.idempotencyKey.findMany()).map((k) => k.key)).toEqual(["71"]);
});

test("a part of the sweep that fails keeps none behind it from its turn, and the fault is told", async () => {
  const done: string[] = [];
  const part = (name: string) => async () => void done.push(name);
  const broken = () => Promise.reject(new Error("the store is away"));
  await expect(inSpite({ files: part("files"), broken, drafts: part("drafts") }, new Date())).rejects.toThrow(
    "the store is away",
  );
  expect(done).toEqual(["files", "drafts"]);
});

test("the locks of all rounds and jobs at once leave the work its connections", async () => {
  const everybody = new Set<string>();
  const busy = (name: string) => async () => {
    everybody.add(name);
    await until(async () => everybody.size === rounds.length + 2);
    await Promise.all([1, 2, 3].map(() => db.$queryRaw`select pg_sleep(1)::text`));
  };
  const turns = [
    ...rounds.map((r) => inTurn(`busy ${r.name}`, busy(r.name))),
    ...["1", "2"].map((id) => whileAlive(id, busy(id))),
  ];
  const settled = await Promise.allSettled(turns);
  expect(settled.filter(({ status }) => status === "rejected")).toEqual([]);
});
