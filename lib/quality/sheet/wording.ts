import { type Locale, say, type Words } from "@/lib/words";
import type { SheetFault, SheetField } from "./model";

export const sheetTitle: Words = { vi: "Số liệu báo cáo chỉ số phục vụ", en: "Reported figures of service quality" };
/** What stands above the table. */
export const sheetNotes: readonly Words[] = [
  {
    vi: "Ghi Tử số, Mẫu số và Căn cứ ở các dòng có số liệu; dòng để trống hai số thì bỏ qua, số đã ghi trước đó giữ nguyên.",
    en: "Enter both numbers and the basis where there is a figure; a line without numbers is passed over and what was entered before stays.",
  },
  {
    vi: "Một dòng sai thì cả tệp chưa được ghi: sửa các dòng được chỉ ra rồi nhập lại. Không sửa ba cột mã và tháng.",
    en: "If any line is wrong nothing is written: correct the lines that are named and import again. Leave month and codes as they are.",
  },
];
export const sheetHeadings: Readonly<Record<SheetField, Words>> = {
  month: { vi: "Tháng", en: "Month" },
  unitCode: { vi: "Mã đơn vị", en: "Unit code" },
  unit: { vi: "Đơn vị", en: "Unit" },
  measure: { vi: "Mã số liệu", en: "Figure code" },
  topName: { vi: "Tử số là", en: "Top is" },
  bottomName: { vi: "Mẫu số là", en: "Bottom is" },
  top: { vi: "Tử số", en: "Top" },
  bottom: { vi: "Mẫu số", en: "Bottom" },
  source: { vi: "Căn cứ", en: "Basis" },
};
const faultWords: Readonly<Record<SheetFault["code"], Words>> = {
  "other-month": { vi: "“{value}” không phải tháng đang nhập.", en: "“{value}” is not the month being imported." },
  "unit-unknown": {
    vi: "Không có đơn vị nào mang mã “{value}” trong tháng này.",
    en: "No unit has the code “{value}” in this month.",
  },
  "measure-unknown": { vi: "Không có số liệu mã “{value}”.", en: "There is no figure with the code “{value}”." },
  "number-unreadable": { vi: "“{value}” không phải số đếm từ 0 trở lên.", en: "“{value}” is no count from 0 on." },
  "half-filled": { vi: "Còn trống trong khi số kia đã ghi.", en: "Empty although the other number was given." },
  "top-over-bottom": {
    vi: "{value} lớn hơn mức có thể có của mẫu số.",
    en: "{value} is more than the bottom allows.",
  },
  "source-missing": { vi: "Chưa ghi văn bản làm căn cứ.", en: "The document it stands on is missing." },
  "source-long": { vi: "Dài quá 300 ký tự.", en: "Longer than 300 characters." },
  twice: { vi: "Đơn vị và số liệu này đã có ở dòng {value}.", en: "Unit and figure stand on line {value} already." },
};

/** "Tử số: “12a” không phải số đếm từ 0 trở lên." */
export function sheetFaultText(locale: Locale, { field, code, value }: SheetFault): string {
  return `${say(locale, sheetHeadings[field])}: ${say(locale, faultWords[code]).replace("{value}", () => value)}`;
}
