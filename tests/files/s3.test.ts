import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { localPath, openFile, pathOf } from "@/lib/files/queries";
import { s3 } from "@/lib/files/storing/s3";
import { store } from "@/lib/files/storing/store";
import { away, listed, put, read } from "./keeping";
import { bucket, type Mood, openS3, settingsOf } from "./s3-place";

/** A store that is silent is given up after a second here, not after fifteen. */
vi.mock("@/lib/files/storing/patience", () => ({ silenceMs: 700, shortMs: 1_500, longMs: 3_000, againMs: 10 }));

const dir = mkdtempSync(join(tmpdir(), "vong-lau-s3-local-"));
let place: Awaited<ReturnType<typeof openS3>>;
beforeAll(async () => {
  place = await openS3();
  Object.assign(process.env, {
    NODE_ENV: "test",
    DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
    APP_SECRET: "a-secret-that-is-only-for-tests-and-long-enough",
    FIELD_KEY: Buffer.alloc(32, 7).toString("base64"),
    DATA_DIR: dir,
    LOG_LEVEL: "silent",
    ...settingsOf(place.endpoint),
  });
});
beforeEach(() => {
  place.state.mood = "well";
});
afterAll(async () => {
  await place.close();
  rmSync(dir, { recursive: true, force: true });
});

const arriving = () => readdirSync(join(dir, "files", "arriving"));

describe("files in an S3-compatible store", () => {
  test("are put under their hash, read, listed and removed, and fetched for readers that need a path", async () => {
    const { sha, bytes: size } = await put("giấy tờ ".repeat(10_000));
    away(sha);
    expect(await read(sha)).toBe("giấy tờ ".repeat(10_000));
    expect(place.state.asked).toContain(`PUT /${bucket}/files/${sha.slice(0, 2)}/${sha}`);
    const entries = [];
    for await (const entry of store().list()) entries.push(entry);
    expect(entries).toEqual([{ sha, bytes: size, at: expect.any(Date) }]);
    expect(await localPath(sha)).toBe(pathOf(sha));
    expect(existsSync(pathOf(sha))).toBe(true);
    expect(arriving()).toEqual([]);
    await store().remove(sha);
    await store().remove(sha);
    expect([await store().has(sha), await listed()]).toEqual([false, []]);
    await expect(openFile(sha)).rejects.toMatchObject({ kind: "not-found" });
  });
  test("more than a page of them are listed to the last", async () => {
    const made = await Promise.all(Array.from({ length: 12 }, (_, n) => put(`tệp ${n}`)));
    const few = s3(place.key, { pageOf: 5 });
    const found: string[] = [];
    for await (const { sha } of few.list()) found.push(sha);
    expect(found.sort()).toEqual(made.map(({ sha }) => sha).sort());
    for (const { sha } of made) await store().remove(sha);
  });
  test("another's key opens nothing", async () => {
    const stranger = s3({ ...place.key, secret: "another" });
    const { sha } = await put("của nhà");
    await expect(stranger.open(sha)).rejects.toMatchObject({ code: "store-away" });
    await expect(stranger.has(sha)).rejects.toMatchObject({ code: "store-away" });
  });

  const broken: Mood[] = ["silent", "hangs-up", "500", "403", "moved"];
  test.each(broken)("where the store is “%s” nothing is taken, nothing is lost, and it is said", async (line) => {
    const before = await put(`trước ${line}`);
    away(before.sha);
    place.state.mood = line;
    await expect(put(`trong lúc ${line}`)).rejects.toMatchObject({ kind: "unavailable", code: "store-away" });
    await expect(openFile(before.sha)).rejects.toMatchObject({ code: "store-away" });
    await expect(store().has(before.sha)).rejects.toMatchObject({ code: "store-away" });
    await expect(store().remove(before.sha)).rejects.toMatchObject({ code: "store-away" });
    await expect(listed()).rejects.toMatchObject({ code: "store-away" });
    expect(arriving()).toEqual([]);
    place.state.mood = "well";
    expect(await read(before.sha)).toBe(`trước ${line}`);
  });
  test("one that breaks down once is asked once more", async () => {
    place.state.mood = "500-once";
    const { sha } = await put("lần hai");
    away(sha);
    expect(await read(sha)).toBe("lần hai");
  });
  test("what was spoilt on its way there is not taken", async () => {
    place.state.mood = "spoils-puts";
    await expect(put("bị hỏng trên đường")).rejects.toMatchObject({ code: "store-away" });
    place.state.mood = "well";
    expect(arriving()).toEqual([]);
  });
  test.each(["cut", "other-bytes"] as const)("an answer that is “%s” never passes for the file", async (line) => {
    const { sha } = await put(`nguyên vẹn ${"x".repeat(50_000)}`);
    away(sha);
    place.state.mood = line;
    await expect(read(sha)).rejects.toThrow();
    await expect(localPath(sha)).rejects.toThrow();
    expect([existsSync(pathOf(sha)), arriving()]).toEqual([false, []]);
  });
});
