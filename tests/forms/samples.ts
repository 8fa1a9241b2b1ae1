import { explainDue } from "@/lib/dossiers/rules";
import { type FormKind, formKinds, type Generation, generations, type Register } from "@/lib/forms/model";
import type { Agency, FormFacts } from "@/lib/forms/rules";
import { names, shipped } from "../calendar/years";

export const code = "H22.15.7-261120-0001";
export const ward: Agency = {
  name: "Ủy ban nhân dân phường Trần Phú",
  kind: "WARD",
  aboveName: "Ủy ban nhân dân thành phố",
  placeName: "Phường Trần Phú",
  headTitle: "Chủ tịch UBND phường",
  phone: null,
  address: null,
};

/** Facts of one dossier with everything filled in; what a test changes, it says. */
export function factsOf(kind: FormKind, generation: Generation, change: Partial<FormFacts["dossier"]> = {}): FormFacts {
  const acceptedAt = new Date("2026-11-20T02:15:00Z");
  const question = { acceptedAt, limit: { value: 10, unit: "WORKING_DAY" }, cutoff: "NONE", calendar: shipped } as const;
  const due = explainDue({ ...question, names });
  return {
    kind,
    generation,
    number: 7,
    year: 2026,
    issuedAt: new Date("2026-11-20T02:20:00Z"),
    officerName: "Lê Thị Mai",
    replaces: null,
    desk: ward,
    settler: ward,
    lateAgencies: [],
    reason: "Bản vẽ thiết kế chưa thể hiện ranh giới thửa đất theo Giấy chứng nhận đã cấp.",
    items:
      kind === "SUPPLEMENT_REQUEST"
        ? ["Bản vẽ mặt bằng có ranh giới thửa đất (02 bản)", "Giấy ủy quyền có chứng thực của chủ hộ"]
        : [],
    lookUp: kind === "RECEIPT" ? { code: "7KQ2M9XTAB", address: "https://hoso.hagiang.example/look-up" } : null,
    dossier: {
      code,
      state: kind === "REFUSAL" ? "NOT_ACCEPTED" : kind === "STOP_NOTICE" ? "WITHDRAWN" : "IN_PROGRESS",
      resultKind: null,
      channel: "COUNTER",
      isOrganisation: false,
      applicantName: "Nguyễn Thị Hường",
      submitterName: "Đỗ Văn Ước",
      address: "Số nhà 12, tổ 5, phường Trần Phú, thành phố Hà Giang",
      phone: "0912345678",
      email: "huong.nguyen@example.com",
      idNumber: "002189001234",
      subject: "Nhà ở 03 tầng, thửa số 45, tờ bản đồ số 12",
      procedureName: "Cấp giấy phép xây dựng nhà ở riêng lẻ",
      procedureCode: "1.013225",
      caseLabel: null,
      setCount: 2,
      resultDelivery: "POST",
      limit: { value: 10, unit: "WORKING_DAY" },
      registeredAt: null,
      acceptedAt,
      dueAt: due?.dueAt ?? null,
      extendedDueAt: kind === "APOLOGY" ? new Date("2026-12-10T10:00:00Z") : null,
      endedAt: kind === "STOP_NOTICE" ? new Date("2026-11-27T03:00:00Z") : null,
      returnedAt: null,
      handOver: null,
      consultedAgencies: ["Phòng Tài nguyên và Môi trường thành phố"],
      papers: [
        { name: "Đơn đề nghị cấp giấy phép xây dựng", form: "ORIGINAL", count: 1, supplement: 0 },
        { name: "Giấy chứng nhận quyền sử dụng đất", form: "CERTIFIED_COPY", count: 2, supplement: 0 },
        { name: "Bản vẽ thiết kế xây dựng", form: "PHOTOCOPY", count: 2, supplement: 0 },
      ],
      fees: [{ kind: "CHARGE", name: "Lệ phí cấp giấy phép xây dựng", amountDong: 75_000, method: "CASH", isPaid: true }],
      steps: [
        {
          name: "Kiểm tra hồ sơ",
          role: "Chuyên viên địa chính",
          startedAt: new Date("2026-11-20T03:00:00Z"),
          dueAt: new Date("2026-11-23T03:00:00Z"),
          endedAt: new Date("2026-11-23T02:00:00Z"),
        },
        { name: "Ký duyệt", role: "Lãnh đạo UBND phường", startedAt: null, dueAt: null, endedAt: null },
      ],
      startedAt: new Date("2026-11-20T03:00:00Z"),
      change:
        kind === "CHANGE_SLIP"
          ? {
              at: acceptedAt,
              before: new Date("2026-12-04T10:00:00Z"),
              after: new Date("2026-12-07T10:00:00Z"),
              note: "Nghỉ do bão số 9",
            }
          : null,
      ...change,
    },
    due,
  };
}

/** The same dossier with nothing in it that the law does not force into it. */
export const nothing: Partial<FormFacts["dossier"]> = {
  code: null,
  submitterName: null,
  address: null,
  phone: null,
  email: null,
  idNumber: null,
  subject: null,
  limit: null,
  acceptedAt: null,
  dueAt: null,
  endedAt: null,
  extendedDueAt: null,
  consultedAgencies: [],
  papers: [],
  fees: [],
  steps: [],
  startedAt: null,
  change: null,
};
export const bareFacts = (kind: FormKind, generation: Generation): FormFacts => ({
  ...factsOf(kind, generation, nothing),
  due: null,
  reason: null,
  items: [],
});

export function samples(): Record<string, FormFacts> {
  const all: Record<string, FormFacts> = {};
  for (const generation of generations)
    for (const kind of formKinds) {
      if (kind === "STOP_NOTICE" && generation === "TT01_2018") continue;
      all[`${generation}-${kind}`] = factsOf(kind, generation);
    }
  return all;
}

export function registerSample(count: number, change: Partial<Register> = {}): Register {
  return {
    generation: "TT03_2025",
    source: "Mẫu số 07 ban hành kèm theo Thông tư số 03/2025/TT-VPCP",
    agencyAbove: "ỦY BAN NHÂN DÂN PHƯỜNG TRẦN PHÚ",
    agency: "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
    book: "Quyển số: 2026",
    sector: "Xây dựng",
    from: "2026-10-01",
    to: "2026-12-31",
    rows: Array.from({ length: count }, (_, i) => ({
      position: i + 1,
      code: `H22.15.7-261120-${String(i + 1).padStart(4, "0")}`,
      receipt: `${String(i + 1).padStart(2, "0")}/GTN`,
      procedure: "Cấp giấy phép xây dựng nhà ở riêng lẻ",
      setCount: 1,
      applicant: "Nguyễn Thị Hường",
      contact: "Số nhà 12, tổ 5, phường Trần Phú; 0912345678",
      agency: "Phường Trần Phú",
      acceptedAt: "20/11/2026",
      dueAt: "07/12/2026",
      returnedAt: null,
      delivery: "Trực tiếp",
      collector: null,
      note: null,
    })),
    ...change,
  };
}
