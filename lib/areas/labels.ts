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
  "not-degrees": {
    vi: "Tệp không dùng kinh độ, vĩ độ. Hãy chuyển tọa độ (ví dụ từ VN-2000) sang WGS 84 rồi tải lại.",
    en: "The file does not use longitude and latitude. Convert its coordinates (from VN-2000, for example) to WGS 84 and upload it again.",
  },
  "not-wgs84": {
    vi: "Tệp ghi hệ tọa độ khác WGS 84. Hãy chuyển sang WGS 84 (EPSG:4326) rồi tải lại.",
    en: "The file names another reference system than WGS 84. Convert it to WGS 84 (EPSG:4326) and upload it again.",
  },
  "ring-not-closed": {
    vi: "Có ranh giới chưa khép kín: điểm cuối phải trùng điểm đầu. Hãy khép kín trong phần mềm bản đồ rồi tải lại.",
    en: "A boundary is not closed: its last point must be its first. Close it in the mapping software and upload it again.",
  },
  "ring-crosses-itself": {
    vi: "Có ranh giới tự cắt chính nó nên không rõ phần đất bên trong. Hãy sửa hình trong phần mềm bản đồ rồi tải lại.",
    en: "A boundary crosses itself, so that its inside is not known. Mend the shape in the mapping software and upload it again.",
  },
  "ring-tangled": {
    vi: "Ranh giới quá rối nên không kiểm tra được. Hãy làm gọn đường trong phần mềm bản đồ rồi tải lại.",
    en: "A boundary is too tangled to be checked. Simplify its lines in the mapping software and upload it again.",
  },
  "too-many-points": {
    vi: "Tệp có quá 250.000 điểm. Hãy làm gọn đường trong phần mềm bản đồ rồi tải lại.",
    en: "The file has more than 250,000 points. Simplify its lines in the mapping software and upload it again.",
  },
  "no-feature-matched": {
    vi: "Không có đối tượng nào trong tệp khớp mã hoặc tên địa bàn; ranh giới chưa được thay.",
    en: "No feature of the file matches an area by code or name; nothing was changed.",
  },
} as const satisfies Record<string, Words>;
