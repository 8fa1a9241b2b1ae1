import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { db } from "@/lib/db/client";
import { forgetFile, holdFile, putFile, receiveFile, sweepFiles } from "@/lib/files/commands";
import { tendFiles } from "@/lib/files/jobs";
import { lastFileCheck, pathOf } from "@/lib/files/queries";
import { readHealth } from "@/lib/health/queries";
import { receiveRegister } from "@/lib/imports/commands";
import { actor, asOwner, foundCity, unit } from "../city";
import { bytes, ctx, send } from "../imports/importing";
import { csvOf, headings, registerRow } from "../imports/samples/register";
import { as } from "../security/acts";
import { type House, openHouse } from "../security/house";

/** Makes the n-th touch of the disk fail, or the disk full; counts what was touched. */
const disk = vi.hoisted(() => ({ touched: 0, failAt: 0, isFull: false }));
vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof import("node:fs/promises")>();
  const touch = async <T>(act: () => Promise<T>): Promise<T> => {
    disk.touched += 1;
    if (disk.touched === disk.failAt) throw Object.assign(new Error("the disk"), { code: "EIO" });
    return act();
  };
  const open: typeof real.open = (...given) =>
    touch(async () => {
      const file = await real.open(...given);
      for (const name of ["write", "sync", "read"] as const) {
        const own = file[name].bind(file) as (...args: unknown[]) => Promise<unknown>;
        Object.assign(file, { [name]: (...args: unknown[]) => touch(() => own(...args)) });
      }
      return file;
    });
  const statfs = async (path: string) => {
    const found = await touch(() => real.statfs(path));
    return disk.isFull ? { ...found, bavail: 0 } : found;
  };
  const rename: typeof real.rename = (...given) => touch(() => real.rename(...given));
  return { ...real, open, statfs, rename };
});

let house: House;
beforeAll(async () => {
  process.env.UPLOAD_MEGABYTES_PER_DAY = "5";
  await foundCity();
  house = await openHouse({ headersMs: 500, uploadMs: 4_000 });
});
afterAll(() => house.close());

const root = () => join(process.env.DATA_DIR ?? "", "files");
const arriving = () => readdirSync(join(root(), "arriving"));
const register = (n: number) => csvOf([[...headings], ...Array.from({ length: n }, (_, i) => registerRow(i, n))]);
const now = () => new Date();
const old = new Date(Date.now() - 2 * 86_400_000);

describe("T-37: what one may send", () => {
  const megabyte = (n: number) => bytes(Buffer.alloc(n * 1_000_000, 32), 300_000);
  const as1 = { actor: actor("specialist"), now: new Date("2026-11-26T03:00:00Z") };
  test("so much a day, counted while it comes, also what was refused; the next day and the next person begin anew", async () => {
    const put = (n: number, who = as1) => receiveFile(who, megabyte(n), { maxBytes: 10e6 });
    await put(2);
    await expect(put(4)).rejects.toMatchObject({ code: "upload-quota", more: { retryAfterSeconds: 14 * 3_600 } });
    expect(arriving()).toEqual([]);
    await put(2, { ...as1, actor: actor("head") });
    await put(2, { ...as1, now: new Date("2026-11-26T17:00:01Z") });
    await expect(receiveFile({ ...as1, actor: actor("auditor") }, megabyte(3), { maxBytes: 1e6 })).rejects.toMatchObject({
      code: "file-too-large",
    });
    const { rows } = await asOwner((c) => c.query("select actor_id, bytes::int from upload_day where bytes > 0 order by bytes"));
    expect(rows.map((row) => row.bytes)).toEqual([1.2e6, 2e6, 2e6, 2e6]);
  });
  test("the count holds when many come at once", async () => {
    const many = await Promise.allSettled(
      Array.from({ length: 4 }, () => receiveFile({ ...as1, actor: actor("leader") }, megabyte(2), { maxBytes: 10e6 })),
    );
    expect(many.filter((one) => one.status === "fulfilled")).toHaveLength(2);
    expect(arriving()).toEqual([]);
  });
});

describe("over HTTP", () => {
  const path = () => `/api/v1/imports?unitId=${unit.tranPhu}&sender=s`;
  const headers = async () => ({
    cookie: await as("officer"),
    "sec-fetch-site": "same-origin",
    "content-type": "text/csv",
    "x-file-name": "so.csv",
    "transfer-encoding": "chunked",
  });
  type Heard = { status: number; retryAfter: string | undefined; body: { code?: string; title?: string } };
  /** Begins an upload and sends no more of it than its beginning. */
  async function begin() {
    const asked = request({ port: house.port, agent: false, method: "POST", path: path(), headers: await headers() });
    const heard = new Promise<Heard>((done, fail) => {
      asked.on("error", fail);
      asked.on("response", (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("close", () =>
          done({
            status: response.statusCode ?? 0,
            retryAfter: response.headers["retry-after"],
            body: JSON.parse(Buffer.concat(chunks).toString() || "{}"),
          }),
        );
      });
    });
    asked.write("Mã hồ sơ;");
    return { asked, heard };
  }
  const send = async () => {
    const { asked, heard } = await begin();
    asked.end(register(20).slice("Mã hồ sơ;".length));
    return heard;
  };
  const until = async (isSo: () => boolean) => {
    for (const end = Date.now() + 25_000; !isSo() && Date.now() < end; ) await new Promise((done) => setTimeout(done, 10));
  };

  test("four at a time, the fifth hears when to come; those that drip are cut off, leave nothing behind and give their places back", async () => {
    const dripping = await Promise.all([begin(), begin(), begin(), begin()]);
    await until(() => arriving().length === 4);
    expect(arriving()).toHaveLength(4);
    expect(await send()).toMatchObject({ status: 429, retryAfter: "10", body: { code: "upload-running" } });
    for (const { status, body } of await Promise.all(dripping.map((one) => one.heard)))
      expect([status, body.code]).toEqual([408, "request-too-slow"]);
    await until(() => arriving().length === 0);
    expect(arriving()).toEqual([]);
    expect((await send()).status).toBe(200);
  });
  test("a full disk is 507, in words that say what to do, and comes back to life by itself", async () => {
    disk.isFull = true;
    const refused = await send();
    expect([refused.status, refused.body.code]).toEqual([507, "disk-full"]);
    expect(refused.body.title).toMatch(/báo quản trị/);
    disk.isFull = false;
    expect((await send()).status).toBe(200);
  });
});

describe("T-38: a file and the record that names it", () => {
  test("whichever touch of the disk fails, no record names what is not there, and the sweep takes what none names", async () => {
    const faults: string[] = [];
    let hasEnded = false;
    for (let at = 1; !hasEnded && at < 60; at += 1) {
      Object.assign(disk, { touched: 0, failAt: at });
      const took = await receiveRegister({ ...ctx(), now: new Date(Date.UTC(2026, 0, at)) }, bytes(`${register(5)}${at}`), {
        unitId: unit.tranPhu,
        sender: "s",
        fileName: "so.csv",
        idempotencyKey: null,
      }).catch(() => null);
      hasEnded = took !== null && disk.touched < at;
      disk.failAt = 0;
      const named = await db.importBatch.findMany({ select: { fileSha: true } });
      for (const { fileSha } of named) if (!existsSync(pathOf(fileSha ?? ""))) faults.push(`${at}: ${fileSha} is named and gone`);
      if (arriving().length > 0) faults.push(`${at}: ${arriving()} was left`);
    }
    expect(hasEnded).toBe(true);
    expect(faults).toEqual([]);
  });
  test("what is being noted is not forgotten meanwhile, and what was forgotten is not noted", async () => {
    const { sha } = await putFile(bytes("được giữ"), { maxBytes: 100 });
    const told: string[] = [];
    let forgetting: Promise<unknown> | undefined;
    await db.$transaction(async (tx) => {
      await holdFile(tx, sha);
      forgetting = forgetFile(sha).then((went) => told.push(`forgotten: ${went}`));
      await new Promise((done) => setTimeout(done, 100));
      await tx.importBatch.create({
        data: {
          source: "file",
          sender: "s",
          format: "csv",
          unitId: unit.tranPhu,
          status: "UPLOADED",
          createdBy: "user:3",
          fileSha: sha,
        },
      });
      told.push("noted");
    });
    await forgetting;
    expect(told).toEqual(["noted", "forgotten: false"]);
    expect(existsSync(pathOf(sha))).toBe(true);
    const gone = await putFile(bytes("đã quên"), { maxBytes: 100 });
    expect(await forgetFile(gone.sha)).toBe(true);
    await expect(db.$transaction((tx) => holdFile(tx, gone.sha))).rejects.toMatchObject({ kind: "unavailable" });
  });
  test("the sweep takes what is old and named by nobody, and nothing else", async () => {
    const used = await db.importBatch.findUniqueOrThrow({ where: { id: await send(register(7), { at: now() }) } });
    const [unused, fresh] = [await putFile(bytes("unused"), { maxBytes: 100 }), await putFile(bytes("fresh"), { maxBytes: 100 })];
    for (const sha of [used.fileSha ?? "", unused.sha]) utimesSync(pathOf(sha), old, old);
    expect(await sweepFiles(new Date(Date.now() - 86_400_000))).toBe(1);
    expect([used.fileSha ?? "", unused.sha, fresh.sha].map((sha) => existsSync(pathOf(sha)))).toEqual([true, false, true]);
  });
  test("every column that names a stored file is asked before one is forgotten", () => {
    const asked = readFileSync(resolve(import.meta.dirname, "../../lib/files/storing/needed.ts"), "utf8");
    const prisma = resolve(import.meta.dirname, "../../prisma");
    const named = readdirSync(prisma)
      .filter((file) => file.endsWith(".prisma"))
      .flatMap((file) => [...readFileSync(join(prisma, file), "utf8").matchAll(/^model \w+ \{([\s\S]*?)^\}/gm)])
      .flatMap(([, body = ""]) => {
        const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? "";
        return [...body.matchAll(/^\s+(\w*[sS]ha)\s+String/gm)].map(([, field = ""]) => `${table}.${field}`);
      });
    // The emblem lies in the database itself.
    expect(named.filter((one) => one !== "city.emblemSha").sort()).toEqual([
      "document_file.sha",
      "dossier_file.sha",
      "import_batch.fileSha",
      "import_file.sha",
      "meeting_paper.sha",
      "packet.rawSha",
      "packet_file.sha",
    ]);
    for (const one of named.filter((name) => name !== "city.emblemSha")) expect(asked).toContain(`from ${one.split(".")[0]}`);
  });
});

test("T-38: the night finds what is damaged and what is missing, once, and the health page says so until it is mended", async () => {
  const night = new Date("2026-11-27T18:30:00Z");
  const check = async () => (await readHealth(actor("admin"), now())).checks.find((c) => c.code === "files");
  await tendFiles(new Date("2026-11-27T17:30:00Z"));
  expect(await lastFileCheck()).toBeNull();
  expect(await check()).toMatchObject({ state: "good", facts: { days: -1 } });

  const good = await db.importBatch.findUniqueOrThrow({ where: { id: await send(register(8), { at: now() }) } });
  const bad = await db.importBatch.findUniqueOrThrow({ where: { id: await send(register(9), { at: now() }) } });
  const lost = await db.importBatch.findUniqueOrThrow({ where: { id: await send(register(10), { at: now() }) } });
  const content = readFileSync(pathOf(bad.fileSha ?? ""));
  truncateSync(pathOf(bad.fileSha ?? ""), 40);
  const lostContent = readFileSync(pathOf(lost.fileSha ?? ""));
  rmSync(pathOf(lost.fileSha ?? ""));
  await Promise.all([tendFiles(night), tendFiles(night)]);
  const found = await lastFileCheck();
  expect(found?.faults).toEqual({ [bad.fileSha ?? ""]: "damaged", [lost.fileSha ?? ""]: "missing" });
  expect(found?.checked).toBeGreaterThanOrEqual(2);
  expect(found?.faults).not.toHaveProperty(good.fileSha ?? "");
  expect(await check()).toMatchObject({ state: "bad", facts: { damaged: 1, missing: 1 } });

  writeFileSync(pathOf(bad.fileSha ?? ""), content);
  writeFileSync(pathOf(lost.fileSha ?? ""), lostContent);
  await tendFiles(night);
  expect((await lastFileCheck())?.faults).not.toEqual({});
  await tendFiles(new Date(night.getTime() + 86_400_000));
  expect((await lastFileCheck())?.faults).toEqual({});
});
