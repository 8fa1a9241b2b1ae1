import type { DossierState } from "@/lib/dossiers/model";
import type { RawRow } from "@/lib/imports/model";
import type { FullMessage } from "./schemas";
import {
  type ApplicantKind,
  channelTable,
  deliveryTable,
  feeTable,
  fromWire,
  fromWireTime,
  paperTable,
  stageTable,
  stateTable,
  toWire,
  toWireTime,
  type WireTable,
} from "./tables";

export type ExchangePaper = {
  id: string;
  name: string;
  code: string;
  kind: "ORIGINAL" | "COPY" | "ELECTRONIC" | null;
  isScanned: boolean;
  isReused: boolean;
};
/** A dossier as far as the synchronisation tells of it, in our words. Instants are whole seconds, as on the wire. */
export type ExchangeDossier = {
  code: string;
  procedure: { code: string; name: string };
  sector: { code: string; name: string };
  applicant: { name: string; kind: ApplicantKind | null; idNumber: string; phone: string; email: string };
  subject: string;
  channel: "COUNTER" | "ONLINE" | "POST" | null;
  delivery: "COUNTER" | "POST" | "ELECTRONIC" | null;
  state: DossierState;
  /** Refused: at intake (NOT_ACCEPTED) or, with a result, after appraisal. */
  refusedAt: Date | null;
  submittedAt: Date | null;
  acceptedAt: Date | null;
  dueAt: Date | null;
  endedAt: Date | null;
  returnedAt: Date | null;
  unit: string;
  receivedAt: string;
  note: string;
  isScanned: boolean;
  /** All of them, those of a supplement too. */
  papers: ExchangePaper[];
  fees: {
    code: string;
    name: string;
    kind: "FEE" | "CHARGE" | null;
    amountDong: number;
    stage: "ACCEPTANCE" | "SUPPLEMENT" | "RESULT" | null;
  }[];
  /** Each request for papers, and what it did to the appointment. */
  supplements: {
    id: string;
    askedBy: string;
    content: string;
    askedAt: Date | null;
    takenBy: string;
    takenAt: Date | null;
    dueBefore: Date | null;
    dueAfter: Date | null;
    /** What it asks for; once it was taken, what came in. */
    papers: ExchangePaper[];
  }[];
  results: { id: string; name: string; code: string }[];
};

const flag = (is: boolean) => (is ? "1" : "0");
const isSet = (text: string) => /^(1|true)$/i.test(text);
const at = (text: string) => fromWireTime(text) ?? null;
const orNone = <T extends string>(table: WireTable<T>, value: T | null) => (value === null ? "" : toWire(table, value));

const toPaper = (p: ExchangePaper): FullMessage["TaiLieuNop"][number] => ({
  TepDinhKemId: p.id,
  TenTepDinhKem: p.name,
  IsDeleted: "0",
  MaThanhPhanHoSo: p.code,
  DuongDanTaiTepTin: "",
  LoaiBan: orNone(paperTable, p.kind),
  DuocSoHoa: flag(p.isScanned),
  DuocTaiSuDung: flag(p.isReused),
  DuocLayTuKhoDMQG: "0",
});
const fromPapers = (papers: FullMessage["TaiLieuNop"]): ExchangePaper[] =>
  papers
    .filter((p) => !isSet(p.IsDeleted))
    .map((p) => ({
      id: p.TepDinhKemId,
      name: p.TenTepDinhKem,
      code: p.MaThanhPhanHoSo,
      kind: fromWire(paperTable, p.LoaiBan),
      isScanned: isSet(p.DuocSoHoa),
      isReused: isSet(p.DuocTaiSuDung),
    }));

/** The message that tells a dossier whole. */
export function toFull(d: ExchangeDossier, kinds: WireTable<ApplicantKind>): FullMessage {
  return {
    MaHoSo: d.code,
    MaTTHC: d.procedure.code,
    TenTTHC: d.procedure.name,
    MaLinhVuc: d.sector.code,
    TenLinhVuc: d.sector.name,
    SoBienNhan: "",
    KenhThucHien: orNone(channelTable, d.channel),
    ChuHoSo: d.applicant.name,
    LoaiDoiTuong: orNone(kinds, d.applicant.kind),
    MaDoiTuong: "",
    LoaiDinhDanh: "",
    SoDinhDanh: d.applicant.idNumber,
    ThongTinKhac: "",
    Email: d.applicant.email,
    Fax: "",
    SoDienThoai: d.applicant.phone,
    TrichYeuHoSo: d.subject,
    NgayNopHoSo: toWireTime(d.submittedAt),
    NgayTiepNhan: toWireTime(d.acceptedAt),
    NgayHenTra: toWireTime(d.dueAt),
    TrangThaiHoSo: toWire(stateTable, d.state),
    NgayTra: toWireTime(d.returnedAt),
    NgayTuChoi: toWireTime(d.refusedAt),
    ThongTinTra: "",
    HinhThuc: orNone(deliveryTable, d.delivery),
    NgayKetThucXuLy: toWireTime(d.endedAt),
    DonViXuLy: d.unit,
    NoiNopHoSo: d.receivedAt,
    HoSoCoThanhPhanSoHoa: flag(d.isScanned),
    TaiKhoanDuocXacThucVoiVNeID: "",
    DuocThanhToanTrucTuyen: "",
    UrlDetail: "",
    GhiChu: d.note,
    TaiLieuNop: d.papers.map(toPaper),
    DanhSachLePhi: d.fees.map((f) => ({
      TenPhiLePhi: f.name,
      MaPhiLePhi: f.code,
      HinhThucThu: orNone(stageTable, f.stage),
      Gia: String(f.amountDong),
      LoaiPhiLePhi: orNone(feeTable, f.kind),
    })),
    DanhSachTepDinhKemKhac: [],
    DanhSachHoSoBoSung: d.supplements.map((s) => ({
      HoSoBoSungId: s.id,
      NguoiYeuCauBoSung: s.askedBy,
      NoiDungBoSung: s.content,
      NgayBoSung: toWireTime(s.askedAt),
      NguoiTiepNhanBoSung: s.takenBy,
      ThongTinTiepNhan: "",
      NgayTiepNhanBoSung: toWireTime(s.takenAt),
      TrangThaiBoSung: flag(s.takenAt !== null),
      NgayHenTraTruoc: toWireTime(s.dueBefore),
      NgayHenTraMoi: toWireTime(s.dueAfter),
      DanhSachGiayToBoSung: s.papers.map(toPaper),
    })),
    DanhSachGiayToKetQua: d.results.map((r) => ({
      TenGiayTo: r.name,
      MaThanhPhanHoSo: "",
      GiayToId: r.id,
      DuongDanTepTinKetQua: "",
      MaKetQua: r.code,
    })),
  };
}

/** What a message tells, in our words. A kind of applicant the table does not hold is not told; papers marked deleted are left out. */
export function fromFull(m: FullMessage, kinds: WireTable<ApplicantKind>): ExchangeDossier {
  return {
    code: m.MaHoSo,
    procedure: { code: m.MaTTHC, name: m.TenTTHC },
    sector: { code: m.MaLinhVuc, name: m.TenLinhVuc },
    applicant: {
      name: m.ChuHoSo,
      kind: fromWire(kinds, m.LoaiDoiTuong),
      idNumber: m.SoDinhDanh,
      phone: m.SoDienThoai,
      email: m.Email,
    },
    subject: m.TrichYeuHoSo,
    channel: fromWire(channelTable, m.KenhThucHien),
    delivery: fromWire(deliveryTable, m.HinhThuc),
    // The schema lets no other state through.
    state: fromWire(stateTable, m.TrangThaiHoSo) ?? "IN_PROGRESS",
    refusedAt: at(m.NgayTuChoi),
    submittedAt: at(m.NgayNopHoSo),
    acceptedAt: at(m.NgayTiepNhan),
    dueAt: at(m.NgayHenTra),
    endedAt: at(m.NgayKetThucXuLy),
    returnedAt: at(m.NgayTra),
    unit: m.DonViXuLy,
    receivedAt: m.NoiNopHoSo,
    note: m.GhiChu,
    isScanned: isSet(m.HoSoCoThanhPhanSoHoa),
    papers: fromPapers(m.TaiLieuNop),
    fees: m.DanhSachLePhi.map((f) => ({
      code: f.MaPhiLePhi,
      name: f.TenPhiLePhi,
      kind: fromWire(feeTable, f.LoaiPhiLePhi),
      amountDong: Number(f.Gia),
      stage: fromWire(stageTable, f.HinhThucThu),
    })),
    supplements: m.DanhSachHoSoBoSung.map((s) => ({
      id: s.HoSoBoSungId,
      askedBy: s.NguoiYeuCauBoSung,
      content: s.NoiDungBoSung,
      askedAt: at(s.NgayBoSung),
      takenBy: s.NguoiTiepNhanBoSung,
      takenAt: at(s.NgayTiepNhanBoSung),
      dueBefore: at(s.NgayHenTraTruoc),
      dueAfter: at(s.NgayHenTraMoi),
      papers: fromPapers(s.DanhSachGiayToBoSung),
    })),
    results: m.DanhSachGiayToKetQua.map((r) => ({ id: r.GiayToId, name: r.TenGiayTo, code: r.MaKetQua })),
  };
}

/** The papers handed in from the start: those that no supplement that was taken tells of, by their id, else by their name. */
export function firstPapers({ papers, supplements }: ExchangeDossier): ExchangePaper[] {
  const later = supplements.filter((s) => s.takenAt !== null).flatMap((s) => s.papers);
  const isSame = (a: ExchangePaper, b: ExchangePaper) => (a.id && b.id ? a.id === b.id : a.name === b.name);
  const isFirst = (paper: ExchangePaper) => {
    const at = later.findIndex((one) => isSame(one, paper));
    if (at >= 0) later.splice(at, 1);
    return at < 0;
  };
  // From the end: one that was handed in twice came first with the dossier.
  return papers.toReversed().filter(isFirst).toReversed();
}

/**
 * The newest moment a message tells of: the wire has no version, and what tells of less than is known already was overtaken on its way.
 * The appointment is no moment: it lies ahead.
 */
export function toldAt(d: ExchangeDossier): Date | null {
  const moments = [d.submittedAt, d.acceptedAt, d.refusedAt, d.endedAt, d.returnedAt]
    .concat(d.supplements.flatMap((s) => [s.askedAt, s.takenAt]))
    .filter((one) => one !== null);
  return moments.length === 0 ? null : new Date(Math.max(...moments.map((one) => one.getTime())));
}

const kindWords = { CITIZEN: "citizen", ORGANISATION: "organisation" } as const;
/** The same as a row of a register, to be judged by the rules of the import. Times stay as the wire tells them: midnight sharp is a day alone. */
export function rowOf(d: ExchangeDossier): RawRow {
  const asked = d.supplements.filter((s) => s.takenAt === null).at(-1)?.askedAt ?? null;
  const isResult = d.state === "FINISHED" || d.state === "RETURNED";
  return {
    code: d.code,
    procedureCode: d.procedure.code,
    procedureName: d.procedure.name,
    unit: d.unit,
    receivingUnit: d.receivedAt,
    applicantName: d.applicant.name,
    applicantKind: d.applicant.kind === null ? "" : kindWords[d.applicant.kind],
    phone: d.applicant.phone,
    idNumber: d.applicant.idNumber,
    subject: d.subject,
    acceptedAt: toWireTime(d.acceptedAt),
    dueAt: toWireTime(d.dueAt),
    endedAt: toWireTime(d.endedAt ?? (isResult ? d.refusedAt : null)),
    returnedAt: toWireTime(d.returnedAt),
    stoppedAt: toWireTime(asked),
    channel: d.channel === null ? "" : toWire(channelTable, d.channel),
    state: toWire(stateTable, d.state),
    result: isResult ? (d.refusedAt === null ? "" : "refused") : "",
  };
}
