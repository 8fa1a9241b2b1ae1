import { type HeadedTable, headedTable, type SheetRow } from "@/lib/files/rules";
import type { Words } from "@/lib/words";

/** The columns of a list of cameras, in the order the template has them. Those of `secretFields` are read and never written. */
export const cameraSheetFields = [
  "code",
  "name",
  "group",
  "unit",
  "unitCode",
  "area",
  "areaCode",
  "address",
  "latitude",
  "longitude",
  "bearingDegrees",
  "viewDegrees",
  "viewMetres",
  "mainStream",
  "subStream",
  "snapshotUrl",
  "user",
  "password",
  "model",
  "purpose",
  "validFrom",
  "validUntil",
  "note",
] as const;
export type CameraSheetField = (typeof cameraSheetFields)[number];
export const secretFields = ["user", "password"] as const satisfies readonly CameraSheetField[];
/** What stands in these cells is told again to nobody: it is a secret, or may have one in it. */
const untold = new Set<CameraSheetField>([...secretFields, "mainStream", "subStream", "snapshotUrl"]);
export const isTold = (field: CameraSheetField): boolean => !untold.has(field);

export const cameraSheetHeadings: Record<CameraSheetField, Words> = {
  code: { vi: "Mã camera", en: "Code" },
  name: { vi: "Tên camera", en: "Name" },
  group: { vi: "Nhóm", en: "Group" },
  unit: { vi: "Đơn vị quản lý", en: "Unit in charge" },
  unitCode: { vi: "Mã đơn vị", en: "Unit code" },
  area: { vi: "Địa bàn", en: "Area" },
  areaCode: { vi: "Mã địa bàn", en: "Area code" },
  address: { vi: "Địa chỉ lắp đặt", en: "Where it is mounted" },
  latitude: { vi: "Vĩ độ", en: "Latitude" },
  longitude: { vi: "Kinh độ", en: "Longitude" },
  bearingDegrees: { vi: "Hướng nhìn (độ)", en: "Looks towards (degrees)" },
  viewDegrees: { vi: "Góc nhìn (độ)", en: "Width of view (degrees)" },
  viewMetres: { vi: "Tầm nhìn (mét)", en: "Sees as far as (metres)" },
  mainStream: { vi: "Luồng chính (RTSP, HLS, MJPEG)", en: "Main stream (RTSP, HLS, MJPEG)" },
  subStream: { vi: "Luồng phụ (RTSP, HLS, MJPEG)", en: "Lesser stream (RTSP, HLS, MJPEG)" },
  snapshotUrl: { vi: "Ảnh chụp (HTTP)", en: "Single picture (HTTP)" },
  user: { vi: "Tên đăng nhập", en: "Sign-in name" },
  password: { vi: "Mật khẩu", en: "Password" },
  model: { vi: "Kiểu máy", en: "Model" },
  purpose: { vi: "Mục đích, căn cứ", en: "What it is for" },
  validFrom: { vi: "Dùng từ ngày", en: "In service from" },
  validUntil: { vi: "Đến hết ngày", en: "Until the end of" },
  note: { vi: "Ghi chú", en: "Note" },
};

/** Headings as offices and suppliers write them, without diacritics and marks. */
const words: Record<CameraSheetField, readonly string[]> = {
  code: ["ma camera", "ma cam", "ma", "ma thiet bi", "ky hieu", "code", "camera code", "id camera"],
  name: ["ten camera", "ten cam", "ten", "ten thiet bi", "ten diem camera", "name", "camera name"],
  group: ["nhom", "nhom camera", "loai camera", "cum camera", "cum", "group"],
  unit: ["don vi quan ly", "don vi", "co quan quan ly", "ten don vi", "unit", "unit in charge"],
  unitCode: ["ma don vi", "ma don vi quan ly", "ma dinh danh don vi", "unit code"],
  area: ["dia ban", "to dan pho", "xa phuong", "phuong xa", "phuong", "ten dia ban", "area"],
  areaCode: ["ma dia ban", "ma dvhc", "ma don vi hanh chinh", "area code"],
  address: ["dia chi lap dat", "vi tri lap dat", "dia diem lap dat", "dia chi", "dia diem", "where it is mounted", "location"],
  latitude: ["vi do", "latitude", "lat"],
  longitude: ["kinh do", "longitude", "lng", "long", "lon"],
  bearingDegrees: ["huong nhin", "huong", "goc huong", "bearing", "looks towards"],
  viewDegrees: ["goc nhin", "goc quan sat", "fov", "width of view"],
  viewMetres: ["tam nhin", "tam quan sat", "khoang cach", "sees as far as"],
  mainStream: ["luong chinh", "luong chinh rtsp", "rtsp", "link rtsp", "dia chi rtsp", "duong dan rtsp", "luong", "main stream"],
  subStream: ["luong phu", "luong phu rtsp", "rtsp phu", "lesser stream", "sub stream"],
  snapshotUrl: ["anh chup", "anh chup http", "link anh", "dia chi anh", "snapshot", "single picture"],
  user: ["ten dang nhap", "tai khoan", "tai khoan camera", "user", "username", "sign in name"],
  password: ["mat khau", "mat khau camera", "password", "pass"],
  model: ["kieu may", "model", "chung loai", "loai thiet bi", "hang san xuat"],
  purpose: ["muc dich", "muc dich can cu", "can cu", "muc dich su dung", "what it is for"],
  validFrom: ["dung tu ngay", "ngay dua vao su dung", "ngay lap dat", "tu ngay", "in service from"],
  validUntil: ["den het ngay", "ngay ngung su dung", "ngay thao", "den ngay", "until the end of"],
  note: ["ghi chu", "note"],
};

/** The lines of a list of cameras below its heading row, whatever is in none of the known columns left out; null where no row names code and name. */
export function readCameraTable(rows: readonly SheetRow[]): HeadedTable<CameraSheetField> | null {
  const table = headedTable(rows, { words, needed: ["code", "name"] });
  if (!table) return null;
  // An empty line is none, nor is one that numbers the columns.
  const isLine = ({ cells }: HeadedTable<CameraSheetField>["rows"][number]) =>
    Object.values(cells).some((cell) => cell !== "") && !/^\(?\d{1,2}\)?$/.test(cells.name ?? "");
  return { ...table, rows: table.rows.filter(isLine) };
}
