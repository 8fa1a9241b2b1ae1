import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dossierStates } from "@/lib/dossiers/model";
import { FullMessage, KindTable, LineMessage, usualKinds } from "@/lib/exchange/model";
import {
  afterSilence,
  fromFull,
  fromLine,
  fromWireTime,
  maskMessage,
  noteOf,
  rowAfter,
  rowOf,
  strangeNames,
  toFull,
  toLine,
  toldAt,
  toWireTime,
  triesOfOne,
  waitMs,
} from "@/lib/exchange/rules";
import { channelTable, deliveryTable, feeTable, paperTable, stageTable, stateTable } from "@/lib/exchange/wire/tables";
import { anyDossier, anyLine, full, line } from "./samples";

/** The same as a machine would have it: through JSON and the schema. */
const overWire = (message: unknown) => JSON.parse(JSON.stringify(message));

describe("a dossier there and back", () => {
  test("is the same, whatever it is", () => {
    fc.assert(
      fc.property(anyDossier, (dossier) => {
        const there = FullMessage.parse(overWire(toFull(dossier, usualKinds)));
        expect(fromFull(there, usualKinds)).toEqual(dossier);
      }),
      { numRuns: 300 },
    );
  });
  test("so is a line of progress", () => {
    fc.assert(
      fc.property(anyLine, (one) => {
        expect(fromLine(LineMessage.parse(overWire(toLine(one))))).toEqual(one);
      }),
    );
  });
  test("LoaiDoiTuong follows the table of the place: 0 and 1 are citizens here, 2 and 3 organisations", () => {
    const kinds = KindTable.parse([
      ["0", "CITIZEN"],
      ["1", "CITIZEN"],
      ["2", "ORGANISATION"],
      ["3", "ORGANISATION"],
    ]);
    const kindOf = (LoaiDoiTuong: unknown) => fromFull(FullMessage.parse(full({ LoaiDoiTuong })), kinds).applicant.kind;
    expect([0, "1", "2", 3, "9", null].map(kindOf)).toEqual(["CITIZEN", "CITIZEN", "ORGANISATION", "ORGANISATION", null, null]);
    const dossier = fromFull(FullMessage.parse(full({ LoaiDoiTuong: "3" })), kinds);
    expect(toFull(dossier, kinds).LoaiDoiTuong).toBe("2");
  });
  test.each([
    [[["1", "CITIZEN"]], "kind-untold"],
    [
      [
        ["1", "CITIZEN"],
        ["1", "ORGANISATION"],
      ],
      "kind-twice",
    ],
  ])("a table that says nothing of a kind, or two things at once, is refused: %j", (rows, code) => {
    expect(KindTable.safeParse(rows).error?.issues[0]?.message).toBe(code);
  });
});

describe("the tables of the wire", () => {
  test("the ten statuses in their order", () =>
    expect(stateTable.map(([wire]) => Number(wire))).toEqual(dossierStates.map((_, i) => i + 1)));
  test.each([
    ["KenhThucHien", channelTable, { 1: "COUNTER", 2: "ONLINE", 3: "POST" }],
    ["HinhThuc", deliveryTable, { 0: "COUNTER", 1: "POST", 2: "ELECTRONIC" }],
    ["HinhThucThu", stageTable, { 1: "ACCEPTANCE", 2: "SUPPLEMENT", 4: "RESULT" }],
    ["LoaiBan", paperTable, { 0: "ORIGINAL", 1: "COPY", 2: "ELECTRONIC" }],
    ["LoaiPhiLePhi", feeTable, { 1: "FEE", 2: "CHARGE" }],
  ])("%s", (_, table, means) => expect(Object.fromEntries(table)).toEqual(means));
  test.each([
    ["TrangThaiHoSo", 11],
    ["TrangThaiHoSo", null],
    ["KenhThucHien", "4"],
    ["HinhThuc", "x"],
    ["NgayTiepNhan", "20261131080000"],
    ["NgayTiepNhan", "10/11/2026"],
    ["NgayTiepNhan", ""],
    ["NgayHenTra", "2026111008300"],
    ["ChuHoSo", " "],
    ["ChuHoSo", "x".repeat(301)],
    ["MaHoSo", undefined],
    ["DanhSachLePhi", [{ Gia: "một trăm" }]],
    ["DanhSachLePhi", [{ HinhThucThu: "3" }]],
    ["TaiLieuNop", Array.from({ length: 201 }, () => ({}))],
    ["HoSoCoThanhPhanSoHoa", "có"],
  ])("%s %j is refused at the border", (name, value) => {
    expect(FullMessage.safeParse(full({ [name]: value })).success).toBe(false);
  });
  test("what every field is refused for has a sentence", async () => {
    const { findingSentence } = await import("@/lib/exchange/labels");
    const broken = FullMessage.safeParse(full({ NgayHenTra: "x", ChuHoSo: "", TrangThaiHoSo: "99", KenhThucHien: "7" }));
    const codes = broken.error?.issues.map((i) => i.message) ?? [];
    expect(codes.sort()).toEqual(["channel-unknown", "field-missing", "state-unknown", "time-unreadable"]);
    for (const code of codes) expect(findingSentence("vi", { field: "x", code })).not.toBe("Sai kiểu dữ liệu.");
  });
});

describe("times", () => {
  test("are the city's, to the second, there and back", () => {
    expect(toWireTime(new Date("2026-11-10T01:30:05Z"))).toBe("20261110083005");
    fc.assert(
      fc.property(fc.integer({ min: 700_000_000, max: 4_000_000_000 }), (s) => {
        const at = new Date(s * 1_000);
        expect(fromWireTime(toWireTime(at))).toEqual(at);
      }),
    );
  });
  test("what is no time is none", () => {
    expect(["20260231000000", "20261110250000", "2026", "x", "20261110086000"].map(fromWireTime)).toEqual(
      Array(5).fill(undefined),
    );
    expect(fromWireTime("")).toBeNull();
    expect(fromWireTime("20261110")).toEqual(new Date("2026-11-09T17:00:00Z"));
  });
  test("the newest moment counts, the appointment does not", () => {
    const dossier = fromFull(FullMessage.parse(full()), usualKinds);
    expect(toldAt(dossier)).toEqual(new Date("2026-11-10T01:30:00Z"));
    const asked = full({
      TrangThaiHoSo: "5",
      DanhSachHoSoBoSung: [{ NgayBoSung: "20261112100000", NgayHenTraTruoc: "20261125083000" }],
    });
    expect(toldAt(fromFull(FullMessage.parse(asked), usualKinds))).toEqual(new Date("2026-11-12T03:00:00Z"));
  });
});

describe("as a row of a register", () => {
  const rowFor = (more: Record<string, unknown>) => rowOf(fromFull(FullMessage.parse(full(more)), usualKinds));
  test("a dossier under way", () => {
    expect(rowFor({})).toMatchObject({
      code: "H22.15.7-261110-0101",
      procedureCode: "1.013225",
      applicantKind: "citizen",
      phone: "0912 345 678",
      acceptedAt: "20261110083000",
      dueAt: "20261125083000",
      endedAt: "",
      channel: "1",
      state: "4",
      result: "",
    });
  });
  test("a request for papers that is open stops the clock when it was made", () => {
    const open = rowFor({ TrangThaiHoSo: "5", DanhSachHoSoBoSung: [{ NgayBoSung: "20261112100000" }] });
    expect(open).toMatchObject({ state: "5", stoppedAt: "20261112100000" });
    const taken = { NgayBoSung: "20261112100000", NgayTiepNhanBoSung: "20261113100000" };
    expect(rowFor({ DanhSachHoSoBoSung: [taken] }).stoppedAt).toBe("");
  });
  test("a refusal after appraisal is a result, and ends when it was refused", () => {
    expect(rowFor({ TrangThaiHoSo: "9", NgayTuChoi: "20261120150000" })).toMatchObject({
      result: "refused",
      endedAt: "20261120150000",
    });
  });
  test("a line of progress ends, hands over or stops by its own moment, and leaves the rest alone", () => {
    const known = {
      code: "H22.15.7-261110-0101",
      procedureCode: "1.013225",
      applicantName: "Giàng Thị Mẩy",
      state: "IN_PROGRESS" as const,
      acceptedAt: new Date("2026-11-10T01:30:00Z"),
      endedAt: null,
      returnedAt: null,
    };
    const told = (more: Record<string, unknown>) => rowAfter(known, fromLine(LineMessage.parse(line(more))));
    expect(told({ TrangThai: "9" })).toMatchObject({ state: "9", endedAt: "20261112093000", returnedAt: "" });
    expect(told({ TrangThai: "10" })).toMatchObject({ endedAt: "20261112093000", returnedAt: "20261112093000" });
    expect(told({ TrangThai: "5" })).toMatchObject({ state: "5", stoppedAt: "20261112093000", endedAt: "" });
    expect(told({})).not.toHaveProperty("dueAt");
  });
  test("its words go into the history", () => {
    expect(noteOf(fromLine(LineMessage.parse(line())))).toBe("Phạm Minh Đức, Chuyên viên, Địa chính: Thẩm định hồ sơ");
  });
});

test("a field nobody told us of is known for one, and passes through", () => {
  expect(strangeNames("DongBoHoSoMC", full())).toEqual(["MaDinhDanhHoGiaDinh"]);
  expect(FullMessage.parse(full())).toHaveProperty("MaDinhDanhHoGiaDinh", "không ai biết");
});

test("who runs the system sees of a message its shape and no person", () => {
  const masked = JSON.stringify(maskMessage(full({ ThongTinKhac: "nhà ở tổ 3", GhiChu: { sau: "bí mật" } }), "DongBoHoSoMC"));
  for (const personal of ["Giàng", "002190001234", "345 678", "may@", "Xây nhà cấp 4", "không ai biết", "tổ 3"])
    expect(masked).not.toContain(personal);
  for (const kept of ["H22.15.7-261110-0101", "1.013225", "20261110083000"]) expect(masked).toContain(kept);
});

describe("when the portal does not answer", () => {
  const now = new Date("2026-11-26T03:00:00Z");
  test("waits grow to a quarter of an hour and no further", () => {
    expect([1, 2, 3, 6, 7, 50].map(waitMs)).toEqual([15_000, 30_000, 60_000, 480_000, 900_000, 900_000]);
  });
  test("a portal that is down for days costs no message its place", () => {
    let message = { attempts: 0, failedAt: null as Date | null };
    let portal = { failures: 0, answeredAt: new Date(now.getTime() - 60_000) as Date | null };
    for (let n = 0; n < 500; n++) {
      const next = afterSilence(message, portal, now);
      expect(next.status).toBe("WAITING");
      if (n >= 2) expect(next.restsUntil).not.toBeNull();
      message = next;
      portal = { ...portal, failures: next.failures };
    }
  });
  test("a message that fails while others go through is given up after some tries, and not before", () => {
    const answered = { failures: 0, answeredAt: new Date(now.getTime() + 1_000) };
    const become = (attempts: number) =>
      afterSilence({ attempts, failedAt: now }, answered, new Date(now.getTime() + 5_000)).status;
    expect(become(triesOfOne - 2)).toBe("WAITING");
    expect(become(triesOfOne - 1)).toBe("FAILED");
  });
});
