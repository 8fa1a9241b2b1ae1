import fc from "fast-check";
import { dossierStates } from "@/lib/dossiers/model";
import type { ExchangeDossier, ProgressLine } from "@/lib/exchange/rules";

/** A message as an adapter of a province writes it: numbers as numbers, nothing as null, a field nobody told us of. */
export const full = (more: Record<string, unknown> = {}) => ({
  MaHoSo: "H22.15.7-261110-0101",
  MaTTHC: "1.013225",
  TenTTHC: "Cấp giấy phép xây dựng nhà ở riêng lẻ",
  MaLinhVuc: "xay-dung",
  TenLinhVuc: "Xây dựng",
  KenhThucHien: 1,
  ChuHoSo: "Giàng Thị Mẩy",
  LoaiDoiTuong: "1",
  SoDinhDanh: "002190001234",
  SoDienThoai: "0912 345 678",
  Email: "may@example.com",
  Fax: null,
  TrichYeuHoSo: "Xây nhà cấp 4",
  NgayNopHoSo: "20261110080000",
  NgayTiepNhan: "20261110083000",
  NgayHenTra: "20261125083000",
  TrangThaiHoSo: 4,
  HinhThuc: "0",
  DonViXuLy: "Ủy ban nhân dân phường Trần Phú",
  NoiNopHoSo: "",
  HoSoCoThanhPhanSoHoa: "1",
  MaDinhDanhHoGiaDinh: "không ai biết",
  TaiLieuNop: [
    { TepDinhKemId: 7, TenTepDinhKem: "Đơn đề nghị", IsDeleted: "0", LoaiBan: "0", DuocSoHoa: "1" },
    { TepDinhKemId: 8, TenTepDinhKem: "Bản vẽ", IsDeleted: "1", LoaiBan: "1" },
  ],
  DanhSachLePhi: [{ TenPhiLePhi: "Lệ phí cấp phép", HinhThucThu: "1", Gia: 75000, LoaiPhiLePhi: "2" }],
  DanhSachHoSoBoSung: [],
  DanhSachGiayToKetQua: null,
  ...more,
});
export const line = (more: Record<string, unknown> = {}) => ({
  MaHoSo: "H22.15.7-261110-0101",
  NguoiXuLy: "Phạm Minh Đức",
  ChucDanh: "Chuyên viên",
  ThoiDiemXuLy: "20261112093000",
  PhongBanXuLy: "Địa chính",
  NoiDungXuLy: "Thẩm định hồ sơ",
  TrangThai: "4",
  NgayBatDau: "",
  NgayKetThucTheoQuyDinh: "",
  ...more,
});

/** Whole seconds of some years. */
const moment = fc.integer({ min: 1_577_836_800, max: 1_893_456_000 }).map((s) => new Date(s * 1_000));
const maybe = fc.option(moment, { nil: null });
const words = fc.string({ maxLength: 40, unit: "grapheme" }).map((text) => text.normalize("NFC").trim());
const oneOf = <T extends string>(...of: readonly T[]) => fc.constantFrom(...of);
const orNone = <T extends string>(...of: readonly T[]) => fc.option(fc.constantFrom(...of), { nil: null });

const paper = fc.record({
  id: words,
  name: words,
  code: words,
  kind: orNone("ORIGINAL", "COPY", "ELECTRONIC"),
  isScanned: fc.boolean(),
  isReused: fc.boolean(),
});
export const anyDossier: fc.Arbitrary<ExchangeDossier> = fc.record({
  code: fc.integer({ min: 1, max: 9_999 }).map((n) => `H22.15.7-261110-${String(n).padStart(4, "0")}`),
  procedure: fc.record({ code: words, name: words }),
  sector: fc.record({ code: words, name: words }),
  applicant: fc.record({
    name: words.filter((w) => w !== ""),
    kind: orNone("CITIZEN", "ORGANISATION"),
    idNumber: words,
    phone: words.map((w) => w.slice(0, 20).trim()),
    email: words,
  }),
  subject: words,
  channel: orNone("COUNTER", "ONLINE", "POST"),
  delivery: orNone("COUNTER", "POST", "ELECTRONIC"),
  state: oneOf(...dossierStates),
  refusedAt: maybe,
  submittedAt: maybe,
  acceptedAt: moment,
  dueAt: maybe,
  endedAt: maybe,
  returnedAt: maybe,
  unit: words,
  receivedAt: words,
  note: words,
  isScanned: fc.boolean(),
  papers: fc.array(paper, { maxLength: 4 }),
  fees: fc.array(
    fc.record({
      code: words,
      name: words,
      kind: orNone("FEE", "CHARGE"),
      amountDong: fc.integer({ min: 0, max: 999_999_999 }),
      stage: orNone("ACCEPTANCE", "SUPPLEMENT", "RESULT"),
    }),
    { maxLength: 3 },
  ),
  supplements: fc.array(
    fc.record({
      id: words,
      askedBy: words,
      content: words,
      askedAt: maybe,
      takenBy: words,
      takenAt: maybe,
      dueBefore: maybe,
      dueAfter: maybe,
      papers: fc.array(paper, { maxLength: 2 }),
    }),
    { maxLength: 2 },
  ),
  results: fc.array(fc.record({ id: words, name: words, code: words }), { maxLength: 2 }),
});
export const anyLine: fc.Arbitrary<ProgressLine> = fc.record({
  code: fc.constant("H22.15.7-261110-0101"),
  officer: words,
  title: words,
  department: words,
  content: words,
  at: moment,
  state: oneOf(...dossierStates),
  startedAt: maybe,
  dueAt: maybe,
});
