import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { moveDossier } from "@/lib/dossiers/commands";
import type { ActName } from "@/lib/dossiers/model";
import { dropMessage, replayMessage, setPortal } from "@/lib/exchange/commands";
import { type PortalInput, usualKinds } from "@/lib/exchange/model";
import { findMessage, readBoard } from "@/lib/exchange/queries";
import { forgetSessions } from "@/lib/exchange/sending/portal";
import { push } from "@/lib/exchange/sending/push";
import { readDossier } from "@/lib/exchange/telling/read";
import { actor, asOwner, foundCity, unit } from "../city";
import { newDossier } from "../security/acts";
import { PortalDouble } from "./portal";

const portal = await PortalDouble.open();
// Read once, when the first asks for the environment.
process.env.EXCHANGE_HOSTS = `127.0.0.1:${portal.port}, portal.example:443`;
afterAll(() => portal.close());

const admin = () => ({ actor: actor("admin"), now: new Date() });
const rows = (sql: string, values: unknown[] = []) => asOwner(async (c) => (await c.query(sql, values)).rows);
const input = (more: Partial<PortalInput> = {}): PortalInput => ({
  address: portal.url,
  loginPath: "/login",
  servicePath: "/service",
  account: portal.account.username,
  secret: portal.account.password,
  agencyCode: "H22.15",
  isOn: true,
  unitIds: [],
  applicantKinds: usualKinds,
  version: 0,
  ...more,
});
const set = async (more: Partial<PortalInput> = {}) => {
  const before = await db.exchangePortal.findUnique({ where: { id: 1 } });
  await setPortal(admin(), input({ ...more, version: before?.version ?? 0 }));
};
beforeAll(foundCity);
beforeEach(async () => {
  await rows("delete from exchange_message");
  await rows("delete from exchange_due");
  portal.faults.length = 0;
  portal.calls.length = 0;
  portal.lines.length = 0;
  portal.refused.clear();
  portal.delayMs = 0;
  portal.cutLines = 0;
  forgetSessions();
  await set();
});

type Known = { id: number; code: string; version: number };
const accept = async (): Promise<Known> => {
  const id = await newDossier(unit.tranPhu, { phone: "0912345678", idNumber: "002190001234" });
  const [{ code, version }] = await rows("select code, version from dossier where id = $1", [id]);
  return { id, code, version };
};
const by = { requestSupplement: "head", receiveSupplement: "officer", start: "officer", finish: "head", stop: "head" } as const;
const move = async (dossier: Known, name: keyof typeof by, more: object = {}) => {
  const ask = { dossierId: dossier.id, version: dossier.version, move: name as ActName, ...more };
  dossier.version = (await moveDossier({ actor: actor(by[name]), now: new Date() }, ask)).version;
};
const sent = () => portal.calls.filter((c) => c.service !== "TraCuuHoSo").map((c) => [c.service, c.code, c.isUpdating]);
const messages = () =>
  rows(
    "select id::text, kind, code, status::text, attempts, fault, version, taken_at from exchange_message where direction = 'OUT' order by id",
  );
const later = (ms: number) => ({ clock: () => new Date(Date.now() + ms), waitMs: 300 });
const linesOf = (code: string) => portal.lines.filter((l) => l.MaHoSo === code).map((l) => String(l.NoiDungXuLy));

test("T-41: the settings name only hosts that were written down; the secret is kept sealed and belongs to its account", async () => {
  const { version = 0 } = (await db.exchangePortal.findUnique({ where: { id: 1 } })) ?? {};
  const ask = (more: Partial<PortalInput>) => setPortal(admin(), input({ version, ...more }));
  await expect(ask({ address: "https://other.example" })).rejects.toMatchObject({ code: "host-not-allowed" });
  await expect(ask({ address: "http://169.254.169.254" })).rejects.toMatchObject({ code: "host-not-allowed" });
  await expect(ask({ address: "file:///etc/passwd" })).rejects.toMatchObject({ kind: "invalid" });
  await expect(ask({ address: "https://portal.example", secret: undefined })).rejects.toMatchObject({ code: "secret-required" });
  await expect(ask({ account: "another", secret: undefined })).rejects.toMatchObject({ code: "secret-required" });
  await expect(ask({ version: version + 1 })).rejects.toMatchObject({ code: "portal-changed" });
  await expect(setPortal({ actor: actor("head"), now: new Date() }, input({ version }))).rejects.toMatchObject({
    kind: "forbidden",
  });
  await ask({ secret: undefined, agencyCode: "H22.15" });
  const everything = JSON.stringify([
    await rows("select p::text from exchange_portal p"),
    await rows("select detail from audit_entry"),
  ]);
  expect(everything).not.toContain(portal.account.password);
  expect(JSON.stringify(await readBoard(actor("admin"), {}))).not.toContain(portal.account.password);
});

test("what is accepted and moved is told whole and step by step, once, in order, and nothing more when nothing changed", async () => {
  const dossier = await accept();
  await move(dossier, "start");
  await push();
  expect(sent()).toEqual([
    ["DongBoHoSoMC", dossier.code, "False"],
    ["CapNhatTienDoHoSoMC", dossier.code, null],
    ["CapNhatTienDoHoSoMC", dossier.code, null],
  ]);
  expect(portal.dossiers.get(dossier.code)).toMatchObject({
    MaTTHC: "1.013225",
    ChuHoSo: "Nguyễn Văn Thử",
    LoaiDoiTuong: "1",
    SoDinhDanh: "002190001234",
    SoDienThoai: "0912345678",
    TrangThaiHoSo: "4",
    KenhThucHien: "1",
    DonViXuLy: "Ủy ban nhân dân phường Trần Phú",
  });
  expect(linesOf(dossier.code)).toEqual(["Đã tiếp nhận hồ sơ", "Chuyển xử lý"]);
  await move(dossier, "requestSupplement", { reason: "Bản vẽ chưa ký", askedPapers: [{ name: "Bản vẽ" }] });
  await push();
  const supplementOf = () => Object(portal.dossiers.get(dossier.code)).DanhSachHoSoBoSung[0];
  expect(supplementOf()).toMatchObject({
    TrangThaiBoSung: "0",
    NoiDungBoSung: "Bản vẽ chưa ký\n– Bản vẽ",
    DanhSachGiayToBoSung: [{ TepDinhKemId: "", TenTepDinhKem: "Bản vẽ" }],
  });
  const [{ id: askedPaperId }] = await rows("select id from dossier_asked_paper");
  await move(dossier, "receiveSupplement", { papers: [{ askedPaperId, form: "CERTIFIED_COPY", count: 2 }] });
  await push();
  expect(
    sent()
      .slice(3)
      .map(([service, , isUpdating]) => [service, isUpdating]),
  ).toEqual([
    ["DongBoHoSoMC", "True"],
    ["CapNhatTienDoHoSoMC", null],
    ["DongBoHoSoMC", "True"],
    ["CapNhatTienDoHoSoMC", null],
  ]);
  const supplement = supplementOf();
  expect(supplement).toMatchObject({ TrangThaiBoSung: "1", NguoiYeuCauBoSung: "Trần Văn Hùng" });
  const [plan] = supplement.DanhSachGiayToBoSung;
  expect(plan).toMatchObject({ TenTepDinhKem: "Bản vẽ", LoaiBan: "1" });
  expect(Object(portal.dossiers.get(dossier.code)).TaiLieuNop).toContainEqual(plan);
  for (const time of ["NgayBoSung", "NgayTiepNhanBoSung", "NgayHenTraTruoc", "NgayHenTraMoi"])
    expect(supplement[time]).toMatch(/^\d{14}$/);
  expect(portal.signIns).toBeGreaterThan(0);
  const calls = portal.calls.length;
  await push();
  expect(portal.calls.length).toBe(calls);
  expect((await messages()).every((m) => m.status === "DONE")).toBe(true);
  expect((await rows("select count(*)::int as n from audit_entry where action = 'exchange.tell'"))[0].n).toBeGreaterThanOrEqual(
    7,
  );
});

test("off, or of a unit that is not told of: nothing goes out", async () => {
  await set({ isOn: false });
  await accept();
  await push();
  expect([portal.calls, await messages(), await rows("select * from exchange_due")]).toEqual([[], [], []]);
  await set({ unitIds: [unit.phuongDo] });
  await accept();
  await push();
  expect([portal.calls, await messages(), await rows("select * from exchange_due")]).toEqual([[], [], []]);
});

test("what waits while sending is turned off is kept as it is, and goes first when it is turned on again", async () => {
  const dossier = await accept();
  portal.faults.push("500");
  await push(undefined, later(0));
  const waiting = await messages();
  expect(waiting.map((m) => [m.status, m.fault])).toEqual([
    ["WAITING", "portal-silent"],
    ["WAITING", null],
  ]);
  await set({ isOn: false });
  const calls = portal.calls.length;
  await push(undefined, later(3_600_000));
  expect([portal.calls.length, await messages()]).toEqual([calls, waiting]);
  // Until it is on nothing is noted: what has changed meanwhile is told whole with the next change.
  await move(dossier, "start");
  await set();
  await push(undefined, later(3_600_000));
  expect(portal.dossiers.get(dossier.code)).toMatchObject({ TrangThaiHoSo: "2" });
  expect((await messages()).map((m) => m.status)).toEqual(["DONE", "DONE"]);
  await move(dossier, "finish");
  await push(undefined, later(3_600_000));
  expect(portal.dossiers.get(dossier.code)).toMatchObject({ TrangThaiHoSo: "9" });
  expect(linesOf(dossier.code)).toEqual(["Đã tiếp nhận hồ sơ", "Chuyển xử lý", "Đã xử lý xong"]);
});

test("a change that is rolled back is not told", async () => {
  await db
    .$transaction(async (tx) => {
      const dossier = await tx.dossier.findFirstOrThrow();
      await tx.$executeRaw`insert into dossier_event (dossier_id, version, kind, to_state, at, actor_id, actor_name) values
        (${dossier.id}, 99, 'assign', 'ACCEPTED', now(), 'user:1', 'x')`;
      expect(await tx.exchangeDue.count()).toBe(1);
      throw new Error("no");
    })
    .catch(() => undefined);
  expect(await db.exchangeDue.count()).toBe(0);
});

test("T-46: while the portal is down it is left alone, nothing is lost, and the newest state goes first", async () => {
  const [one, two] = [await accept(), await accept()];
  portal.faults.push("500", "silent", "html");
  await push(undefined, later(0));
  await push(undefined, later(60_000));
  const resting = await db.exchangePortal.findUniqueOrThrow({ where: { id: 1 } });
  expect(resting).toMatchObject({ failures: 3, fault: expect.stringMatching(/^portal-/) });
  expect(resting.restsUntil).not.toBeNull();
  const calls = portal.calls.length;
  await push(undefined, later(60_001));
  expect(portal.calls.length).toBe(calls);
  await move(one, "start");
  await push(undefined, later(3_600_000));
  expect(sent().map(([service, code]) => [service, code])).toEqual(
    expect.arrayContaining([
      ["DongBoHoSoMC", one.code],
      ["DongBoHoSoMC", two.code],
    ]),
  );
  // Told once, as it stands now.
  expect(sent().filter(([service, code]) => service === "DongBoHoSoMC" && code === one.code)).toHaveLength(1);
  expect(portal.dossiers.get(one.code)).toMatchObject({ TrangThaiHoSo: "4" });
  expect(linesOf(one.code)).toEqual(["Đã tiếp nhận hồ sơ", "Chuyển xử lý"]);
  expect(await db.exchangePortal.findUniqueOrThrow({ where: { id: 1 } })).toMatchObject({
    failures: 0,
    restsUntil: null,
    fault: null,
  });
});

test("a message that is refused stands failed and holds up its own dossier alone; the next change tells it anew", async () => {
  const [bad, good] = [await accept(), await accept()];
  portal.refused.set(bad.code, `Số định danh 002190001234 không có`);
  await push();
  expect(portal.dossiers.has(good.code)).toBe(true);
  expect(linesOf(good.code)).toHaveLength(1);
  const [failed, ...behind] = (await messages()).filter((m) => m.code === bad.code);
  expect([failed?.status, failed?.fault, behind.map((m) => m.status)]).toEqual(["FAILED", "portal-refused", ["WAITING"]]);
  const seen = await findMessage(actor("admin"), failed?.id ?? "");
  expect(seen).toMatchObject({ isMasked: true, answer: "23 Số định danh ••• không có" });
  expect(JSON.stringify(seen)).not.toMatch(/002190001234|0912345678|Nguyễn Văn Thử/);
  portal.refused.clear();
  await move(bad, "start");
  await push();
  expect(linesOf(bad.code)).toEqual(["Đã tiếp nhận hồ sơ", "Chuyển xử lý"]);
  expect((await messages()).every((m) => m.status === "DONE")).toBe(true);
});

test("an administrator mends a refused message and sends it again, or drops it; what stood behind it goes on", async () => {
  const [first, second] = [await accept(), await accept()];
  portal.refused.set(first.code, "Sai mã lĩnh vực").set(second.code, "Không nhận");
  await push();
  const failed = async (code: string) => (await messages()).find((m) => m.code === code && m.status === "FAILED")?.id ?? "";
  const id = await failed(first.code);
  await expect(replayMessage(admin(), { id, revision: 99, fields: {} })).rejects.toMatchObject({ code: "message-changed" });
  const wrong: Record<string, string>[] = [{ TaiLieuNop: "x" }, { KhongCo: "x" }];
  for (const fields of wrong)
    await expect(replayMessage(admin(), { id, revision: 1, fields })).rejects.toMatchObject({ code: "field-not-known" });
  await expect(replayMessage({ actor: actor("head"), now: new Date() }, { id, revision: 1, fields: {} })).rejects.toMatchObject({
    kind: "forbidden",
  });
  portal.refused.delete(first.code);
  await replayMessage(admin(), { id, revision: 1, fields: { MaLinhVuc: "XD01" } });
  await push();
  expect(portal.dossiers.get(first.code)).toMatchObject({ MaLinhVuc: "XD01", ChuHoSo: "Nguyễn Văn Thử" });
  portal.refused.delete(second.code);
  await dropMessage(admin(), { id: await failed(second.code), revision: 1, reason: "Hồ sơ nhập thử" });
  expect((await messages()).filter((m) => m.code === second.code).map((m) => m.status)).toEqual(["DROPPED", "DROPPED"]);
  // The next change tells it from the start.
  await move(second, "start");
  await push();
  expect(linesOf(second.code)).toEqual(["Đã tiếp nhận hồ sơ", "Chuyển xử lý"]);
  const told = await rows("select detail from audit_entry where action in ('exchange.replay', 'exchange.drop') order by id");
  expect(told.map((t) => t.detail)).toMatchObject([{ changed: ["MaLinhVuc"] }, { kind: "DongBoHoSoMC" }]);
});

test("a message mended while it is on its way is sent again as it was mended", async () => {
  const dossier = await accept();
  portal.delayMs = 200;
  const pushing = push();
  while (!portal.dossiers.has(dossier.code)) await new Promise((done) => setTimeout(done, 5));
  const [first] = await messages();
  await replayMessage(admin(), { id: first?.id ?? "", revision: 1, fields: { MaLinhVuc: "XD02" } });
  await pushing;
  expect(portal.dossiers.get(dossier.code)).toMatchObject({ MaLinhVuc: "XD02" });
  expect((await messages()).map((m) => m.status)).toEqual(["DONE", "DONE"]);
});

test("a session that ran out is opened again; a wrong secret is told as such and costs no message a try", async () => {
  await accept();
  await push();
  const before = portal.signIns;
  portal.faults.push("expired");
  const dossier = await accept();
  await push();
  expect(portal.dossiers.has(dossier.code)).toBe(true);
  expect(portal.signIns).toBe(before + 1);
  await set({ secret: "sai" });
  forgetSessions();
  const other = await accept();
  await push();
  expect((await messages()).find((m) => m.code === other.code)).toMatchObject({
    status: "WAITING",
    attempts: 0,
    fault: "sign-in-refused",
  });
  expect(await readBoard(actor("admin"), {})).toMatchObject({ portal: { fault: "sign-in-refused" } });
  await set();
  await push();
  expect(portal.dossiers.has(other.code)).toBe(true);
});

test("a call that was cut off after it had arrived is not repeated where it would show: the line is looked up first", async () => {
  const dossier = await accept();
  await push();
  await move(dossier, "start");
  const wholes = () => portal.calls.filter((c) => c.service === "DongBoHoSoMC").length;
  const before = wholes();
  // The whole dossier arrives and its answer is lost: it is told again, which changes nothing. Then the same of its line.
  portal.faults.push("cut");
  portal.cutLines = 1;
  await push(undefined, later(0));
  await push(undefined, later(60_000));
  expect(linesOf(dossier.code)).toHaveLength(2);
  await push(undefined, later(3_600_000));
  expect(wholes() - before).toBe(2);
  expect(linesOf(dossier.code)).toEqual(["Đã tiếp nhận hồ sơ", "Chuyển xử lý"]);
  expect((await messages()).every((m) => m.status === "DONE")).toBe(true);
});

test.each(["html", "huge", "packed", "redirect", "429"] as const)(
  "T-44: a hostile answer (%s) is no answer: the message waits",
  async (fault) => {
    const dossier = await accept();
    portal.faults.push(fault);
    await push(undefined, later(0));
    expect((await messages()).find((m) => m.code === dossier.code)).toMatchObject({ status: "WAITING", attempts: 1 });
    await push(undefined, later(3_600_000));
    expect(portal.dossiers.has(dossier.code)).toBe(true);
  },
);

test("a worker killed in the middle loses nothing and tells nothing twice", async () => {
  const dossiers = [await accept(), await accept(), await accept()];
  for (const one of dossiers) await move(one, "start");
  portal.delayMs = 150;
  for (const until of [3, 6]) {
    const child = spawn(process.execPath, ["--import", "tsx", "tests/exchange/push-child.ts"], { stdio: "inherit" });
    const ended = once(child, "exit");
    const enough = Date.now() + 15_000;
    while (portal.calls.length < until && child.exitCode === null && Date.now() < enough)
      await new Promise((done) => setTimeout(done, 10));
    child.kill("SIGKILL");
    await ended;
  }
  portal.delayMs = 0;
  await push();
  for (const { code } of dossiers) {
    expect(portal.dossiers.get(code)).toMatchObject({ TrangThaiHoSo: "4" });
    expect(linesOf(code)).toEqual(["Đã tiếp nhận hồ sơ", "Chuyển xử lý"]);
  }
  expect((await messages()).every((m) => m.status === "DONE")).toBe(true);
}, 60_000);

test("whatever happens on the way, in the end the portal knows what we know, each step once and in order", async () => {
  const dossiers = await Promise.all(Array.from({ length: 8 }, accept));
  let seed = 7;
  const dice = (n: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % n;
  };
  const faults = ["500", "cut", "html", "429", "expired", "packed"] as const;
  let minute = 0;
  const working = (async () => {
    for (const one of dossiers) {
      await move(one, "start");
      if (dice(2)) await move(one, "requestSupplement", { reason: "Thiếu giấy tờ" });
      else await move(one, "finish");
    }
  })();
  for (let n = 0; n < 12; n++) {
    for (let m = dice(3); m > 0; m--) portal.faults.push(faults[dice(faults.length)] ?? "500");
    minute += 20;
    await push(undefined, later(minute * 60_000));
  }
  await working;
  portal.faults.length = 0;
  await push(undefined, later((minute + 60) * 60_000));
  const states = { IN_PROGRESS: "4", AWAITING_SUPPLEMENT: "5", FINISHED: "9" };
  for (const { id, code } of dossiers) {
    const [{ state }] = await rows("select state::text from dossier where id = $1", [id]);
    expect(portal.dossiers.get(code), code).toMatchObject({ TrangThaiHoSo: states[state as keyof typeof states] });
    const steps = await rows("select to_state::text as state from dossier_event where dossier_id = $1 order by version", [id]);
    expect(portal.lines.filter((l) => l.MaHoSo === code)).toHaveLength(steps.length);
  }
  expect((await messages()).every((m) => m.status === "DONE")).toBe(true);
}, 60_000);

test("a dossier that cannot be told, and a message that cannot be read, hold up none behind them", async () => {
  const [broken, unread, sound] = [await accept(), await accept(), await accept()];
  await rows("update dossier set phone_sealed = '\\x00' where id = $1", [broken.id]);
  await push(undefined, later(0));
  expect(sent().map(([, code]) => code)).toEqual([unread.code, unread.code, sound.code, sound.code]);
  expect(await rows("select dossier_id from exchange_due")).toEqual([{ dossier_id: broken.id }]);
  portal.calls.length = 0;
  for (const dossier of [unread, sound]) await move(dossier, "start");
  await rows("update exchange_portal set rests_until = now() + interval '1 minute'");
  await push(undefined, later(0));
  await rows("update exchange_message set content = '\\x00' where dossier_id = $1 and status = 'WAITING'", [unread.id]);
  await rows("update exchange_portal set rests_until = null");
  await push(undefined, later(0));
  expect(sent().map(([, code]) => code)).toEqual([sound.code, sound.code]);
  expect(
    await rows(
      "select distinct status::text, attempts from exchange_message where dossier_id = $1 and attempts > 0 and status = 'WAITING'",
      [unread.id],
    ),
  ).toEqual([{ status: "WAITING", attempts: 1 }]);
});

test("an official's title is that of the city's day, also in the night", async () => {
  const { id } = await accept();
  await rows("update dossier_event set at = '2026-11-20T01:00:00+07' where dossier_id = $1", [id]);
  const [{ user_id: userId }] = await rows(
    "select substr(actor_id, 6)::int as user_id from dossier_event where dossier_id = $1 limit 1",
    [id],
  );
  await rows("delete from post where user_id = $1", [userId]);
  await rows(
    "insert into post (user_id, unit_id, role, title, valid_from) values ($1, $2, 'ONE_STOP_OFFICER', 'Công chức một cửa', '2026-11-20')",
    [userId, unit.tranPhu],
  );
  expect((await readDossier(db, id))?.lines.map((line) => line.title)).toContain("Công chức một cửa");
});
