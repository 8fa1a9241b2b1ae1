import type { Words } from "@/lib/words";
import type { FigureFault, MeasureGrain, MeasureKind, MeasurePlace, SyncWay } from "./model";

export const measureKindWords: Record<MeasureKind, Words> = {
  FLOW: { vi: "Phát sinh trong kỳ (cộng dồn được)", en: "What happens in a period (adds up)" },
  STOCK: { vi: "Hiện có tại thời điểm", en: "How it stands at a moment" },
};
export const measurePlaceWords: Record<MeasurePlace, Words> = {
  CITY: { vi: "Toàn thành phố", en: "The whole city" },
  UNIT: { vi: "Từng đơn vị", en: "Each unit" },
  AREA: { vi: "Từng địa bàn", en: "Each area" },
};
export const measureGrainWords: Record<MeasureGrain, Words> = {
  DAY: { vi: "Ngày", en: "Day" },
  MONTH: { vi: "Tháng", en: "Month" },
  QUARTER: { vi: "Quý", en: "Quarter" },
  YEAR: { vi: "Năm", en: "Year" },
};
export const syncWayWords: Record<SyncWay, Words> = {
  push: { vi: "Hệ thống gửi", en: "Sent by a system" },
  file: { vi: "Tệp tải lên", en: "A file" },
};
/** Why a row was not taken, as a sentence that says what to do. */
export const figureFaultWords: Record<FigureFault, Words> = {
  "measure-unknown": {
    vi: "Phân hệ không có số liệu gốc mang mã này. Kiểm tra mã hoặc thêm số liệu gốc.",
    en: "The subsystem has no measure of this code. Look at the code, or add the measure.",
  },
  "unit-unknown": {
    vi: "Không có đơn vị mang mã này vào kỳ của số liệu.",
    en: "No unit had this code in the period of the figure.",
  },
  "unit-not-reached": {
    vi: "Tài khoản hoặc khóa kết nối không được ghi số liệu của đơn vị này.",
    en: "This account or key may not tell figures of this unit.",
  },
  "unit-not-wanted": {
    vi: "Số liệu này không tính theo đơn vị; để trống mã đơn vị.",
    en: "This measure is not told by units; leave the unit's code empty.",
  },
  "area-unknown": { vi: "Không có địa bàn mang mã này.", en: "No area has this code." },
  "area-not-wanted": {
    vi: "Số liệu này không tính theo địa bàn; để trống mã địa bàn.",
    en: "This measure is not told by areas; leave the area's code empty.",
  },
  "on-unreadable": {
    vi: "Không đọc được kỳ. Viết như 31/10/2026, 10/2026, Q4/2026 hoặc 2026, không dài hơn kỳ của số liệu gốc.",
    en: "The period cannot be read. Write 31/10/2026, 10/2026, Q4/2026 or 2026, no longer than the measure's own.",
  },
  "on-in-future": { vi: "Kỳ này chưa bắt đầu.", en: "This period has not begun." },
  "number-unreadable": { vi: "Không đọc được giá trị thành một số.", en: "The value cannot be read as a number." },
  "number-ambiguous": {
    vi: "Số này đọc được theo hai cách (một nghìn hay phần nghìn). Viết không có dấu phân cách nghìn, ví dụ 1234 hoặc 1,2340.",
    en: "This number can be read in two ways (a thousand, or thousandths). Write it without marks of thousands, as 1234 or 1.2340.",
  },
  "number-too-large": { vi: "Giá trị lớn hơn mức ghi được.", en: "The value is larger than can be kept." },
  "too-many-decimals": {
    vi: "Giá trị có nhiều chữ số thập phân hơn số liệu gốc cho phép.",
    en: "The value has more decimals than the measure.",
  },
  twice: {
    vi: "Cùng số liệu, cùng nơi, cùng kỳ đã có ở dòng trước.",
    en: "A row before tells of the same measure, place and period.",
  },
};

export const refusals = {
  "subsystem-code-taken": { vi: "Đã có phân hệ mang mã này.", en: "There is a subsystem of this code." },
  "subsystem-changed": {
    vi: "Phân hệ vừa được người khác sửa. Tải lại trang rồi sửa tiếp.",
    en: "Somebody changed the subsystem meanwhile. Load the page again and go on.",
  },
  "subsystem-off": {
    vi: "Phân hệ đang tắt, không nhận số liệu. Bật phân hệ rồi gửi lại.",
    en: "The subsystem is off and takes no figures. Turn it on and send again.",
  },
  "measure-code-taken": { vi: "Đã có số liệu gốc mang mã này.", en: "There is a measure of this code." },
  "measure-changed": {
    vi: "Số liệu gốc vừa được người khác sửa. Tải lại trang rồi sửa tiếp.",
    en: "Somebody changed the measure meanwhile. Load the page again and go on.",
  },
  "figure-sheet-not-found": {
    vi: "Không trang tính nào có các cột Mã số liệu, Kỳ và Giá trị. Tải tệp mẫu để có đúng tên cột.",
    en: "No sheet has the columns Measure, Period and Value. Download the sample for their names.",
  },
  "figure-sheet-empty": {
    vi: "Tệp có tên cột nhưng không có dòng số liệu nào.",
    en: "The file has the columns and no row of figures.",
  },
  "indicator-code-taken": {
    vi: "Mã này đã dùng cho chỉ tiêu khác. Chọn mã khác.",
    en: "Another indicator has this code. Choose another.",
  },
  "indicator-backdated": {
    vi: "Ngày phải sau ngày bắt đầu của định nghĩa đang có: số đã báo cáo không được viết lại.",
    en: "The day must be after the beginning of the definition there is: what was told is not written anew.",
  },
  "indicator-term-unknown": {
    vi: "Công thức dùng một số liệu gốc hoặc chỉ tiêu không có.",
    en: "The formula names a measure or an indicator there is none of.",
  },
  "indicator-cycle": {
    vi: "Công thức đi vòng: chỉ tiêu được tính từ chính nó.",
    en: "The formula goes in a ring: the indicator would be made of itself.",
  },
  "indicator-used": {
    vi: "Chỉ tiêu khác đang được tính từ chỉ tiêu này. Sửa công thức đó trước.",
    en: "Another indicator is made of this one. Change its formula first.",
  },
} as const satisfies Record<string, Words>;
