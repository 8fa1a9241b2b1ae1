import * as z from "zod";
import {
  channelTable,
  deliveryTable,
  feeTable,
  fromWireTime,
  paperTable,
  stageTable,
  stateTable,
  type WireTable,
} from "./tables";

/**
 * The messages of the synchronisation of dossiers with the National Portal as its guide to integration lists them. Adapters differ in whether
 * a number is written as text and nothing as null, "" or not at all: all are read. Fields nobody told us of pass through: they stay in the
 * message that is kept and change nothing on record.
 */
const said = z
  .union([z.string(), z.number(), z.boolean()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? "" : String(value).normalize("NFC").trim()));
const text = (most: number) => said.pipe(z.string().max(most, "text-too-long"));
const needed = (most: number) => said.pipe(z.string().min(1, "field-missing").max(most, "text-too-long"));
const time = said.refine((value) => fromWireTime(value) !== undefined, "time-unreadable");
const neededTime = time.refine((value) => value !== "", "field-missing");
const of = (table: WireTable<string>, code: string) =>
  said.refine((value) => value === "" || table.some(([wire]) => wire === value), code);
const neededOf = (table: WireTable<string>, code: string) => said.refine((value) => table.some(([wire]) => wire === value), code);
const flag = said.refine((value) => /^(|0|1|true|false)$/i.test(value), "flag-unknown");
const list = <T extends z.ZodType>(item: T, most: number) =>
  z
    .array(item)
    .max(most, "list-too-long")
    .nullish()
    .transform((items) => items ?? []);

export const SubmittedPaper = z.looseObject({
  TepDinhKemId: text(100),
  TenTepDinhKem: text(500),
  IsDeleted: flag,
  MaThanhPhanHoSo: text(100),
  DuongDanTaiTepTin: text(2_000),
  LoaiBan: of(paperTable, "paper-kind-unknown"),
  DuocSoHoa: flag,
  DuocTaiSuDung: flag,
  DuocLayTuKhoDMQG: flag,
});
export const Fee = z.looseObject({
  TenPhiLePhi: text(300),
  MaPhiLePhi: text(100),
  HinhThucThu: of(stageTable, "fee-stage-unknown"),
  Gia: said.refine((value) => /^\d{0,12}(\.0+)?$/.test(value), "amount-unreadable"),
  LoaiPhiLePhi: of(feeTable, "fee-kind-unknown"),
});
export const Supplement = z.looseObject({
  HoSoBoSungId: text(100),
  NguoiYeuCauBoSung: text(300),
  NoiDungBoSung: text(4_000),
  NgayBoSung: time,
  NguoiTiepNhanBoSung: text(300),
  ThongTinTiepNhan: text(4_000),
  NgayTiepNhanBoSung: time,
  TrangThaiBoSung: text(20),
  NgayHenTraTruoc: time,
  NgayHenTraMoi: time,
  /** No text we read says what a line holds, and adapters also write words here: what is no list of papers is passed over. */
  DanhSachGiayToBoSung: z.array(SubmittedPaper).max(200).catch([]),
});
export const ResultPaper = z.looseObject({
  TenGiayTo: text(500),
  MaThanhPhanHoSo: text(100),
  GiayToId: text(100),
  DuongDanTepTinKetQua: text(2_000),
  MaKetQua: text(100),
});
/** DongBoHoSoMC: a whole dossier. */
export const FullMessage = z.looseObject({
  MaHoSo: needed(60),
  MaTTHC: text(60),
  TenTTHC: text(1_000),
  MaLinhVuc: text(60),
  TenLinhVuc: text(300),
  SoBienNhan: text(100),
  KenhThucHien: of(channelTable, "channel-unknown"),
  ChuHoSo: needed(300),
  LoaiDoiTuong: text(20),
  MaDoiTuong: text(100),
  LoaiDinhDanh: text(20),
  SoDinhDanh: text(40),
  ThongTinKhac: text(4_000),
  Email: text(200),
  Fax: text(40),
  SoDienThoai: text(40),
  TrichYeuHoSo: text(4_000),
  NgayNopHoSo: time,
  NgayTiepNhan: neededTime,
  NgayHenTra: time,
  TrangThaiHoSo: neededOf(stateTable, "state-unknown"),
  NgayTra: time,
  NgayTuChoi: time,
  ThongTinTra: text(4_000),
  HinhThuc: of(deliveryTable, "delivery-unknown"),
  NgayKetThucXuLy: time,
  DonViXuLy: text(300),
  NoiNopHoSo: text(300),
  HoSoCoThanhPhanSoHoa: flag,
  TaiKhoanDuocXacThucVoiVNeID: flag,
  DuocThanhToanTrucTuyen: text(20),
  UrlDetail: text(2_000),
  GhiChu: text(4_000),
  TaiLieuNop: list(SubmittedPaper, 200),
  DanhSachLePhi: list(Fee, 100),
  DanhSachTepDinhKemKhac: list(z.looseObject({}), 200),
  DanhSachHoSoBoSung: list(Supplement, 50),
  DanhSachGiayToKetQua: list(ResultPaper, 100),
});
export type FullMessage = z.output<typeof FullMessage>;
/** CapNhatTienDoHoSoMC: one line of a dossier's progress. */
export const LineMessage = z.looseObject({
  MaHoSo: needed(60),
  NguoiXuLy: text(300),
  ChucDanh: text(300),
  ThoiDiemXuLy: neededTime,
  PhongBanXuLy: text(300),
  NoiDungXuLy: text(4_000),
  TrangThai: neededOf(stateTable, "state-unknown"),
  NgayBatDau: time,
  NgayKetThucTheoQuyDinh: time,
});
export type LineMessage = z.output<typeof LineMessage>;

/** The names each message has of its own; whatever else comes is kept and passed over. */
export const knownNames = {
  DongBoHoSoMC: new Set(Object.keys(FullMessage.shape)),
  CapNhatTienDoHoSoMC: new Set(Object.keys(LineMessage.shape)),
} as const;
