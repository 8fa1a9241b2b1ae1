import { headingReader } from "../headings/reader";
import { type DocumentField, documentFields, fieldsOf, type registerDirections } from "./model";

type Direction = (typeof registerDirections)[number];
/** Headings as registers have had them since NĐ 110/2004 and NĐ 30/2020, without diacritics and marks, the surest first. */
const words: Record<DocumentField, readonly string[]> = {
  number: [],
  arrivedOn: ["ngay den", "ngay thang den", "ngay nhan", "ngay nhan van ban", "ngay vao so", "ngay tiep nhan"],
  issuer: [
    "tac gia",
    "tac gia van ban",
    "co quan ban hanh",
    "noi ban hanh",
    "don vi ban hanh",
    "co quan to chuc ban hanh",
    "noi gui",
    "co quan gui",
    "don vi gui",
    "noi gui van ban",
  ],
  symbol: [
    "so ky hieu",
    "so ky hieu van ban",
    "so va ky hieu",
    "so va ky hieu van ban",
    "so ki hieu",
    "so hieu",
    "so hieu van ban",
    "ky hieu",
    "ky hieu van ban",
  ],
  issuedOn: [
    "ngay thang van ban",
    "ngay thang nam van ban",
    "ngay van ban",
    "ngay ban hanh",
    "ngay thang ban hanh",
    "ngay ky",
    "ngay thang",
    "ngay thang nam",
  ],
  documentType: ["loai van ban", "ten loai van ban", "ten loai", "the loai van ban", "the loai", "hinh thuc van ban"],
  subject: [
    "ten loai va trich yeu noi dung van ban",
    "ten loai va trich yeu noi dung",
    "ten loai va trich yeu",
    "ten loai trich yeu noi dung",
    "ten loai va noi dung",
    "trich yeu noi dung van ban",
    "trich yeu noi dung",
    "trich yeu",
    "noi dung trich yeu",
    "noi dung van ban",
    "noi dung",
    "ve viec",
  ],
  signerName: ["nguoi ky", "nguoi ky van ban", "ho ten nguoi ky", "ho va ten nguoi ky", "lanh dao ky"],
  signerPost: ["chuc vu nguoi ky", "chuc vu", "chuc danh"],
  recipients: ["noi nhan", "noi nhan van ban", "don vi nguoi nhan", "don vi hoac nguoi nhan", "noi nhan ban chinh", "noi den"],
  keeper: ["don vi nguoi nhan ban luu", "nguoi nhan ban luu", "noi nhan ban luu", "noi luu", "luu tai", "luu"],
  copies: ["so luong ban", "so ban", "so ban phat hanh", "so luong"],
  pages: ["so trang", "so to", "so luong trang"],
  dueOn: ["han giai quyet", "thoi han giai quyet", "han xu ly", "thoi han xu ly", "han tra loi", "han hoan thanh", "han"],
  urgency: ["do khan", "muc do khan", "khan"],
  note: ["ghi chu", "chu thich"],
  file: [
    "tep dinh kem",
    "ten tep dinh kem",
    "ten tep",
    "tep van ban",
    "tep",
    "file dinh kem",
    "ten file",
    "file van ban",
    "file",
    "tap tin dinh kem",
    "tap tin",
    "dinh kem",
  ],
};
/** A number of an own document is the number in its symbol; "số văn bản" of an incoming one is its issuer's. */
const numbers: Record<Direction, readonly string[]> = {
  INCOMING: ["so den", "so van ban den", "so cong van den", "so vao so", "so thu tu den", "so dang ky"],
  OUTGOING: ["so van ban", "so di", "so van ban di", "so dang ky", "so"],
  INTERNAL: ["so van ban", "so noi bo", "so dang ky", "so"],
};

const readers = {
  INCOMING: readerOf("INCOMING"),
  OUTGOING: readerOf("OUTGOING"),
  INTERNAL: readerOf("INTERNAL"),
};
function readerOf(direction: Direction) {
  const own = { ...words, number: numbers[direction] };
  if (direction === "INCOMING") own.symbol = [...own.symbol, "so van ban"];
  const fields = fieldsOf(direction);
  const empty = Object.fromEntries(documentFields.map((field) => [field, fields.includes(field) ? own[field] : []]));
  return headingReader({ fields, words: { ...own, ...empty }, marks: ["number", "symbol"], least: 3 });
}
/** How a register of a direction names its columns. */
export const documentHeadings = (direction: Direction) => readers[direction];

/** A column that tells how secret a document is, by its heading: "Độ mật", "Mức độ mật", "Mật". */
export const isSecrecyHeading = (key: string): boolean => /^(muc )?(do )?(bao )?mat$|\bdo (bao )?mat\b/.test(key);
