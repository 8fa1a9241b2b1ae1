import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, statSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { putFile, removeFile, sweepFiles } from "@/lib/files/commands";
import { pathOf, readFile } from "@/lib/files/queries";

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
  await removeFile(stored.sha);
  expect(() => readFile(stored.sha)).toThrow("not-found");
});

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

test("the sweep takes what is old and unused, and nothing else", async () => {
  const used = await putFile(chunks(Buffer.from("used")), { maxBytes: 100 });
  const unused = await putFile(chunks(Buffer.from("unused")), { maxBytes: 100 });
  const fresh = await putFile(chunks(Buffer.from("fresh")), { maxBytes: 100 });
  const old = new Date(Date.now() - 2 * 86_400_000);
  for (const { sha } of [used, unused]) utimesSync(pathOf(sha), old, old);
  expect(await sweepFiles(new Date(Date.now() - 86_400_000), async (sha) => sha === used.sha)).toBe(1);
  expect([used, unused, fresh].map((f) => existsSync(pathOf(f.sha)))).toEqual([true, false, true]);
});
