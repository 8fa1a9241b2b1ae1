import { areas } from "./admin/areas";
import { audit } from "./admin/audit";
import { calendar } from "./admin/calendar";
import { city } from "./admin/city";
import { setup } from "./admin/setup";
import { targets } from "./admin/targets";
import { units } from "./admin/units";

const vi = {
  save: "Lưu",
  saved: "Đã lưu.",
  cancel: "Hủy",
  edit: "Sửa",
  actions: "Việc có thể làm",
  sourceHelp: "Ví dụ: Nghị quyết 1684/NQ-UBTVQH15 ngày 16/6/2025.",
  on: "Xem tại ngày",
  show: "Xem",
  from: "Từ ngày",
  until: "Đến hết ngày",
  units: units.vi,
  areas: areas.vi,
  calendar: calendar.vi,
  city: city.vi,
  targets: targets.vi,
  audit: audit.vi,
  setup: setup.vi,
};
const en: typeof vi = {
  save: "Save",
  saved: "Saved.",
  cancel: "Cancel",
  edit: "Edit",
  actions: "Actions",
  sourceHelp: "For example: Resolution 1684/NQ-UBTVQH15 of 16/6/2025.",
  on: "As of day",
  show: "Show",
  from: "From",
  until: "To the end of",
  units: units.en,
  areas: areas.en,
  calendar: calendar.en,
  city: city.en,
  targets: targets.en,
  audit: audit.en,
  setup: setup.en,
};
export const admin = { vi, en };
