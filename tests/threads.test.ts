import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { Threads } from "@/lib/threads";

/** A thread that holds what it is given for so many milliseconds, or ends of it. */
const dir = mkdtempSync(join(tmpdir(), "threads-"));
const file = join(dir, "thread.mjs");
writeFileSync(
  file,
  `import { parentPort } from "node:worker_threads";
parentPort.on("message", (ms) => {
  if (ms < 0) process.exit(1);
  if (ms === 9_000) for (const held = []; ; ) held.push(new Uint8Array(8e6).fill(1));
  if (ms > 1_000) for (;;);
  parentPort.postMessage("begun");
  setTimeout(() => parentPort.postMessage("done"), ms);
});`,
);
afterAll(() => rmSync(dir, { recursive: true }));

const limits = { threads: 2, waiting: 6, waitingForOne: 4, longestMs: 3_000, heapMb: 64, grownMb: 256 };
function house() {
  const threads = new Threads<number, "begun" | "done">(file, limits);
  const told: string[] = [];
  const give = (of: string, ms: number) =>
    new Promise<string>((end) => {
      const say = (what: string) => {
        told.push(`${of} ${what}`);
        if (what !== "begun") end(what);
      };
      threads.give({
        of,
        asked: ms,
        hear(word) {
          say(word);
          return word === "done";
        },
        broke: say,
      });
    });
  return { threads, told, give };
}

describe("T-66: whoever gives work without end keeps nobody else from theirs", () => {
  test("one has one thread at a time, and the next who comes does not wait behind all of theirs", async () => {
    const { told, give } = house();
    const hers = Array.from({ length: 4 }, () => give("Hoa", 200));
    const his = give("Minh", 1);
    await his;
    expect(told.filter((one) => one === "Hoa done").length).toBeLessThan(2);
    expect(await Promise.all(hers)).toEqual(["done", "done", "done", "done"]);
    const running = told.reduce(
      ({ now, most }, one) => {
        const next = now + (one === "Hoa begun" ? 1 : one === "Hoa done" ? -1 : 0);
        return { now: next, most: Math.max(most, next) };
      },
      { now: 0, most: 0 },
    );
    expect(running).toEqual({ now: 0, most: 1 });
  });

  test("so much may wait for one and so much in all; the threads that are busy are not counted", async () => {
    const { threads, give } = house();
    const given = ["Hoa", "Hoa", "Hoa", "Hoa", "Hoa"].map((of) => give(of, 20));
    expect([threads.fullFor("Hoa"), threads.fullFor("Minh")]).toEqual(["one", null]);
    given.push(...["Minh", "Lan", "Tú"].map((of) => give(of, 20)));
    expect([threads.fullFor("Hoa"), threads.fullFor("Minh")]).toEqual(["all", "all"]);
    expect(new Set(await Promise.all(given))).toEqual(new Set(["done"]));
    expect([threads.fullFor("Hoa"), threads.fullFor("Minh")]).toEqual([null, null]);
  });

  test("what fills memory that no heap counts is ended before it fills the machine's", async () => {
    const { give } = house();
    const before = process.memoryUsage.rss();
    let largest = 0;
    const scales = setInterval(() => {
      largest = Math.max(largest, process.memoryUsage.rss() - before);
    }, 5);
    const [eater, other] = await Promise.all([give("Hoa", 9_000), give("Lan", 1)]);
    clearInterval(scales);
    expect([eater, other]).toEqual(["too-large", "done"]);
    expect(largest).toBeLessThan(2_000e6);
    expect(await give("Hoa", 1)).toBe("done");
  }, 20_000);

  test("what ends its thread or never ends is told as such, and its place is another's", async () => {
    const { give } = house();
    const [dead, endless, after, others] = await Promise.all([
      give("Hoa", -1),
      give("Minh", 2_000),
      give("Minh", 1),
      give("Lan", 1),
    ]);
    expect([dead, endless, after, others]).toEqual(["ended", "too-long", "done", "done"]);
  }, 20_000);
});
