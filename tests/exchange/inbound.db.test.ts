import { beforeAll, expect, test } from "vitest";
import { moveDossier } from "@/lib/dossiers/commands";
import { dropMessage, replayMessage } from "@/lib/exchange/commands";
import { InboundAnswer } from "@/lib/exchange/model";
import { findMessage } from "@/lib/exchange/queries";
import { actor, asOwner, foundCity, unit } from "../city";
import { key } from "../security/acts";
import { call, mintKey, type Route, routes } from "../security/callers";
import { full, line } from "./samples";

const find = (id: string): Route => {
  const route = routes.find((r) => r.handler.declaration.id === id);
  if (!route) throw new Error(id);
  return route;
};
let machine = "";
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
beforeAll(async () => {
  await foundCity();
  machine = await mintKey(["dossiers.import", "dossiers.view"], unit.tranPhu);
});

const send = async (service: string, data: unknown[], headers: Record<string, string> = key()) => {
  const answer = await call(find("exchange.bring"), {
    headers: { ...headers, ...bearer(machine) },
    body: JSON.stringify({ service, data }),
    query: `?unitId=${unit.tranPhu}`,
  });
  return { status: answer.status, text: answer.text, lines: answer.status === 200 ? InboundAnswer.parse(answer.body).lines : [] };
};
const rows = (sql: string, values: unknown[] = []) => asOwner(async (c) => (await c.query(sql, values)).rows);
const dossier = async (code = "H22.15.7-261110-0101") =>
  (
    await rows(
      "select d.*, d.state::text, (select count(*)::int from dossier_event where dossier_id = d.id) as events from dossier d where code = $1",
      [code],
    )
  )[0];

test("a supplement told from elsewhere: what it asks for, then what came in, once, and never over what was written here", async () => {
  const code = "H22.15.7-261110-0151";
  const asked = { HoSoBoSungId: "1", NoiDungBoSung: "Bản vẽ chưa ký", NgayBoSung: "20261112080000" };
  const plan = { TepDinhKemId: 9, TenTepDinhKem: "Bản vẽ mới", LoaiBan: "1" };
  const first = { TepDinhKemId: 7, TenTepDinhKem: "Đơn đề nghị", LoaiBan: "0" };
  const tell = async (state: number, supplement: object, papers: object[]) => {
    const message = { MaHoSo: code, TrangThaiHoSo: state, DanhSachHoSoBoSung: [supplement], TaiLieuNop: papers };
    expect((await send("DongBoHoSoMC", [full(message)])).status).toBe(200);
  };
  const papersOf = (id: number) =>
    rows("select position, name, form::text, supplement from dossier_paper where dossier_id = $1 order by position", [id]);
  await tell(5, { ...asked, DanhSachGiayToBoSung: [plan] }, [first]);
  const { id } = await dossier(code);
  const waiting =
    "select a.name from dossier_asked_paper a join dossier_clock_stop s on s.id = a.stop_id where s.dossier_id = $1";
  expect(await rows(waiting, [id])).toEqual([{ name: "Bản vẽ mới" }]);
  expect(await papersOf(id)).toHaveLength(1);
  const taken = { ...asked, NgayTiepNhanBoSung: "20261113080000", TrangThaiBoSung: "1", DanhSachGiayToBoSung: [plan] };
  for (const _ of [1, 2]) await tell(4, taken, [first, plan]);
  expect(await papersOf(id)).toEqual([
    { position: 0, name: "Đơn đề nghị", form: "ORIGINAL", supplement: 0 },
    { position: 1, name: "Bản vẽ mới", form: "PHOTOCOPY", supplement: 1 },
  ]);
  expect(await rows(waiting, [id])).toHaveLength(1);
  // Told whole for the first time: what came later is not taken for what came first. Words in place of a list are passed over.
  const other = "H22.15.7-261110-0152";
  const later = {
    MaHoSo: other,
    TaiLieuNop: [first, plan],
    DanhSachHoSoBoSung: [taken, { ...asked, DanhSachGiayToBoSung: "bản vẽ" }],
  };
  expect((await send("DongBoHoSoMC", [full(later)])).lines).toMatchObject([{ outcome: "new", fault: null }]);
  expect((await papersOf((await dossier(other)).id)).map((paper) => [paper.name, paper.supplement])).toEqual([
    ["Đơn đề nghị", 0],
    ["Bản vẽ mới", 1],
  ]);
});

test("a whole dossier becomes one, with its papers and fees, numbers sealed; again it changes nothing", async () => {
  const first = await send("DongBoHoSoMC", [full()]);
  expect(first.status, first.text).toBe(200);
  expect(first.lines).toMatchObject([
    { line: 1, code: "H22.15.7-261110-0101", outcome: "new", fault: null, ignored: ["MaDinhDanhHoGiaDinh"] },
  ]);
  const made = await dossier();
  expect(made).toMatchObject({
    state: "IN_PROGRESS",
    unit_id: unit.tranPhu,
    applicant_email: "may@example.com",
    version: 1,
    events: 1,
  });
  expect(await rows("select name, form::text from dossier_paper where dossier_id = $1", [made.id])).toEqual([
    { name: "Đơn đề nghị", form: "ORIGINAL" },
  ]);
  expect(await rows("select amount_dong::int, kind::text from dossier_fee where dossier_id = $1", [made.id])).toEqual([
    { amount_dong: 75_000, kind: "CHARGE" },
  ]);
  expect(await rows("select kind, actor_name from dossier_event where dossier_id = $1", [made.id])).toMatchObject([
    { kind: "exchange" },
  ]);

  const again = await send("DongBoHoSoMC", [full()]);
  expect(again.lines).toMatchObject([{ outcome: "unchanged" }]);
  expect(await dossier()).toMatchObject({ version: 1, events: 1 });
  const everything =
    JSON.stringify(await rows("select m::text from exchange_message m")) +
    JSON.stringify(await rows("select d::text from dossier d"));
  for (const number of ["002190001234", "0912345678", "345 678"]) expect(everything).not.toContain(number);
});

test("the price of a plot of land is told to the last đồng", async () => {
  const MaHoSo = "H22.15.7-261110-0131";
  const fee = { TenPhiLePhi: "Tiền sử dụng đất", HinhThucThu: "2", Gia: 3_250_000_001, LoaiPhiLePhi: "2" };
  expect((await send("DongBoHoSoMC", [full({ MaHoSo, DanhSachLePhi: [fee] })])).lines).toMatchObject([{ outcome: "new" }]);
  const { id } = await dossier(MaHoSo);
  expect(await rows("select amount_dong::text from dossier_fee where dossier_id = $1", [id])).toEqual([
    { amount_dong: "3250000001" },
  ]);
});

test("the same key again acts once and answers the same", async () => {
  const headers = key();
  const first = await send(
    "DongBoHoSoMC",
    [full({ MaHoSo: "H22.15.7-261110-0102" }), full({ MaHoSo: "H22.15.7-261110-0103" })],
    headers,
  );
  const before = (await rows("select count(*)::int as n from exchange_message"))[0].n;
  const second = await send(
    "DongBoHoSoMC",
    [full({ MaHoSo: "H22.15.7-261110-0102" }), full({ MaHoSo: "H22.15.7-261110-0103" })],
    headers,
  );
  expect(second.lines).toEqual(first.lines);
  expect((await rows("select count(*)::int as n from exchange_message"))[0].n).toBe(before);
  const other = await send("DongBoHoSoMC", [full({ MaHoSo: "H22.15.7-261110-0104" })], headers);
  expect(other.status).toBe(409);
});

test("T-45: lines of progress move it on; one that comes too late changes nothing", async () => {
  const moved = await send("CapNhatTienDoHoSoMC", [
    line({ TrangThai: "9", ThoiDiemXuLy: "20261120143000", NoiDungXuLy: "Ký giấy phép" }),
    line({ TrangThai: "4", ThoiDiemXuLy: "20261112093000" }),
    line({ TrangThai: "10", ThoiDiemXuLy: "20261123090000", NoiDungXuLy: "Trả kết quả" }),
  ]);
  expect(
    moved.lines.map((l) => l.outcome),
    moved.text,
  ).toEqual(["changed", "older", "changed"]);
  expect(await dossier()).toMatchObject({ state: "RETURNED", outcome: "EARLY", version: 3 });
  const notes = await rows(
    "select note from dossier_event e join dossier d on d.id = e.dossier_id where code = 'H22.15.7-261110-0101' order by e.version",
  );
  expect(notes.map((n) => n.note).at(-1)).toBe("Phạm Minh Đức, Chuyên viên, Địa chính: Trả kết quả");
  // The whole dossier of before is behind too; the same with what happened since is not.
  expect((await send("DongBoHoSoMC", [full()])).lines).toMatchObject([{ outcome: "older", fault: null }]);
  const known = { TrangThaiHoSo: "10", NgayKetThucXuLy: "20261120143000", NgayTra: "20261123090000" };
  expect((await send("DongBoHoSoMC", [full({ ...known, TrichYeuHoSo: "Xây nhà hai tầng" })])).lines).toMatchObject([
    { outcome: "changed" },
  ]);
});

test("what does not fit is kept, sealed, with every reason, and stops none of the others", async () => {
  const answer = await send("DongBoHoSoMC", [
    full({ MaHoSo: "H22.15.7-261110-0111", TrangThaiHoSo: "99", NgayTiepNhan: "hôm qua" }),
    full({ MaHoSo: "H22.15.7-261110-0112", MaTTHC: "9.999999", TenTTHC: "Không có" }),
    full({ MaHoSo: "H22.15.7-261110-0113", NgayHenTra: "20261101000000" }),
    full({ MaHoSo: "H22.15.7-261110-0114", TrangThaiHoSo: "1" }),
    full({ MaHoSo: "H22.15.9-261110-0115", DonViXuLy: "Ủy ban nhân dân xã Phương Độ" }),
    full({ MaHoSo: "H22.15.7-261110-0116", NgayTiepNhan: "20991110083000", NgayHenTra: "" }),
    full({ MaHoSo: "H22.15.7-261110-0117" }),
  ]);
  expect(answer.lines.map((l) => l.outcome)).toEqual(["kept", "kept", "kept", "kept", "kept", "kept", "new"]);
  expect(answer.lines.map((l) => l.findings.map((f) => `${f.field}:${f.code}`).join())).toEqual([
    "NgayTiepNhan:time-unreadable,TrangThaiHoSo:state-unknown",
    "MaTTHC:procedure-unknown",
    "NgayHenTra:due-before-accepted",
    "TrangThaiHoSo:never-accepted",
    "DonViXuLy:unit-out-of-reach",
    "NgayTiepNhan:accepted-in-future",
    "",
  ]);
  expect(answer.lines[1]?.findings[0]?.sentence).toContain("9.999999");
  const kept = await rows("select code, status::text, fault from exchange_message where status = 'FAILED' order by id");
  expect(kept.map((k) => k.fault)).toEqual(["message-unreadable", ...Array(5).fill("judged-unfit")]);
  expect(await dossier("H22.15.7-261110-0113")).toBeUndefined();
  const unknown = await send("CapNhatTienDoHoSoMC", [line({ MaHoSo: "H22.15.7-261110-0999" })]);
  expect(unknown.lines).toMatchObject([{ outcome: "kept", fault: "dossier-unknown" }]);
});

test.each([
  ["no service of ours", { service: "XoaHoSo", data: [full()] }],
  ["no messages", { service: "DongBoHoSoMC", data: [] }],
  ["too many", { service: "DongBoHoSoMC", data: Array.from({ length: 101 }, () => ({})) }],
  ["a message that is none", { service: "DongBoHoSoMC", data: ["x"] }],
])("%s is refused as a whole, in a problem", async (_, body) => {
  const answer = await call(find("exchange.bring"), { headers: { ...key(), ...bearer(machine) }, body: JSON.stringify(body) });
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({ type: "urn:vong-lau:input", faults: expect.any(Array) });
});

test("two machines at once leave one dossier and no message lost", async () => {
  const code = "H22.15.7-261110-0120";
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, n) => send("DongBoHoSoMC", [full({ MaHoSo: code, TrichYeuHoSo: `Lần ${n}` })])),
  );
  expect(answers.map((a) => a.status)).toEqual(Array(6).fill(200));
  expect(answers.flatMap((a) => a.lines.map((l) => l.outcome)).sort()).toEqual([
    "changed",
    "changed",
    "changed",
    "changed",
    "changed",
    "new",
  ]);
  expect(await dossier(code)).toMatchObject({ version: 6, events: 6 });
});

test("a look-up answers in the shape of the message, numbers masked; out of reach there is nothing", async () => {
  const answer = await call(find("exchange.look-up"), {
    headers: bearer(machine),
    params: { dossierCode: "H22.15.7-261110-0117" },
  });
  expect(answer.status, answer.text).toBe(200);
  expect(answer.body).toMatchObject({
    MaHoSo: "H22.15.7-261110-0117",
    ChuHoSo: "Giàng Thị Mẩy",
    SoDinhDanh: "002*******34",
    TrangThaiHoSo: "4",
  });
  expect(answer.text).not.toContain("may@example.com");
  const elsewhere = await mintKey(["dossiers.view"], unit.phuongDo);
  expect(
    (await call(find("exchange.look-up"), { headers: bearer(elsewhere), params: { dossierCode: "H22.15.7-261110-0117" } }))
      .status,
  ).toBe(404);
});

const admin = () => ({ actor: actor("admin"), now: new Date() });
test("an administrator reads a kept message without its person, mends it, and it is judged for who brought it", async () => {
  const code = "H22.15.7-261110-0130";
  const [kept] = (await send("DongBoHoSoMC", [full({ MaHoSo: code, MaTTHC: "9.999999", TenTTHC: "" })])).lines;
  const id = kept?.messageId ?? "";
  const seen = await findMessage(actor("admin"), id);
  expect(seen).toMatchObject({
    isMasked: true,
    fault: "judged-unfit",
    findings: [{ field: "MaTTHC", code: "procedure-unknown" }],
    revision: 1,
  });
  expect(JSON.stringify(seen)).not.toMatch(/Giàng|002190001234|345 678|may@|Xây nhà/);
  await expect(findMessage(actor("officer"), id)).rejects.toMatchObject({ kind: "not-found" });
  expect(await replayMessage(admin(), { id, revision: 1, fields: { MaTTHC: "8.888888" } })).toMatchObject({ status: "FAILED" });
  expect(await replayMessage(admin(), { id, revision: 2, fields: { MaTTHC: "1.013225" } })).toMatchObject({ status: "DONE" });
  expect(await dossier(code)).toMatchObject({ applicant_name: "Giàng Thị Mẩy", unit_id: unit.tranPhu });
  await expect(replayMessage(admin(), { id, revision: 3, fields: {} })).rejects.toMatchObject({ code: "message-settled" });
});

test("mending gives a message no further reach than its sender has; dropped with a reason it is done with", async () => {
  const [kept] = (await send("DongBoHoSoMC", [full({ MaHoSo: "H22.15.9-261110-0131", DonViXuLy: "" })])).lines;
  const id = kept?.messageId ?? "";
  const unitField = { DonViXuLy: "Ủy ban nhân dân xã Phương Độ" };
  expect(await replayMessage(admin(), { id, revision: 1, fields: unitField })).toMatchObject({ status: "FAILED" });
  expect(await dossier("H22.15.9-261110-0131")).toBeUndefined();
  await dropMessage(admin(), { id, revision: 2, reason: "Không thuộc phạm vi" });
  expect(await rows("select status::text, reason, ended_by from exchange_message where id = $1", [id])).toEqual([
    { status: "DROPPED", reason: "Không thuộc phạm vi", ended_by: "Vũ Hải Yến" },
  ]);
});

test("what came in is not told back to where it came from; what is done with it here is", async () => {
  await rows(`insert into exchange_portal (address, login_path, service_path, account, agency_code, is_on, unit_ids, applicant_kinds, changed_at, changed_by)
    values ('https://portal.example', '/a', '/b', 'x', 'H22.15', true, '{}', '[["1","CITIZEN"],["2","ORGANISATION"]]', now(), 'user:5')`);
  const code = "H22.15.7-261110-0140";
  await send("DongBoHoSoMC", [full({ MaHoSo: code, TrangThaiHoSo: "2" })]);
  expect(await rows("select * from exchange_due")).toEqual([]);
  const { id, version } = await dossier(code);
  await moveDossier({ actor: actor("officer"), now: new Date() }, { dossierId: id, version, move: "start" });
  expect(await rows("select dossier_id, version from exchange_due")).toEqual([{ dossier_id: id, version: version + 1 }]);
});
