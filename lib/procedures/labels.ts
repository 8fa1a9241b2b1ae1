import { channelWords } from "@/lib/dossiers/labels";
import { refusals as unitRefusals } from "@/lib/units/labels";
import { formatNumber, type Locale, say, type Words } from "@/lib/words";
import { type PartName, type SheetFault, type SheetFaultCode, type SheetField, type StepGap, type Tier, tiers } from "./model";

export { feeKindWords } from "@/lib/dossiers/labels";

export const tierWords: Record<Tier, Words> = {
  PROVINCE: { vi: "Cấp tỉnh", en: "Province" },
  DISTRICT: { vi: "Cấp huyện", en: "District" },
  COMMUNE: { vi: "Cấp xã", en: "Commune" },
};
/** The tier as people say it; one of an older record that is none of ours as it stands. */
export function tierText(locale: Locale, level: string): string {
  const tier = tiers.find((one) => one === level);
  return tier ? say(locale, tierWords[tier]) : level;
}
export const partWords: Record<PartName, Words> = {
  limits: { vi: "thời hạn giải quyết", en: "time limits" },
  papers: { vi: "thành phần hồ sơ", en: "papers" },
  fees: { vi: "phí, lệ phí", en: "fees" },
  steps: { vi: "quy trình nội bộ", en: "internal process" },
  policy: { vi: "giờ chốt, bổ sung", en: "cut-off and supplements" },
  serviceLevel: { vi: "mức độ dịch vụ công", en: "service level" },
  settlers: { vi: "đơn vị giải quyết", en: "settling units" },
};

/** What a change may be about, beside the parts that hold from a day on. */
const factWords = {
  code: { vi: "mã", en: "code" },
  name: { vi: "tên", en: "name" },
  sectorId: { vi: "lĩnh vực", en: "sector" },
  level: { vi: "cấp thực hiện", en: "tier" },
  isSensitive: { vi: "thông tin nhạy cảm", en: "sensitive" },
  isTakenInAnywhere: { vi: "nơi tiếp nhận", en: "where it is taken in" },
  resultName: { vi: "kết quả", en: "result" },
  legalBasis: { vi: "căn cứ pháp lý", en: "legal basis" },
  source: { vi: "quyết định công bố", en: "decision" },
  validFrom: { vi: "ngày bắt đầu", en: "first day" },
  validUntil: { vi: "ngày hết hiệu lực", en: "last day" },
} as const satisfies Record<string, Words>;
export const changeWords: Readonly<Record<string, Words>> = { ...factWords, ...partWords };

/** Days with as many decimals as they have: "9,5", "10". */
export const daysText = (locale: Locale, days: number) =>
  formatNumber(locale, days, Number.isInteger(days) ? 0 : Number.isInteger(days * 10) ? 1 : 2);
/** "Trực tuyến, trường hợp Nhà ở riêng lẻ"; null for every channel and case. */
export function conditionText(locale: Locale, of: { channel: StepGap["channel"]; caseLabel: string | null }): string | null {
  const parts = [
    of.channel && say(locale, channelWords[of.channel]),
    of.caseLabel && say(locale, { vi: `trường hợp ${of.caseLabel}`, en: `case ${of.caseLabel}` }),
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(", ");
}
/** "Các bước cộng lại 9,5 ngày làm việc, thời hạn công bố 10 ngày: thiếu 0,5 ngày." */
export function stepGapText(locale: Locale, gap: StepGap): string {
  const [steps, limit] = [daysText(locale, gap.stepDays), daysText(locale, gap.limitDays)];
  const by = daysText(locale, Math.abs(Math.round((gap.stepDays - gap.limitDays) * 100) / 100));
  const isLess = gap.stepDays < gap.limitDays;
  const about = conditionText(locale, gap);
  const sentence = say(locale, {
    vi: `các bước cộng lại ${steps} ngày làm việc, thời hạn công bố ${limit} ngày: ${isLess ? "thiếu" : "thừa"} ${by} ngày.`,
    en: `the steps add up to ${steps} working days, the published limit is ${limit}: ${by} ${isLess ? "too few" : "too many"}.`,
  });
  return about ? `${about}: ${sentence}` : sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** The columns of the spreadsheet the catalogue is imported from and exported to. */
export const sheetHeadings: Record<SheetField, Words> = {
  code: { vi: "Mã TTHC", en: "Code" },
  name: { vi: "Tên thủ tục hành chính", en: "Name" },
  sector: { vi: "Lĩnh vực", en: "Sector" },
  level: { vi: "Cấp thực hiện", en: "Tier" },
  serviceLevel: { vi: "Mức độ dịch vụ công", en: "Service level" },
  limits: { vi: "Thời hạn giải quyết", en: "Time limits" },
  papers: { vi: "Thành phần hồ sơ", en: "Papers" },
  fees: { vi: "Phí, lệ phí", en: "Fees" },
  steps: { vi: "Quy trình nội bộ", en: "Internal process" },
  policy: { vi: "Giờ chốt, bổ sung", en: "Cut-off and supplements" },
  settlers: { vi: "Đơn vị giải quyết", en: "Settling units" },
  resultName: { vi: "Kết quả", en: "Result" },
  legalBasis: { vi: "Căn cứ pháp lý", en: "Legal basis" },
  source: { vi: "Quyết định công bố", en: "Decision of publication" },
  validFrom: { vi: "Ngày có hiệu lực", en: "First day" },
  validUntil: { vi: "Ngày hết hiệu lực", en: "Last day" },
};
/** How the sheet is filled in, told above its headings. The example lines are no data: they stand above the table. */
export const sheetNotes: readonly Words[] = [
  {
    vi: "Mỗi thủ tục một dòng. Ô để trống: giữ nguyên như hiện tại. Ghi “Không”: không có. Cột không dùng có thể bỏ.",
    en: "A line for each procedure. An empty cell leaves what is there; “Không” says that there is nothing. Columns may be left out.",
  },
  {
    vi: "Thời hạn: 10 ngày làm việc · trong ngày · 15 ngày · 4 giờ làm việc · “ghi bằng lời trong ngoặc kép”. Riêng cho hình thức nộp, trường hợp: [Trực tuyến; Nhà ở riêng lẻ] 7 ngày làm việc",
    en: "Limits: 10 ngày làm việc · trong ngày · 15 ngày · 4 giờ làm việc · “in words, in quotation marks”. For a channel or a case: [Trực tuyến; Nhà ở riêng lẻ] 7 ngày làm việc",
  },
  {
    vi: "Giấy tờ, mỗi loại một dòng trong ô: Tờ khai | bản chính 1 | bản sao 0 | nếu có | mẫu: Mẫu số 01 | ghi chú: …",
    en: "Papers, a line in the cell for each: Tờ khai | bản chính 1 | bản sao 0 | nếu có | mẫu: … | ghi chú: …",
  },
  {
    vi: "Phí, lệ phí: Lệ phí | Lệ phí cấp phép | 75.000 đồng | căn cứ: Nghị quyết … · Quy trình: Tiếp nhận hồ sơ | Bộ phận Một cửa | 0,5 ngày (tổng các bước bằng thời hạn)",
    en: "Fees: Lệ phí | Lệ phí cấp phép | 75.000 đồng | căn cứ: … · Steps: Tiếp nhận hồ sơ | Bộ phận Một cửa | 0,5 ngày (they add up to the limit)",
  },
  {
    vi: "Giờ chốt, bổ sung: Không áp dụng giờ chốt | Tính lại từ đầu | bổ sung 1 lần. Giờ chốt khác: “Nhận sau 15 giờ thì trả ngày làm việc tiếp theo”; bổ sung khác: “Không tính thời gian chờ”.",
    en: "Cut-off and supplements: Không áp dụng giờ chốt | Tính lại từ đầu | bổ sung 1 lần. Other words: “Nhận sau 15 giờ thì trả ngày làm việc tiếp theo”, “Không tính thời gian chờ”.",
  },
];

/** Why a line of the sheet stays unwritten; "{value}" is what stands in the cell. */
const sheetFaultWords: Record<Exclude<SheetFaultCode, keyof typeof refusals | "unit-not-standing">, Words> = {
  "code-missing": { vi: "Thiếu mã thủ tục.", en: "The code is missing." },
  "code-unreadable": { vi: "Mã “{value}” không đúng dạng, ví dụ 1.001193.", en: "“{value}” is no code such as 1.001193." },
  "code-twice": { vi: "Mã {value} đã có ở dòng trên.", en: "The code {value} stands in a line above." },
  "name-missing": { vi: "Thủ tục mới phải có tên.", en: "A new procedure needs a name." },
  "sector-missing": { vi: "Thủ tục mới phải có lĩnh vực.", en: "A new procedure needs a sector." },
  "tier-unknown": {
    vi: "Không hiểu cấp thực hiện “{value}”. Ghi Cấp tỉnh hoặc Cấp xã.",
    en: "The tier “{value}” is not known. Say Cấp tỉnh or Cấp xã.",
  },
  "day-unreadable": { vi: "Không hiểu ngày “{value}”. Ghi như 01/07/2026.", en: "“{value}” is no day such as 01/07/2026." },
  "service-level-unknown": {
    vi: "Không hiểu mức độ “{value}”. Ghi Toàn trình, Một phần hoặc Cung cấp thông tin.",
    en: "The level “{value}” is not known. Say Toàn trình, Một phần or Cung cấp thông tin.",
  },
  "unit-unknown": {
    vi: "Không có đơn vị “{value}” vào ngày áp dụng, hoặc có nhiều đơn vị cùng tên.",
    en: "On that day there is no unit “{value}”, or more than one.",
  },
  "limit-unreadable": {
    vi: "Không hiểu thời hạn “{value}”. Ghi như “10 ngày làm việc”, “trong ngày”, hoặc đặt lời văn trong ngoặc kép.",
    en: "The limit “{value}” is not understood. Write “10 ngày làm việc”, “trong ngày”, or words in quotation marks.",
  },
  "paper-unreadable": {
    vi: "Không hiểu giấy tờ “{value}”. Ghi: tên | bản chính 1 | bản sao 0 | nếu có | mẫu: … | ghi chú: …",
    en: "The paper “{value}” is not understood. Write: name | bản chính 1 | bản sao 0 | nếu có | mẫu: … | ghi chú: …",
  },
  "fee-unreadable": {
    vi: "Không hiểu khoản thu “{value}”. Ghi: Lệ phí | tên | 75.000 đồng | căn cứ: …",
    en: "The fee “{value}” is not understood. Write: Lệ phí | name | 75.000 đồng | căn cứ: …",
  },
  "step-unreadable": {
    vi: "Không hiểu bước “{value}”. Ghi: tên bước | người thực hiện | 0,5 ngày",
    en: "The step “{value}” is not understood. Write: step | who | 0,5 ngày",
  },
  "policy-unreadable": {
    vi: "Không hiểu “{value}”. Ghi đủ ba phần: giờ chốt | cách tính khi bổ sung | bổ sung 1 lần",
    en: "“{value}” is not understood. Write all three: cut-off | how supplements are counted | bổ sung 1 lần",
  },
  "value-unfit": { vi: "Nội dung quá dài, quá ngắn hoặc có ký tự lạ.", en: "Too long, too short, or with odd characters." },
};
/** A fault of a line, with its column: "Thời hạn giải quyết: không hiểu …". */
export function sheetFaultText(locale: Locale, { field, code, value, gap }: SheetFault): string {
  const column = say(locale, sheetHeadings[field]);
  if (gap) return `${column}: ${stepGapText(locale, gap)}`;
  const words =
    code === "unit-not-standing"
      ? unitRefusals[code]
      : code in refusals
        ? wordsOf(refusals, code)
        : wordsOf(sheetFaultWords, code);
  return `${column}: ${words ? say(locale, words).replace("{value}", value) : code}`;
}
const wordsOf = (of: Readonly<Record<string, Words>>, code: string): Words | undefined => of[code];

export const refusals = {
  "catalogue-not-found": {
    vi: "Không thấy bảng danh mục trong tệp: cần một dòng tiêu đề có “Mã TTHC” và “Tên thủ tục hành chính”. Tải tệp mẫu để xem.",
    en: "The file has no catalogue: a heading row with “Mã TTHC” and “Tên thủ tục hành chính” is needed. Download the template to see one.",
  },
  "catalogue-changed": {
    vi: "Danh mục hoặc tệp đã khác với lúc xem trước. Xem trước lại rồi nhập.",
    en: "The catalogue or the file is no longer what was previewed. Preview again, then import.",
  },
  "procedure-changed": {
    vi: "Người khác vừa sửa thủ tục này. Tải lại để xem bản mới rồi sửa tiếp.",
    en: "Somebody else has just changed this procedure. Reload to see the new state, then go on.",
  },
  "procedure-code-taken": { vi: "Mã này đã có trong danh mục.", en: "The catalogue has this code already." },
  "procedure-code-known": {
    vi: "Thủ tục đã công bố thì giữ nguyên mã: sổ và Cổng Dịch vụ công nhận ra thủ tục bằng mã này.",
    en: "A procedure that was published keeps its code: registers and the national portal know it by this code.",
  },
  "procedure-ends-early": {
    vi: "Ngày hết hiệu lực phải từ ngày bắt đầu trở đi.",
    en: "The last day must not lie before the first.",
  },
  "procedure-ended": {
    vi: "Thủ tục đã hết hiệu lực nên không công bố được. Sửa ngày hết hiệu lực trước.",
    en: "The procedure has ended and cannot be published. Change its last day first.",
  },
  "procedure-has-no-limit": {
    vi: "Chưa có thời hạn giải quyết áp dụng từ ngày công bố. Nhập thời hạn rồi công bố.",
    en: "No time limit holds on the day of publication. Enter one, then publish.",
  },
  "procedure-past-stays": {
    vi: "Từ ngày này đã có nội dung khác bắt đầu áp dụng và hồ sơ có thể đã tiếp nhận theo đó. Chọn ngày sau lần thay đổi gần nhất, hoặc từ hôm nay.",
    en: "Something else began to hold since that day and dossiers may have been accepted under it. Choose a day after the last change, or today.",
  },
  "steps-differ": {
    vi: "Tổng thời gian các bước không bằng thời hạn công bố. Sửa các bước hoặc thời hạn cho bằng nhau.",
    en: "The steps do not add up to the published limit. Change the steps or the limit so that they do.",
  },
  "nothing-changes": { vi: "Nội dung gửi lên không khác hiện tại.", en: "What was sent is no different from what is there." },
  "limit-value": {
    vi: "Ghi số ngày hoặc giờ; thời hạn trong ngày hoặc ghi bằng lời thì để trống.",
    en: "Give the number of days or hours; leave it empty for the same day or a limit in words.",
  },
  "limit-text": { vi: "Ghi thời hạn bằng lời.", en: "Say the limit in words." },
  "limit-twice": {
    vi: "Hai thời hạn cùng hình thức nộp và cùng trường hợp. Chỉ giữ một.",
    en: "Two limits have the same channel and case. Keep one.",
  },
  "paper-count": { vi: "Ghi ít nhất một bản chính hoặc một bản sao.", en: "Ask for at least one original or one copy." },
  "paper-twice": { vi: "Một giấy tờ được ghi hai lần.", en: "A paper is listed twice." },
  "fee-amount": { vi: "Ghi số tiền, hoặc cách tính bằng lời.", en: "Give the amount, or say how it is counted." },
  "fee-twice": {
    vi: "Một khoản thu được ghi hai lần cho cùng hình thức nộp và trường hợp.",
    en: "A fee is listed twice for the same channel and case.",
  },
  "settler-twice": { vi: "Một đơn vị được chọn hai lần.", en: "A unit is chosen twice." },
  "sector-unknown": { vi: "Lĩnh vực không có trong danh mục.", en: "The catalogue has no such sector." },
  "sector-code-taken": { vi: "Mã lĩnh vực này đã dùng.", en: "This code belongs to another sector." },
  "sector-changed": {
    vi: "Người khác vừa sửa lĩnh vực này. Tải lại để xem bản mới.",
    en: "Somebody else has just changed this sector. Reload to see it.",
  },
  "sector-in-use": {
    vi: "Lĩnh vực đang có thủ tục nên không xóa được. Chuyển các thủ tục sang lĩnh vực khác trước.",
    en: "Procedures belong to this sector, so it stays. Move them to another sector first.",
  },
} as const satisfies Record<string, Words>;
