import type { Words } from "@/lib/words";
import type { AreaKind, UploadReport } from "./model";

export const areaKindLabels: Record<AreaKind, Words> = {
  PROVINCE: { vi: "Tỉnh", en: "Province" },
  CITY: { vi: "Thành phố", en: "City" },
  WARD: { vi: "Phường", en: "Ward" },
  COMMUNE: { vi: "Xã", en: "Commune" },
  SPECIAL_ZONE: { vi: "Đặc khu", en: "Special zone" },
  HAMLET: { vi: "Thôn", en: "Hamlet" },
  RESIDENTIAL_GROUP: { vi: "Tổ dân phố", en: "Residential group" },
};

export const unmatchedLabels: Record<UploadReport["unmatched"][number]["reason"], Words> = {
  "no-code-or-name": { vi: "Không có mã hoặc tên", en: "Has neither code nor name" },
  "no-such-area": { vi: "Không có địa bàn nào mang mã hoặc tên này", en: "No area has this code or name" },
  ambiguous: { vi: "Có nhiều địa bàn cùng tên", en: "Several areas have this name" },
  "area-matched-before": { vi: "Địa bàn đã có ranh giới ở trên trong tệp", en: "The file gave this area a boundary before" },
};

export const refusals = {
  "no-feature-matched": {
    vi: "Không có đối tượng nào trong tệp khớp mã hoặc tên địa bàn; ranh giới chưa được thay.",
    en: "No feature of the file matches an area by code or name; nothing was changed.",
  },
} as const satisfies Record<string, Words>;
