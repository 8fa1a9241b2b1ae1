import type { Words } from "@/lib/words";
import type { UnitKind } from "./model";

export const unitKindLabels: Record<UnitKind, Words> = {
  COMMITTEE: { vi: "Ủy ban nhân dân", en: "People's Committee" },
  DEPARTMENT: { vi: "Phòng chuyên môn", en: "Department" },
  OFFICE: { vi: "Văn phòng", en: "Office" },
  WARD: { vi: "Phường", en: "Ward" },
  COMMUNE: { vi: "Xã", en: "Commune" },
  SPECIAL_ZONE: { vi: "Đặc khu", en: "Special zone" },
  ONE_STOP_DESK: { vi: "Bộ phận Một cửa", en: "One-stop desk" },
  SERVICE_CENTRE: { vi: "Trung tâm Phục vụ hành chính công", en: "Public administration service centre" },
  OTHER: { vi: "Đơn vị khác", en: "Other unit" },
};

export const refusals = {
  "unit-phone-unreadable": {
    vi: "Số điện thoại chưa đúng. Ví dụ: 0219 3866 123, hoặc 0219 3866 123 máy lẻ 12.",
    en: "This is no phone number. For example: 0219 3866 123.",
  },
  "unit-code-taken": {
    vi: "Mã này đang dùng cho một đơn vị khác vào ngày đó.",
    en: "On that day this code belongs to another unit.",
  },
  "unit-identifier-taken": {
    vi: "Mã định danh này đang dùng cho một đơn vị khác vào ngày đó.",
    en: "On that day this identifier belongs to another unit.",
  },
  "unit-parent-not-standing": {
    vi: "Đơn vị cấp trên không hoạt động vào ngày đó.",
    en: "The unit above does not exist on that day.",
  },
  "unit-not-standing": { vi: "Đơn vị không hoạt động vào ngày đó.", en: "The unit does not exist on that day." },
  "unit-change-too-early": {
    vi: "Ngày thay đổi phải sau ngày đơn vị bắt đầu hoạt động.",
    en: "The change must come after the unit's first day.",
  },
  "unit-merges-into-itself": { vi: "Đơn vị không thể nhập vào chính nó.", en: "A unit cannot merge into itself." },
  "unit-merged-before": {
    vi: "Việc sáp nhập này đã được ghi nhận.",
    en: "This merger is on record already.",
  },
} as const satisfies Record<string, Words>;
