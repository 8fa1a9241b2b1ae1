const vi = {
  title: "Thành phố",
  name: "Tên thành phố",
  province: "Tỉnh",
  totp: "Vai trò phải dùng xác thực hai lớp",
  details: "Tên gọi và xác thực",
  emblem: "Biểu trưng",
  emblemFile: "Ảnh biểu trưng",
  emblemHelp: "Ảnh PNG vuông, nền trong, tối đa 256 KB.",
  emblemSave: "Thay biểu trưng",
  demo: "Dữ liệu mô phỏng",
  demoHelp:
    "Hệ thống đang chứa dữ liệu mô phỏng. Xóa một lần là hết: hồ sơ, đơn vị, địa bàn, thủ tục và tài khoản mô phỏng. Nhật ký kiểm toán được giữ. Không khôi phục được.",
  remove: "Xóa dữ liệu mô phỏng",
  removeTitle: "Xóa toàn bộ dữ liệu mô phỏng?",
  removeConfirm: "Gõ tên thành phố để xác nhận",
  removed: "Đã xóa {dossiers, number} hồ sơ, {units} đơn vị, {areas} địa bàn, {procedures} thủ tục, {users} tài khoản.",
  setUpAgain: "Mở lại phần thiết lập từng bước",
};
const en: typeof vi = {
  title: "City",
  name: "Name of the city",
  province: "Province",
  totp: "Roles that must use a second factor",
  details: "Name and second factor",
  emblemFile: "Emblem picture",
  emblem: "Emblem",
  emblemHelp: "A square PNG picture, transparent, at most 256 KB.",
  emblemSave: "Replace the emblem",
  demo: "Demo data",
  demoHelp:
    "The system holds simulated data. One act removes all of it: simulated dossiers, units, areas, procedures and accounts. The audit log stays. It cannot be undone.",
  remove: "Remove demo data",
  removeTitle: "Remove all demo data?",
  removeConfirm: "Type the name of the city to confirm",
  removed: "Removed {dossiers, number} dossiers, {units} units, {areas} areas, {procedures} procedures, {users} accounts.",
  setUpAgain: "Open the guided set-up again",
};
export const city = { vi, en };
