import { formatNumber, type Locale, say, type Words } from "@/lib/words";
import type { OpenMeasure } from "./model";

export const scoreWords: Readonly<Record<number, Words>> = {
  1: { vi: "Rất không hài lòng", en: "Very dissatisfied" },
  2: { vi: "Không hài lòng", en: "Dissatisfied" },
  3: { vi: "Bình thường", en: "Neither" },
  4: { vi: "Hài lòng", en: "Satisfied" },
  5: { vi: "Rất hài lòng", en: "Very satisfied" },
};
export const markWords: Readonly<Record<number, Words>> = {
  0: { vi: "Chưa đúng mực", en: "Not as it should be" },
  1: { vi: "Đúng mực", en: "As it should be" },
  2: { vi: "Tốt", en: "Good" },
};

/** The columns of the public table: what each is called and what it counts. */
export const measureWords: Record<OpenMeasure | "onTimeRate" | "satisfiedRate", { name: Words; meaning: Words }> = {
  received: {
    name: { vi: "Tiếp nhận", en: "Received" },
    meaning: { vi: "Số hồ sơ được tiếp nhận trong kỳ.", en: "Dossiers accepted in the period." },
  },
  resolved: {
    name: { vi: "Đã giải quyết", en: "Resolved" },
    meaning: { vi: "Số hồ sơ giải quyết xong trong kỳ.", en: "Dossiers settled in the period." },
  },
  early: {
    name: { vi: "Trước hạn", en: "Early" },
    meaning: { vi: "Giải quyết xong trước ngày hẹn trả ban đầu.", en: "Settled before the day first promised." },
  },
  onTime: {
    name: { vi: "Đúng hạn", en: "On the day" },
    meaning: { vi: "Giải quyết xong đúng ngày hẹn trả ban đầu.", en: "Settled on the day first promised." },
  },
  late: {
    name: { vi: "Quá hạn", en: "Late" },
    meaning: {
      vi: "Giải quyết xong sau ngày hẹn trả ban đầu, kể cả khi đã xin lỗi và hẹn lại.",
      en: "Settled after the day first promised, also where an apology was sent.",
    },
  },
  onTimeRate: {
    name: { vi: "Tỷ lệ đúng hạn", en: "On-time rate" },
    meaning: {
      vi: "(Trước hạn + đúng hạn) / đã giải quyết. Chỉ nêu khi có từ 50 hồ sơ; càng ít hồ sơ thì làm tròn càng thô.",
      en: "(Early + on the day) / resolved. Given from 50 dossiers on; the fewer there are, the coarser it is rounded.",
    },
  },
  overdue: {
    name: { vi: "Đang quá hạn", en: "Overdue now" },
    meaning: {
      vi: "Hồ sơ chưa xong đã qua ngày hẹn trả, vào cuối kỳ hoặc cuối ngày hôm qua.",
      en: "Open dossiers past their due day, at the end of the period or of yesterday.",
    },
  },
  rated: {
    name: { vi: "Lượt đánh giá", en: "Ratings" },
    meaning: { vi: "Số hồ sơ được người dân đánh giá trong kỳ.", en: "Dossiers that citizens rated in the period." },
  },
  satisfied: {
    name: { vi: "Hài lòng", en: "Satisfied" },
    meaning: { vi: "Số lượt chọn Hài lòng hoặc Rất hài lòng.", en: "Ratings of satisfied or very satisfied." },
  },
  satisfiedRate: {
    name: { vi: "Mức độ hài lòng", en: "Satisfaction" },
    meaning: {
      vi: "Hài lòng / lượt đánh giá. Chỉ nêu khi có từ 50 lượt.",
      en: "Satisfied / ratings. Given from 50 ratings on.",
    },
  },
};
/** The rule of the figures, as the page and every file say it. */
export const guardWords: Words = {
  vi: "Để không ai bị nhận ra: số dưới 5 chỉ ghi “<5” (kể cả khi bằng 0); số từ 5 trở lên được làm tròn ngẫu nhiên lên hoặc xuống bội số của 5, mỗi số một lần và giữ nguyên. Vì vậy tổng có thể chênh với cộng từng đơn vị hoặc từng tháng, và lấy tổng trừ các phần cũng không ra số thật.",
  en: "So that nobody can be singled out: a number below 5 is given as “<5” only (none included); one of 5 or more is rounded at random, up or down, to a multiple of 5, once for each figure and kept. Totals may therefore differ from the sum of units or months, and subtracting the parts from a total does not give a true number either.",
};
export const licenceWords: Words = {
  vi: "Dữ liệu mở (Nghị định 47/2020/NĐ-CP): được tự do sao chép, chia sẻ, sử dụng lại, kể cả cho mục đích thương mại, với điều kiện ghi rõ nguồn (CC BY 4.0).",
  en: "Open data (Decree 47/2020/NĐ-CP): free to copy, share and use again, also commercially, if the source is named (CC BY 4.0).",
};

/** A published count: "<5" for what is too small to be told. */
export const guardedText = (locale: Locale, count: number | null): string =>
  count === null ? "<5" : formatNumber(locale, count);
/** A published share: "97,5%"; "–" where it is taken of too few. */
export const shareText = (locale: Locale, permille: number | null): string =>
  permille === null ? "–" : `${formatNumber(locale, permille / 10, permille % 10 === 0 ? 0 : 1)}%`;
/** "Tháng 10/2026", "Quý 3/2026", "Năm 2026". */
export function periodText(locale: Locale, period: string): string {
  const [year = "", part] = period.split("-");
  if (!part) return say(locale, { vi: `Năm ${year}`, en: year });
  return part.startsWith("Q")
    ? say(locale, { vi: `Quý ${part.slice(1)}/${year}`, en: `Quarter ${part.slice(1)}/${year}` })
    : say(locale, { vi: `Tháng ${part}/${year}`, en: `Month ${part}/${year}` });
}

export const refusals = {
  "period-unreadable": {
    vi: "Kỳ viết là tháng 2026-10, quý 2026-Q3 hoặc năm 2026.",
    en: "A period is a month 2026-10, a quarter 2026-Q3 or a year 2026.",
  },
  "dossier-code-unreadable": {
    vi: "Mã hồ sơ chưa đúng dạng. Nhập như in trên giấy tiếp nhận, ví dụ H22.15.7-261126-0001.",
    en: "This is not the form of a dossier code. Type it as printed on the receipt, such as H22.15.7-261126-0001.",
  },
  "factor-unreadable": {
    vi: "Nhập mã tra cứu 10 ký tự trên giấy tiếp nhận, hoặc 4 số cuối của điện thoại hay số định danh đã khai.",
    en: "Type the 10-sign look-up code of the receipt, or the last 4 digits of the phone or identity number given.",
  },
  "too-many-look-ups": {
    vi: "Từ nơi truy cập này đã có quá nhiều lần tra cứu sai trong một giờ. Vui lòng thử lại sau, hoặc hỏi tại bộ phận một cửa.",
    en: "Too many wrong look-ups came from this place within an hour. Please try again later, or ask at the one-stop desk.",
  },
  "rating-link-unusable": {
    vi: "Đường dẫn đánh giá không dùng được. Mời tra cứu lại hồ sơ rồi mở đường dẫn mới.",
    en: "This rating link cannot be used. Look the dossier up again and open the new link.",
  },
  "rating-closed": {
    vi: "Đã quá 90 ngày kể từ ngày trả kết quả nên không nhận đánh giá nữa.",
    en: "More than 90 days have passed since the result was returned, so ratings are closed.",
  },
  "rated-already": {
    vi: "Hồ sơ này đã được đánh giá. Mỗi hồ sơ chỉ đánh giá một lần.",
    en: "This dossier has been rated already. Each dossier is rated once.",
  },
  "choice-required": { vi: "Chọn một mức.", en: "Choose one of the levels." },
  "comment-too-long": {
    vi: "Ý kiến dài quá 1.000 chữ cái. Mời viết gọn lại.",
    en: "The comment is longer than 1,000 characters. Please shorten it.",
  },
  "comment-signs": {
    vi: "Ý kiến chỉ nhận chữ thường, không nhận dấu < > và ký tự điều khiển. Mời bỏ các dấu ấy.",
    en: "A comment takes plain text only, no < > and no control characters. Please remove them.",
  },
} as const satisfies Record<string, Words>;
