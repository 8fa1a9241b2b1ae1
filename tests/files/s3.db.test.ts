import { randomUUID } from "node:crypto";
import { existsSync, utimesSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { db } from "@/lib/db/client";
import { forgetFile, sweepFiles } from "@/lib/files/commands";
import { pathOf } from "@/lib/files/queries";
import { checkFiles } from "@/lib/files/storing/check";
import { store } from "@/lib/files/storing/store";
import { foundCity } from "../city";
import { send } from "../imports/importing";
import { csvOf, headings, registerRow } from "../imports/samples/register";
import { as, newDossier, newFile, pdfOf } from "../security/acts";
import { type House, openHouse } from "../security/house";
import { away, listed, put, read } from "./keeping";
import { openS3, settingsOf } from "./s3-place";

/** A store that is silent is given up after a second here, not after fifteen. */
vi.mock("@/lib/files/storing/patience", () => ({ silenceMs: 1_000, shortMs: 2_000, longMs: 4_000, againMs: 10 }));

let place: Awaited<ReturnType<typeof openS3>>;
let house: House;
beforeAll(async () => {
  place = await openS3();
  Object.assign(process.env, settingsOf(place.endpoint));
  await foundCity();
  house = await openHouse();
});
beforeEach(() => {
  place.state.mood = "well";
});
afterAll(async () => {
  await house.close();
  await place.close();
});

describe("the product on such a store", () => {
  test("a file is attached and handed out to the byte; while the store is away both are told in a sentence", async () => {
    const dossier = await newDossier();
    const file = await newFile(dossier, { words: "bản quét trong kho" });
    away((await db.dossierFile.findUniqueOrThrow({ where: { id: file } })).sha);
    const open = async () =>
      house.ask({ method: "GET", path: `/api/v1/dossiers/${dossier}/files/${file}`, headers: { cookie: await as("officer") } });
    expect((await open()).text).toBe(pdfOf("bản quét trong kho"));
    place.state.mood = "500";
    const refused = await open();
    expect([refused.status, refused.headers["retry-after"], JSON.parse(refused.text).title]).toEqual([
      503,
      "30",
      expect.stringMatching(/Kho lưu tệp tạm thời/),
    ]);
    const sent = await house.ask({
      method: "POST",
      path: `/api/v1/dossiers/${dossier}/files?kind=OTHER`,
      headers: {
        cookie: await as("officer"),
        "content-type": "application/pdf",
        "x-file-name": "a.pdf",
        "idempotency-key": randomUUID(),
      },
      body: pdfOf("không tới kho"),
    });
    expect([sent.status, JSON.parse(sent.text).code]).toEqual([503, "store-away"]);
    expect(await db.dossierFile.count({ where: { dossierId: dossier } })).toBe(1);
  });
  test("a register is imported from it, and the sweep takes what nobody needs and the copies of this machine", async () => {
    const register = csvOf([[...headings], ...Array.from({ length: 5 }, (_, n) => registerRow(n, 5))]);
    const id = await send(register, { at: new Date() });
    const { fileSha } = await db.importBatch.findUniqueOrThrow({ where: { id } });
    const unused = await put("không ai cần");
    const old = new Date(Date.now() - 2 * 86_400_000);
    for (const sha of [fileSha ?? "", unused.sha]) if (existsSync(pathOf(sha))) utimesSync(pathOf(sha), old, old);
    await sweepFiles(new Date(Date.now() + 60_000));
    const left = await listed();
    expect([left.includes(fileSha ?? ""), left.includes(unused.sha), existsSync(pathOf(fileSha ?? ""))]).toEqual([
      true,
      false,
      false,
    ]);
    expect(await read(fileSha ?? "")).toBe(register);
    await forgetFile(unused.sha);
  });
  test("the night reads it again: damaged and missing are told apart, and a store that is away is neither", async () => {
    const dossier = await newDossier();
    const files = [await newFile(dossier), await newFile(dossier)];
    const [damaged, missing] = await Promise.all(files.map((id) => db.dossierFile.findUniqueOrThrow({ where: { id } })));
    if (!damaged || !missing) throw new Error("no files");
    const claim = (on: string) =>
      db.fileCheck.create({ data: { on: new Date(on), startedAt: new Date(`${on}T01:00:00+07:00`) } });
    await store().remove(missing.sha);
    place.state.mood = "other-bytes";
    await claim("2026-11-28");
    const { faults } = await checkFiles(new Date("2026-11-27T18:30:00Z"));
    expect(faults).toMatchObject({ [damaged.sha]: "damaged", [missing.sha]: "missing" });
    place.state.mood = "500";
    await claim("2026-11-29");
    await expect(checkFiles(new Date("2026-11-28T18:30:00Z"))).rejects.toMatchObject({ code: "store-away" });
  });
});
