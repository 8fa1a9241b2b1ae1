import type { Day } from "@/lib/calendar/model";
import { cityDay, cityMinute } from "@/lib/calendar/rules";
import type { FeeKind, PaymentMethod, ResultDelivery } from "@/lib/db/generated/enums";
import { dueText, limitText } from "@/lib/dossiers/labels";
import type { DueExplanation } from "@/lib/dossiers/rules";
import { formatNumber } from "@/lib/words";
import type { Block, Field, FormKind, Generation, Sheet } from "../model";
import type { Agency, FormFacts } from "./facts";

/** "ngày 05 tháng 02 năm 2026": days below ten and the first two months with a nought (NĐ 30/2020). */
export function dayText(day: Day): string {
  const [year, month = "", date] = day.split("-");
  return `ngày ${date} tháng ${Number(month) > 2 ? Number(month) : month} năm ${year}`;
}
/** "14 giờ 05 phút, ngày 25 tháng 11 năm 2026". */
export function instantText(at: Date): string {
  const minutes = Math.floor(cityMinute(at));
  const two = (n: number) => String(n).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))} giờ ${two(minutes % 60)} phút, ${dayText(cityDay(at))}`;
}
export const dotted = "……………";
const blankInstant = "…… giờ …… phút, ngày …… tháng …… năm ……";
export const instantOrBlank = (at: Date | null) => (at ? instantText(at) : blankInstant);

/** The place an agency writes in front of the date: the bare name of its ward or city ("Trần Phú", but "Phường 5"). */
export function placeText(areaName: string): string {
  const bare = areaName.replace(/^(phường|xã|thị trấn|thị xã|thành phố|tỉnh|đặc khu)\s+/i, "");
  return /^\d+$/.test(bare) ? areaName : bare;
}

/** What a form of each kind is numbered by, behind the slash. */
const symbols: Record<FormKind, string> = {
  RECEIPT: "GTN",
  SUPPLEMENT_REQUEST: "HDHS",
  REFUSAL: "TCHS",
  APOLOGY: "PXL",
  STOP_NOTICE: "TB",
  CONTROL_SHEET: "PKS",
  CHANGE_SLIP: "TĐNH",
};
/** "05/HDHS": a number below ten with a nought (NĐ 30/2020). */
export const numberText = (kind: FormKind, number: number): string => `${String(number).padStart(2, "0")}/${symbols[kind]}`;

const circulars: Record<Generation, string> = {
  TT01_2018: "Thông tư số 01/2018/TT-VPCP",
  TT03_2025: "Thông tư số 03/2025/TT-VPCP",
};
const formNumbers: Record<Generation, Partial<Record<FormKind | "REGISTER", string>>> = {
  TT01_2018: {
    RECEIPT: "01",
    SUPPLEMENT_REQUEST: "02",
    REFUSAL: "03",
    APOLOGY: "04",
    CONTROL_SHEET: "05",
    REGISTER: "06",
  },
  TT03_2025: {
    RECEIPT: "01",
    SUPPLEMENT_REQUEST: "02",
    REFUSAL: "03",
    APOLOGY: "04",
    STOP_NOTICE: "05",
    CONTROL_SHEET: "06",
    REGISTER: "07",
  },
};
/** "Mẫu số 01 ban hành kèm theo Thông tư số 03/2025/TT-VPCP"; null where the circular has no such form. */
export function sourceText(generation: Generation, kind: FormKind | "REGISTER"): string | null {
  const number = formNumbers[generation][kind];
  return number === undefined ? null : `Mẫu số ${number} ban hành kèm theo ${circulars[generation]}`;
}

const committees = new Set(["COMMITTEE", "WARD", "COMMUNE", "SPECIAL_ZONE"]);
const isDesk = ({ kind }: Agency) => kind === "ONE_STOP_DESK" || kind === "SERVICE_CENTRE";
/** "phường Trần Phú" of "Ủy ban nhân dân phường Trần Phú". */
const placeOf = (name: string) => name.replace(/^(ủy ban nhân dân|uỷ ban nhân dân|ubnd)\s+/i, "");

/** The office that receives, as a sentence names it. Since Nghị định 118/2025 a committee's is its service centre. */
export function deskName(desk: Agency, generation: Generation): string {
  if (isDesk(desk)) return desk.name;
  if (generation === "TT01_2018") return `Bộ phận Tiếp nhận và Trả kết quả ${desk.name}`;
  return committees.has(desk.kind) ? `Trung tâm Phục vụ hành chính công ${placeOf(desk.name)}` : `Bộ phận Một cửa ${desk.name}`;
}
type Head = Pick<Sheet, "agencyAbove" | "agency">;
const capitals = (text: string) => text.normalize("NFC").toLocaleUpperCase("vi");
export function deskHead(desk: Agency, generation: Generation): Head {
  if (isDesk(desk)) return { agencyAbove: desk.aboveName && capitals(desk.aboveName), agency: capitals(desk.name) };
  const office =
    generation === "TT01_2018"
      ? "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ"
      : committees.has(desk.kind)
        ? "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"
        : "BỘ PHẬN MỘT CỬA";
  return { agencyAbove: capitals(desk.name), agency: office };
}
export function agencyHead(agency: Pick<Agency, "name" | "kind" | "aboveName">): Head {
  const above = committees.has(agency.kind) ? null : agency.aboveName;
  return { agencyAbove: above && capitals(above), agency: capitals(agency.name) };
}
export const headTitleOf = (agency: Agency): string =>
  agency.headTitle ? capitals(agency.headTitle) : "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ";

export const fields = (...list: Field[]): Block => ({ is: "fields", fields: list });
export const field = (label: string, value: string | null | undefined, more: Partial<Field> = {}): Field => ({
  label,
  value: value?.trim() ? value.trim() : null,
  ...more,
});
type Run = { text: string; isStrong?: boolean };
export const text = (...runs: (string | Run)[]): Block => ({
  is: "text",
  runs: runs.map((run) => (typeof run === "string" ? { text: run } : run)),
});
export const strong = (value: string): Run => ({ text: value, isStrong: true });

/** What every form begins with. */
export function sheetHead(facts: FormFacts, head: Head, agency: Agency, title: string): Omit<Sheet, "blocks" | "signatures"> {
  const { kind, generation, replaces } = facts;
  return {
    kind,
    generation,
    source: sourceText(generation, kind),
    paper: "A5",
    ...head,
    numberText: numberText(kind, facts.number),
    placeAndDay: `${placeText(agency.placeName)}, ${dayText(cityDay(facts.issuedAt))}`,
    code: facts.dossier.code,
    address: null,
    title,
    replaces: replaces && `(Thay thế giấy số ${replaces.numberText} ${dayText(cityDay(replaces.issuedAt))})`,
    copies: [""],
    notes: [],
  };
}

/** Who asks for what, as the second and third form tell it. */
export function applicantBlocks({ dossier: d }: FormFacts, lead: string): Block[] {
  return [
    fields(field(lead, d.applicantName, { isStrong: true })),
    ...(d.submitterName && d.submitterName !== d.applicantName ? [fields(field("Người nộp", d.submitterName))] : []),
    fields(field("Nội dung yêu cầu giải quyết", requestText(d))),
    fields(field("Địa chỉ", d.address)),
    fields(field("Số điện thoại", d.phone, { personal: "phone" }), field("Email", d.email)),
  ];
}
export function requestText({ procedureName, caseLabel, subject }: FormFacts["dossier"]): string {
  const what = caseLabel ? `${procedureName} (${caseLabel})` : procedureName;
  return subject && subject !== procedureName ? `${what} – ${subject}` : what;
}

export function limitSentence({ limit }: FormFacts["dossier"]): string | null {
  return limit && limitText("vi", limit);
}

const deliveries: Record<ResultDelivery, (desk: string) => string> = {
  COUNTER: (desk) => `Trực tiếp tại ${desk}`,
  POST: () => "Qua dịch vụ bưu chính công ích",
  ELECTRONIC: () => "Bản điện tử, qua Cổng Dịch vụ công quốc gia",
};
export const deliveryText = (delivery: ResultDelivery, desk: string): string => deliveries[delivery](desk);

const feeNames: Record<FeeKind, string> = { FEE: "Phí", CHARGE: "Lệ phí" };
export const paymentWords: Record<PaymentMethod, string> = {
  CASH: "tiền mặt",
  TRANSFER: "chuyển khoản",
  ONLINE: "trực tuyến",
  WAIVED: "được miễn",
};
const dong = (amount: number) => `${formatNumber("vi", amount)} đồng`;
/** "Lệ phí cấp giấy phép: 75.000 đồng (đã thu, tiền mặt)"; null where nothing is on record. */
export function feeText(fees: FormFacts["dossier"]["fees"]): string | null {
  if (fees.length === 0) return null;
  const one = fees.map(({ kind, name, amountDong, method, isPaid }) => {
    const what = name || feeNames[kind];
    const how = method === "WAIVED" ? "được miễn" : isPaid && method ? `đã thu, ${paymentWords[method]}` : "chưa thu";
    return `${what}: ${dong(amountDong)} (${how})`;
  });
  const total = fees.reduce((sum, f) => sum + (f.method === "WAIVED" ? 0 : f.amountDong), 0);
  return fees.length === 1 ? (one[0] ?? null) : `${one.join("; ")}. Tổng số: ${dong(total)}`;
}

/** The due day in one sentence and as a strip of days, for what is counted in working days and fits on a line or two. */
export function daysBlock(due: DueExplanation | null): Block[] {
  if (!due) return [];
  const days = due.limit.unit === "WORKING_DAY" ? [...due.strip] : [];
  return [{ is: "days", sentence: `Cách tính: ${dueText("vi", due)}.`, days }];
}
