import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readlinkSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { putFile } from "@/lib/files/commands";
import { openFile, pathOf, readFile } from "@/lib/files/queries";
import { nightShare, secondsToMidnight } from "@/lib/files/rules";

const disk = vi.hoisted((): { freeGigabytes: number | null; writeFails: string | null } => ({
  freeGigabytes: null,
  writeFails: null,
}));
vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof import("node:fs/promises")>();
  const statfs = async (path: string) => {
    const found = await real.statfs(path);
    const blocks = (200 * 2 ** 30) / found.bsize;
    return disk.freeGigabytes === null ? found : { ...found, blocks, bavail: (disk.freeGigabytes * 2 ** 30) / found.bsize };
  };
  const open: typeof real.open = async (...given) => {
    const file = await real.open(...given);
    if (disk.writeFails) file.write = () => Promise.reject(Object.assign(new Error("no"), { code: disk.writeFails }));
    return file;
  };
  return { ...real, statfs, open };
});

beforeAll(() => {
  Object.assign(process.env, {
    NODE_ENV: "test",
    DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
    APP_SECRET: "a-secret-that-is-only-for-tests-and-long-enough",
    FIELD_KEY: Buffer.alloc(32, 7).toString("base64"),
    DATA_DIR: mkdtempSync(join(tmpdir(), "vong-lau-files-")),
  });
});
async function* chunks(...parts: Uint8Array[]) {
  yield* parts;
}
const arriving = () => readdirSync(join(process.env.DATA_DIR ?? "", "files", "arriving"));

test("what is put is found again under its SHA-256, and only its owner may read it", async () => {
  const parts = [randomBytes(100_000), randomBytes(1), randomBytes(70_000)];
  const stored = await putFile(chunks(...parts), { maxBytes: 1_000_000 });
  const whole = Buffer.concat(parts);
  expect(stored).toEqual({ sha: createHash("sha256").update(whole).digest("hex"), bytes: whole.length });
  const back: Buffer[] = [];
  for await (const chunk of readFile(stored.sha)) back.push(chunk as Buffer);
  expect(Buffer.concat(back).equals(whole)).toBe(true);
  expect(statSync(pathOf(stored.sha)).mode & 0o077).toBe(0);
  expect(await putFile(chunks(whole), { maxBytes: 1_000_000 })).toEqual(stored);
  expect(arriving()).toEqual([]);
  rmSync(pathOf(stored.sha));
  await expect(openFile(stored.sha)).rejects.toMatchObject({ kind: "not-found" });
});

test("a file that was opened and never read is let go of with its handle", async () => {
  const { sha } = await putFile(chunks(randomBytes(200_000)), { maxBytes: 1_000_000 });
  const open = () => readdirSync("/proc/self/fd").filter((fd) => isOpen(fd, pathOf(sha))).length;
  const files = await Promise.all([openFile(sha), openFile(sha)]);
  await vi.waitFor(() => expect(open()).toBe(2));
  for (const file of files) file.destroy();
  await vi.waitFor(() => expect(open()).toBe(0));
});
const isOpen = (fd: string, path: string): boolean => {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`) === path;
  } catch {
    return false;
  }
};

test.each([
  ["too large", [Buffer.alloc(60), Buffer.alloc(60)], "file-too-large"],
  ["empty", [], "file-empty"],
])("a file that is %s leaves nothing behind", async (_, parts, code) => {
  await expect(putFile(chunks(...parts), { maxBytes: 100 })).rejects.toMatchObject({ code });
  expect(arriving()).toEqual([]);
});

test("a sender that breaks off leaves nothing behind", async () => {
  const broken = (async function* () {
    yield Buffer.from("half");
    throw new Error("connection lost");
  })();
  await expect(putFile(broken, { maxBytes: 100 })).rejects.toThrow("connection lost");
  expect(arriving()).toEqual([]);
});

test("only a SHA-256 is ever a path", () => {
  for (const name of ["../../etc/passwd", "", "a".repeat(63), "G".repeat(64)]) expect(() => pathOf(name)).toThrow();
});

describe("T-37: a disk that is nearly full takes no more files", () => {
  const put = () => putFile(chunks(Buffer.from("một tệp")), { maxBytes: 100 });
  test("below a tenth of it, at most ten gigabytes", async () => {
    const before = arriving();
    disk.freeGigabytes = 9.9;
    await expect(put()).rejects.toMatchObject({ kind: "full", code: "disk-full" });
    disk.freeGigabytes = 10.1;
    await expect(put()).resolves.toHaveProperty("sha");
    disk.freeGigabytes = null;
    expect(arriving()).toEqual(before);
  });
  test.each(["ENOSPC", "EDQUOT"])("nor one that says %s while it is written", async (code) => {
    disk.writeFails = code;
    await expect(put()).rejects.toMatchObject({ kind: "full", code: "disk-full" });
    disk.writeFails = "EIO";
    await expect(put()).rejects.toMatchObject({ code: "EIO" });
    disk.writeFails = null;
    expect(arriving()).toEqual([]);
  });
});

describe("what a night reads again", () => {
  const file = fc.record({
    sha: fc.stringMatching(/^[0-9a-f]{64}$/),
    bytes: fc.integer({ min: 1, max: 1_000 }),
  });
  const day = (n: number) => new Date(Date.UTC(2026, 10, 26 + n)).toISOString().slice(0, 10);
  test("as many nights as it takes read each file once, and no night much more than its budget", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(file, { selector: (f) => f.sha, maxLength: 60 }),
        fc.integer({ min: 1, max: 9_000 }),
        (files, budget) => {
          const total = files.reduce((sum, f) => sum + f.bytes, 0);
          const nights = Math.max(1, Math.ceil(total / budget));
          const shares = Array.from({ length: nights }, (_, n) => nightShare(files, day(n), budget));
          expect(shares.flat().sort()).toEqual(files.map((f) => f.sha).sort());
          const bytesOf = new Map(files.map((f) => [f.sha, f.bytes]));
          for (const share of shares)
            expect(share.reduce((sum, sha) => sum + (bytesOf.get(sha) ?? 0), 0)).toBeLessThanOrEqual(budget + 1_000);
        },
      ),
    );
  });
  test("a quota ends with the city's day, not the server's", () => {
    expect(secondsToMidnight(new Date("2026-11-26T16:59:00Z"))).toBe(60);
    expect(secondsToMidnight(new Date("2026-11-26T17:00:00Z"))).toBe(86_400);
  });
});
