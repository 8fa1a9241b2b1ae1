import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attachFile, receiveAttachment, removeFile, restoreFile } from "@/lib/attachments/commands";
import { scanFiles } from "@/lib/attachments/jobs";
import { type Attachment, AttachmentList } from "@/lib/attachments/model";
import { listAttachments } from "@/lib/attachments/queries";
import { db } from "@/lib/db/client";
import { acceptDossier, moveDossier } from "@/lib/dossiers/commands";
import { sweepFiles } from "@/lib/files/commands";
import { pathOf } from "@/lib/files/queries";
import { probeScanner } from "@/lib/health/probes/scanner";
import { actor, asOwner, foundCity, procedure, unit } from "../city";
import { blank, jpeg, page, pdf, png, tiff } from "../files/pdfs";
import { as } from "../security/acts";
import { type House, openHouse } from "../security/house";
import { eicar, openClamd, tooLong } from "./clamd";

let house: House;
let clamd: Awaited<ReturnType<typeof openClamd>>;
beforeAll(async () => {
  clamd = await openClamd();
  process.env.CLAMD_ADDRESS = clamd.address;
  await foundCity();
  await asOwner((c) => c.query("update procedure set is_sensitive = true where id = $1", [procedure.birth]));
  house = await openHouse();
});
afterAll(async () => {
  await house.close();
  await clamd.close();
});

type Who = Parameters<typeof actor>[0];
const by = (who: Who = "officer") => ({ actor: actor(who), now: new Date() });
async function newDossier(how: { procedureId?: number; unitId?: number; receivingUnitId?: number; who?: Who } = {}) {
  const { procedureId = procedure.house, unitId = unit.tranPhu, receivingUnitId, who = "officer" } = how;
  const papers = [
    { name: "Đơn đề nghị", form: "ORIGINAL" as const },
    { name: "Bản vẽ", form: "PHOTOCOPY" as const },
  ];
  const desk = receivingUnitId === undefined ? {} : { receivingUnitId };
  const person = { applicantName: "Giàng Thị Mỷ" };
  const { id } = await acceptDossier(by(who), { procedureId, unitId, ...desk, channel: "COUNTER", ...person, papers });
  const [first, second] = await db.dossierPaper.findMany({ where: { dossierId: id }, orderBy: { position: "asc" } });
  return { id, first: first?.id ?? 0, second: second?.id ?? 0 };
}
let serial = 0;
const scan = (pages = 1) => Buffer.from(pdf([page(`bản quét ${serial++}`), ...blank(pages - 1)]));

async function send(
  dossierId: number,
  body: Buffer,
  how: { query?: string; name?: string; type?: string; who?: Who; key?: string; headers?: Record<string, string> } = {},
) {
  const answer = await house.ask({
    method: "POST",
    path: `/api/v1/dossiers/${dossierId}/files${how.query ?? "?kind=OTHER"}`,
    headers: {
      cookie: await as(how.who ?? "officer"),
      "content-type": how.type ?? "application/pdf",
      "x-file-name": encodeURIComponent(how.name ?? "quét.pdf"),
      "idempotency-key": how.key ?? randomUUID(),
      ...how.headers,
    },
    body,
  });
  return {
    status: answer.status,
    body: JSON.parse(answer.text) as { id?: number; pages?: number; code?: string; title?: string },
  };
}
const list = async (dossierId: number, who: Who = "officer"): Promise<AttachmentList> => {
  const answer = await house.ask({
    method: "GET",
    path: `/api/v1/dossiers/${dossierId}/files`,
    headers: { cookie: await as(who) },
  });
  return AttachmentList.parse(JSON.parse(answer.text));
};
const openFile = async (dossierId: number, fileId: number, who: Who = "officer") =>
  house.ask({ method: "GET", path: `/api/v1/dossiers/${dossierId}/files/${fileId}`, headers: { cookie: await as(who) } });
const minutesOn = (minutes: number) => new Date(Date.now() + minutes * 60_000);
const allClean = (now?: Date) => scanFiles(null, undefined, now);
const logged = async (action: string, dossierId: number) =>
  (
    await asOwner((c) =>
      c.query("select actor_id, detail from audit_entry where action = $1 and subject_id = $2 order by id", [
        action,
        String(dossierId),
      ]),
    )
  ).rows;
const storedNames = () => {
  const root = join(process.env.DATA_DIR ?? "", "files");
  return readdirSync(root).flatMap((folder) => readdirSync(join(root, folder)));
};

describe("attaching", () => {
  test("to a paper, to none, as the result; several kinds, with their pages; the log tells of each", async () => {
    const one = await newDossier();
    expect(await send(one.id, scan(3), { query: `?paperId=${one.first}` })).toMatchObject({ status: 200, body: { pages: 3 } });
    expect(
      await send(one.id, tiff(4), { query: `?paperId=${one.second}`, name: "bản vẽ.tif", type: "image/tiff" }),
    ).toMatchObject({ body: { pages: 4 } });
    expect(await send(one.id, jpeg, { name: "ảnh.jpg", type: "image/jpeg" })).toMatchObject({ body: { pages: 1 } });
    expect(await send(one.id, png, { name: "ảnh.png", type: "" })).toMatchObject({ status: 200 });
    expect(await send(one.id, scan(), { query: "?kind=RESULT", name: "giấy phép.pdf" })).toMatchObject({ status: 200 });
    const { files, papers, open } = await list(one.id);
    expect(papers.map((p) => p.name)).toEqual(["Đơn đề nghị", "Bản vẽ"]);
    expect(open).toEqual(["PAPER", "OTHER", "RESULT"]);
    expect(files.map((f) => [f.kind, f.paperId, f.name, f.type, f.pages])).toEqual([
      ["PAPER", one.first, "quét.pdf", "application/pdf", 3],
      ["PAPER", one.second, "bản vẽ.tif", "image/tiff", 4],
      ["OTHER", null, "ảnh.jpg", "image/jpeg", 1],
      ["OTHER", null, "ảnh.png", "image/png", 1],
      ["RESULT", null, "giấy phép.pdf", "application/pdf", 1],
    ]);
    const told = await logged("file.attach", one.id);
    expect(told).toHaveLength(5);
    expect(told[0]).toMatchObject({ actor_id: "user:3", detail: { kind: "paper-file", pages: 3, sha: files[0]?.sha } });
    expect(JSON.stringify(told)).not.toContain("quét");
  });
  test("what acts in a file is said", async () => {
    const one = await newDossier();
    const acting = pdf(blank(1), { catalog: "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>" });
    await send(one.id, Buffer.from(acting));
    expect((await list(one.id)).files[0]?.active).toEqual(["opens", "script"]);
  });
  test("the same request again is the file it was; the same file again is told; elsewhere it may lie too", async () => {
    const one = await newDossier();
    const [body, key] = [scan(), randomUUID()];
    const first = await send(one.id, body, { key });
    expect(await send(one.id, body, { key })).toEqual(first);
    expect(await send(one.id, scan(), { key })).toMatchObject({ status: 409, body: { code: "idempotency-key-reused" } });
    const twice = await send(one.id, body);
    expect(twice).toMatchObject({ status: 409, body: { code: "file-attached-already" } });
    expect(twice.body.title).toMatch(/đã có ở mục này/);
    expect(await send(one.id, body, { query: `?paperId=${one.first}` })).toMatchObject({ status: 200 });
    const race = await Promise.all([1, 2, 3].map(() => send(one.id, body, { query: `?paperId=${one.second}` })));
    expect(race.map((r) => r.status).sort()).toEqual([200, 409, 409]);
    expect((await list(one.id)).files).toHaveLength(3);
  });
  test("a refusal is a sentence, and nothing is left of what was sent", async () => {
    const one = await newDossier();
    const before = storedNames().sort();
    const large = Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(50_000_000, 32)]);
    const lies: [Buffer, string, string, number, string][] = [
      [Buffer.from("MZ\x90\0 đây là chương trình"), "đơn.pdf", "application/pdf", 422, "paper-is-program"],
      [Buffer.from("<script>alert(1)</script>       "), "đơn.pdf", "application/pdf", 422, "paper-kind-unknown"],
      [png, "đơn.pdf", "application/pdf", 422, "paper-name-lies"],
      [scan(), "đơn.pdf.exe", "application/pdf", 422, "paper-kind-unknown"],
      [scan(), "đơn.pdf", "text/html", 422, "paper-name-lies"],
      [Buffer.from("%PDF-1.7 cụt"), "đơn.pdf", "application/pdf", 422, "paper-unreadable"],
      [Buffer.alloc(0), "đơn.pdf", "application/pdf", 400, "file-empty"],
      [large, "đơn.pdf", "application/pdf", 400, "paper-too-large"],
    ];
    for (const [body, name, type, status, code] of lies) {
      const answer = await send(one.id, body, { name, type });
      expect([code, answer.status, answer.body.code]).toEqual([code, status, code]);
      expect(answer.body.title?.length).toBeGreaterThan(10);
    }
    expect(await send(one.id, scan(), { headers: { "idempotency-key": "" } })).toMatchObject({
      body: { code: "idempotency-key-required" },
    });
    expect(await send(one.id, scan(), { query: "?kind=PAPER" })).toMatchObject({ status: 400 });
    expect(await send(one.id, scan(), { query: `?paperId=${(await newDossier()).first}` })).toMatchObject({ status: 404 });
    expect((await list(one.id)).files).toEqual([]);
    expect(storedNames().sort()).toEqual(before);
  });
  test("an upload cut in the middle leaves nothing, and the next goes through", async () => {
    const one = await newDossier();
    const cookie = await as("officer");
    const before = storedNames().sort();
    await new Promise<void>((done) => {
      const socket = connect(house.port, "127.0.0.1", () => {
        socket.write(
          `POST /api/v1/dossiers/${one.id}/files?kind=OTHER HTTP/1.1\r\nhost: localhost:3000\r\ncookie: ${cookie}\r\nsec-fetch-site: same-origin\r\nx-file-name: a.pdf\r\nidempotency-key: k1\r\ncontent-length: 900000\r\n\r\n%PDF-1.7 ${"x".repeat(70_000)}`,
        );
        setTimeout(() => socket.destroy(), 150);
      });
      socket.on("close", () => done());
    });
    await expect.poll(() => storedNames().sort()).toEqual(before);
    expect(await send(one.id, scan(), { key: "k1" })).toMatchObject({ status: 200 });
  });
});

describe("who may", () => {
  test("open: who works on the dossier opens papers, who sees it opens its result; out of reach there is nothing", async () => {
    const one = await newDossier();
    const paper = (await send(one.id, scan())).body.id ?? 0;
    const result = (await send(one.id, scan(), { query: "?kind=RESULT" })).body.id ?? 0;
    await allClean();
    const statusOf = async (who: Who, file: number) => (await openFile(one.id, file, who)).status;
    for (const who of ["officer", "head", "specialist"] as const) expect([who, await statusOf(who, paper)]).toEqual([who, 200]);
    expect([await statusOf("leader", paper), await statusOf("leader", result)]).toEqual([403, 200]);
    expect([await statusOf("phuongDoOfficer", paper), await statusOf("phuongDoOfficer", result)]).toEqual([404, 404]);
    expect((await list(one.id, "leader")).files.map((f) => f.mayOpen)).toEqual([false, true]);
    const reads = await asOwner((c) =>
      c.query("select actor_id from audit_entry where action = 'file.view' and subject_id = $1 order by id", [String(paper)]),
    );
    expect(reads.rows.map((r) => r.actor_id)).toEqual(["user:3", "user:2", "user:4"]);
    expect(await send(one.id, scan(), { who: "leader" })).toMatchObject({ status: 403 });
    expect(await send(one.id, scan(), { who: "phuongDoOfficer" })).toMatchObject({ status: 404 });
  });
  test("of a sensitive procedure the files are there for who settles it, and for the desk what it scanned itself", async () => {
    const desk = { procedureId: procedure.birth, receivingUnitId: unit.phuongDo, who: "phuongDoOfficer" } as const;
    const one = await newDossier(desk);
    const own = (await send(one.id, scan(), { who: "phuongDoOfficer" })).body.id ?? 0;
    const other = (await send(one.id, scan())).body.id ?? 0;
    await allClean();
    const shownTo = async (who: Who) => {
      const { files, hidden } = await list(one.id, who);
      return [files.map((f) => f.id), hidden];
    };
    expect(await shownTo("leader")).toEqual([[], 2]);
    expect(await shownTo("specialist")).toEqual([[own, other], 0]);
    expect(await shownTo("phuongDoOfficer")).toEqual([[own], 1]);
    expect((await openFile(one.id, own, "phuongDoOfficer")).status).toBe(200);
    expect((await openFile(one.id, other, "phuongDoOfficer")).status).toBe(404);
    expect((await openFile(one.id, own, "leader")).status).toBe(404);
  });
  test("the answer is the file to the byte, to be kept and never shown, under its own name", async () => {
    const one = await newDossier();
    const body = scan(2);
    const id = (await send(one.id, body, { name: 'đơn "của"\r\n ông.pdf' })).body.id ?? 0;
    await allClean();
    const answer = await openFile(one.id, id);
    expect(answer.text).toBe(body.toString("utf8"));
    expect(answer.headers).toMatchObject({
      "content-type": "application/pdf",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
      "content-disposition": `attachment; filename="don-cua-ong.pdf"; filename*=UTF-8''${encodeURIComponent("đơn của ông.pdf")}`,
    });
  });
});

describe("removing", () => {
  const act = (dossierId: number, fileId: number, who: Who = "officer") => ({
    remove: (reason = "quét nhầm hồ sơ") => removeFile(by(who), { dossierId, fileId, reason }),
    restore: () => restoreFile(by(who), { dossierId, fileId }),
  });
  const stateOf = async (dossierId: number, fileId: number): Promise<Attachment | undefined> =>
    (await listAttachments(actor("officer"), dossierId)).files.find((f) => f.id === fileId);

  test("with a reason, kept in the history, undone; the bytes stay; it cannot be opened meanwhile", async () => {
    const one = await newDossier();
    const { id: fileId } = await receiveAttachment(by(), bytesOf(scan()), {
      dossierId: one.id,
      kind: "OTHER",
      name: "a.pdf",
      declared: "",
      key: randomUUID(),
    });
    await allClean();
    await expect(act(one.id, fileId).remove("  ")).rejects.toMatchObject({
      more: { faults: [{ path: "reason", code: "reason-required" }] },
    });
    await act(one.id, fileId).remove();
    expect(await stateOf(one.id, fileId)).toMatchObject({
      removed: { byName: "Lê Thị Mai", reason: "quét nhầm hồ sơ" },
      mayOpen: false,
    });
    expect((await openFile(one.id, fileId)).status).toBe(404);
    await expect(act(one.id, fileId).remove()).rejects.toMatchObject({ code: "file-removed-already" });
    const { sha } = await db.dossierFile.findUniqueOrThrow({ where: { id: fileId } });
    utimesSync(pathOf(sha), 0, 0);
    await sweepFiles(new Date());
    expect(existsSync(pathOf(sha))).toBe(true);
    await act(one.id, fileId).restore();
    await expect(act(one.id, fileId).restore()).rejects.toMatchObject({ code: "file-not-removed" });
    expect(await stateOf(one.id, fileId)).toMatchObject({ removed: null, mayOpen: true });
    expect(await logged("file.remove", one.id)).toHaveLength(1);
    expect(await logged("file.restore", one.id)).toHaveLength(1);
  });
  test("what was attached anew meanwhile is not brought back a second time", async () => {
    const one = await newDossier();
    const [body, upload] = [scan(), { dossierId: one.id, kind: "OTHER" as const, name: "a.pdf", declared: "" }];
    const { id: fileId } = await receiveAttachment(by(), bytesOf(body), { ...upload, key: randomUUID() });
    await act(one.id, fileId).remove();
    await receiveAttachment(by(), bytesOf(body), { ...upload, key: randomUUID() });
    await expect(act(one.id, fileId).restore()).rejects.toMatchObject({ code: "file-attached-already" });
  });
  test("nor what is being attached anew at that moment: the one who comes second is told", async () => {
    const one = await newDossier();
    const upload = { dossierId: one.id, kind: "OTHER" as const, name: "a.pdf", declared: "", key: randomUUID() };
    const { id: fileId } = await receiveAttachment(by(), bytesOf(scan()), upload);
    await act(one.id, fileId).remove();
    const { name, bytes, sha } = await db.dossierFile.findUniqueOrThrow({ where: { id: fileId } });
    const again = { dossierId: one.id, kind: "OTHER" as const, paperId: null, name, bytes, sha };
    let told: Promise<unknown> = Promise.resolve();
    await db.$transaction(async (tx) => {
      await attachFile(by(), { ...again, type: "application/pdf", pages: 1, active: [] }, tx);
      told = act(one.id, fileId)
        .restore()
        .catch((error: unknown) => error);
      await expect
        .poll(() => asOwner(async (c) => (await c.query("select from pg_locks where not granted")).rowCount), { timeout: 20_000 })
        .toBe(1);
    });
    expect(await told).toMatchObject({ code: "file-attached-already" });
  });
  test("after the dossier's end its files are evidence: only the head takes one away", async () => {
    const one = await newDossier();
    const { id: fileId } = await receiveAttachment(by(), bytesOf(scan()), {
      dossierId: one.id,
      kind: "OTHER",
      name: "a.pdf",
      declared: "",
      key: randomUUID(),
    });
    await moveDossier(by("head"), { dossierId: one.id, version: 1, move: "withdraw", reason: "xin rút" });
    await expect(act(one.id, fileId).remove()).rejects.toMatchObject({ code: "permission" });
    expect((await listAttachments(actor("officer"), one.id)).files[0]?.mayRemove).toBe(false);
    await act(one.id, fileId, "head").remove();
    expect(await stateOf(one.id, fileId)).toMatchObject({ removed: { byName: "Trần Văn Hùng" } });
  });
});

describe("T-36: where a scanner is set up a file waits for it", () => {
  const told = async (dossierId: number) => (await list(dossierId)).files.map((f) => [f.scan, f.threat, f.mayOpen]);
  test("waiting it cannot be opened; clean it can; what carries something never can, and says what", async () => {
    await allClean();
    const one = await newDossier();
    const good = (await send(one.id, scan())).body.id ?? 0;
    const bad = (await send(one.id, Buffer.from(pdf([page(eicar)])))).body.id ?? 0;
    expect(await told(one.id)).toEqual([
      ["WAITING", null, false],
      ["WAITING", null, false],
    ]);
    expect(JSON.parse((await openFile(one.id, good)).text)).toMatchObject({ code: "file-waits-for-scan" });
    await allClean();
    expect(await told(one.id)).toEqual([
      ["CLEAN", null, true],
      ["INFECTED", "Eicar-Test-Signature", false],
    ]);
    expect((await openFile(one.id, good)).status).toBe(200);
    expect(JSON.parse((await openFile(one.id, bad)).text)).toMatchObject({ code: "file-infected" });
    expect(await logged("file.scan", one.id)).toMatchObject([
      { actor_id: "system:scanner", detail: { file: good, status: "clean" } },
      { actor_id: "system:scanner", detail: { file: bad, status: "infected", threat: "Eicar-Test-Signature" } },
    ]);
  });
  test("what is no finding leaves the file waiting, and it is asked about again after a while", async () => {
    const one = await newDossier();
    await send(one.id, scan());
    for (const [i, mood] of (["limit", "hangs-up", "nonsense"] as const).entries()) {
      clamd.state.mood = mood;
      await allClean(minutesOn(11 * i));
      expect([mood, ...(await told(one.id))]).toEqual([mood, ["WAITING", null, false]]);
    }
    clamd.state.mood = "early";
    await allClean(minutesOn(23));
    expect(await told(one.id)).toEqual([["WAITING", null, false]]);
    await allClean(minutesOn(33));
    expect(await told(one.id)).toEqual([["INFECTED", "Win.Early-1", false]]);
    clamd.state.mood = "well";
  });
  test("one the scanner cannot take, one that is lost and one that is damaged hold up none behind them", async () => {
    const one = await newDossier();
    const ids = [];
    for (const body of [Buffer.from(pdf([page(tooLong)])), scan(), scan(), scan()]) ids.push((await send(one.id, body)).body.id);
    const shaOf = async (id: number | undefined) => (await db.dossierFile.findUniqueOrThrow({ where: { id: id ?? 0 } })).sha;
    rmSync(pathOf(await shaOf(ids[1])));
    writeFileSync(pathOf(await shaOf(ids[2])), "not what it was");
    await allClean();
    expect((await told(one.id)).map(([state]) => state)).toEqual(["WAITING", "WAITING", "WAITING", "CLEAN"]);
    // Asked about at a person's pace, not three seconds later.
    const before = clamd.state.scanned;
    await allClean(minutesOn(9));
    expect(clamd.state.scanned).toBe(before);
    await db.dossierFile.deleteMany({ where: { dossierId: one.id } });
  });
  test("a scanner that is away costs no file its turn, and the health page tells who waits for it", async () => {
    const one = await newDossier();
    await send(one.id, scan());
    const { port } = clamd;
    await clamd.close();
    await allClean();
    expect(await told(one.id)).toEqual([["WAITING", null, false]]);
    expect(await probeScanner(minutesOn(1))).toMatchObject({ state: "good", facts: { waiting: 1 } });
    expect(await probeScanner(minutesOn(20))).toMatchObject({ state: "watch", facts: { waiting: 1, minutes: 20 } });
    clamd = await openClamd(port);
    await allClean();
    expect(await told(one.id)).toEqual([["CLEAN", null, true]]);
    expect(await probeScanner(minutesOn(20))).toMatchObject({ state: "good", facts: { waiting: 0 } });
  });
  test("a file the store has lost is told as such", async () => {
    const one = await newDossier();
    const id = (await send(one.id, scan())).body.id ?? 0;
    await allClean();
    rmSync(pathOf((await db.dossierFile.findUniqueOrThrow({ where: { id } })).sha));
    const answer = await openFile(one.id, id);
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([503, "file-lost"]);
  });
});

async function* bytesOf(body: Buffer): AsyncGenerator<Uint8Array> {
  yield body;
}
