/** The two languages of the product; Vietnamese comes first and is what falls back. */
export const locales = ["vi", "en"] as const;
export type Locale = (typeof locales)[number];
export type Words = Readonly<Record<Locale, string>>;

export const cityTimeZone = "Asia/Ho_Chi_Minh";
const tag: Record<Locale, string> = { vi: "vi-VN", en: "en-GB" };

export function isLocale(value: unknown): value is Locale {
  return locales.some((l) => l === value);
}
export function say(locale: Locale, words: Words): string {
  return words[locale];
}

/** Made once: making one takes a hundred times as long as using it, and lists have thousands of numbers. */
const writers = new Map<string, Intl.NumberFormat>();
function writer(locale: Locale, fewest: number, most: number): Intl.NumberFormat {
  const key = `${locale} ${fewest} ${most}`;
  const made = writers.get(key);
  if (made) return made;
  const fresh = new Intl.NumberFormat(tag[locale], { minimumFractionDigits: fewest, maximumFractionDigits: most });
  writers.set(key, fresh);
  return fresh;
}

/** 1234.5 → "1.234,5" in Vietnamese. `decimals` is exact: trailing zeros are kept so columns line up. */
export function formatNumber(locale: Locale, value: number, decimals = 0): string {
  return writer(locale, decimals, decimals).format(value);
}

/**
 * A ratio in per cent, rounded half up: what is not whole is never told as 100, and what is not nothing never as 0. 2164/2165 is
 * 99.9, not 100.
 */
export function percentOf(ratio: number, decimals = 1): number {
  const scale = 10 ** decimals;
  // Twelve digits: 98.15 is no 98.1499999 because of how it is kept.
  const rounded = Math.round(Number((ratio * 100 * scale).toPrecision(12)));
  const isEdge = rounded === 0 || rounded === 100 * scale;
  return (rounded + (isEdge ? Math.sign(ratio * 100 - rounded / scale) : 0)) / scale;
}
/** The same with its sign, for people: "98,1%". */
export function formatPercent(locale: Locale, ratio: number, decimals = 1): string {
  return `${formatNumber(locale, percentOf(ratio, decimals), decimals)}%`;
}

/** A share somebody set, as it was set: "95%", "99,5%". */
export function formatShare(locale: Locale, share: number): string {
  return `${writer(locale, 0, 2).format(share * 100)}%`;
}

/** A day "2026-09-02" → "02/09/2026", the same in both languages (officials read dd/MM/yyyy). */
export function formatDay(day: string): string {
  const [year, month, date] = day.split("-");
  return `${date}/${month}/${year}`;
}

/** A month "2026-09" → "09/2026". */
export const formatMonth = (month: string): string => month.split("-").reverse().join("/");

/**
 * The day somebody typed, null when it is none: "2/9/2026", "02/09/2026", "02092026" and "2026-09-02" are all 2026-09-02, and the
 * 31st of February is no day.
 */
export function readDay(text: string): string | null {
  const typed = text.trim();
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typed);
  const [date, month, year] =
    iso?.slice(1).reverse() ??
    /^(?:(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}))$/.exec(typed)?.slice(1) ??
    /^(\d{2})(\d{2})(\d{4})$/.exec(typed)?.slice(1) ??
    [];
  if (!date || !month || !year) return null;
  const day = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : null;
}

/** The city's clock stands seven hours ahead all year (lib/calendar counts by the same). */
const cityClock = (at: Date): string => new Date(at.getTime() + 7 * 3_600_000).toISOString();

/** An instant to the second and with the zone, as a signature bears it (NĐ 30/2020, Phụ lục I): "02/09/2026 14:05:33 +07:00". */
export function formatSecond(at: Date): string {
  const clock = cityClock(at);
  return `${formatDay(clock.slice(0, 10))} ${clock.slice(11, 19)} +07:00`;
}

/** An instant on the city's clock: "14:05 02/09/2026". */
export function formatInstant(at: Date): string {
  const clock = cityClock(at);
  return `${clock.slice(11, 16)} ${formatDay(clock.slice(0, 10))}`;
}

/** Vietnamese alphabetical order. */
export const byVietnamese = new Intl.Collator("vi").compare;

/** Text as a search sees it: NFC-insensitive, no diacritics, đ as d, lower case, single spaces. "Đống  Đa" → "dong da". */
export function searchable(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim();
}

/** What a spreadsheet would run when it opens a text file (OWASP: CSV injection), full-width forms included. */
const formula = /^(?:\s*[=+\-@＝＋－＠]|[\t\r])/;
const marked = new RegExp(`^'(?=${formula.source.slice(1)})`);
/** The same behind a separator: a spreadsheet that expects another one than the file has does not see the quotes around a cell. */
const laterFormula = /([;,|\t\r\n][ "]*)(?=[=+\-@＝＋－＠])/g;
const laterMarked = /([;,|\t\r\n][ "]*)'(?=[=+\-@＝＋－＠])/g;
/** A text as a spreadsheet leaves it alone: what it would run as a formula is marked by an apostrophe before it (SECURITY: T-78). */
export function plainText(text: string): string {
  const plain = text.replace(laterFormula, "$1'");
  return formula.test(plain) ? `'${plain}` : plain;
}
/** The same without the marks. */
export function unmarked(text: string): string {
  return text.replace(laterMarked, "$1").replace(marked, "");
}

/** What may be wrong with any field, by the code a schema gives. */
export const fieldFaults: Readonly<Record<string, Words>> = {
  too_small: { vi: "Còn thiếu, quá ngắn hoặc quá nhỏ.", en: "Missing, too short or too small." },
  too_big: { vi: "Quá dài hoặc quá lớn so với mức cho phép.", en: "Too long or too large." },
  invalid_type: { vi: "Chưa nhập, hoặc không đúng kiểu dữ liệu.", en: "Not given, or not of the right type." },
  invalid_value: { vi: "Không nằm trong các giá trị được chọn.", en: "Not one of the choices." },
  invalid_union: { vi: "Không nằm trong các giá trị được chọn.", en: "Not one of the choices." },
  invalid_format: { vi: "Chưa đúng dạng quy định.", en: "Not written in the right form." },
  not_multiple_of: { vi: "Phải là số nguyên.", en: "Must be a whole number." },
  unrecognized_keys: { vi: "Có ô không thuộc yêu cầu này.", en: "There are fields that do not belong to this request." },
  repeated: { vi: "Chỉ được nêu một lần.", en: "May be given once only." },
};

/** What every refusal says. Rooms add their own in labels.ts; a test walks all codes that are thrown. */
export const refusals = {
  input: {
    vi: "Thông tin nhập chưa đúng. Xem các ô được đánh dấu.",
    en: "Some of what was entered is not right. See the marked fields.",
  },
  permission: { vi: "Tài khoản của ông/bà không có quyền làm việc này.", en: "Your account does not have the right to do this." },
  "sign-in-required": { vi: "Phiên làm việc đã hết. Mời đăng nhập lại.", en: "Your session has ended. Please sign in again." },
  "not-found": { vi: "Không tìm thấy, hoặc ngoài phạm vi được xem.", en: "Not found, or outside what you may see." },
  "idempotency-key-required": {
    vi: "Thiếu khóa chống gửi trùng (Idempotency-Key).",
    en: "The Idempotency-Key header is missing.",
  },
  "idempotency-key-reused": {
    vi: "Khóa chống gửi trùng đã dùng cho một yêu cầu khác.",
    en: "This Idempotency-Key was used for a different request.",
  },
  "cross-site": { vi: "Yêu cầu đến từ trang khác nên bị từ chối.", en: "The request came from another site and was refused." },
  "body-too-large": { vi: "Nội dung gửi lên quá lớn.", en: "What was sent is too large." },
  "not-json": { vi: "Nội dung gửi lên không phải JSON hợp lệ.", en: "What was sent is not valid JSON." },
  "named-twice": {
    vi: "Nội dung gửi lên có một trường được nêu hai lần trong cùng một đối tượng JSON nên không biết lấy giá trị nào.",
    en: "A member is named twice in one JSON object of what was sent, so that it could be read in two ways.",
  },
  "not-utf-8": {
    vi: "Nội dung gửi lên không phải bảng mã UTF-8.",
    en: "What was sent is not UTF-8 text.",
  },
  "too-many-requests": {
    vi: "Có quá nhiều yêu cầu. Vui lòng thử lại sau ít phút.",
    en: "Too many requests. Please try again in a few minutes.",
  },
  unexpected: {
    vi: "Hệ thống gặp lỗi ngoài dự kiến và đã ghi lại. Vui lòng thử lại; nếu còn lỗi, báo quản trị kèm mã yêu cầu.",
    en: "Something unexpected went wrong and was recorded. Please try again; if it goes on, give the request id to your administrator.",
  },
  unavailable: {
    vi: "Hệ thống đang bận hoặc mất kết nối cơ sở dữ liệu. Vui lòng thử lại sau ít giây.",
    en: "The system is busy or has lost its database. Please try again in a few seconds.",
  },
} as const satisfies Record<string, Words>;
