import { type Locale, say, type Words } from "@/lib/words";
import type { AuditFaultCode } from "./model";

export const auditFaultLabels: Record<AuditFaultCode, Words> = {
  "seal-missing": { vi: "thiếu một niêm phong", en: "a seal is missing" },
  "seal-altered": { vi: "niêm phong đã bị sửa", en: "a seal was altered" },
  "chain-broken": { vi: "chuỗi niêm phong bị đứt", en: "the chain of seals is broken" },
  "entry-missing": { vi: "một dòng nhật ký đã bị xóa", en: "an entry was removed" },
  "entry-inserted": { vi: "một dòng nhật ký được chèn thêm", en: "an entry was inserted" },
  "entries-altered": { vi: "nội dung nhật ký đã bị sửa hoặc đổi thứ tự", en: "entries were altered or reordered" },
  "back-dated": { vi: "thời điểm ghi bị lùi hoặc đẩy lên", en: "an entry's time does not fit its place" },
  "from-the-future": { vi: "dòng nhật ký mang số giao dịch chưa có", en: "an entry names a transaction that has not happened" },
  "unsealed-too-long": { vi: "dòng nhật ký quá hạn niêm phong", en: "an entry has waited too long for its seal" },
  "head-differs": { vi: "niêm phong không khớp bản lưu bên ngoài", en: "a seal differs from the copy kept outside" },
  "head-missing": { vi: "niêm phong không có bản lưu bên ngoài", en: "a seal has no copy outside" },
  "tail-cut": { vi: "phần cuối nhật ký đã bị cắt", en: "the end of the log was cut off" },
};

/** The acts people ask about, by the codes the log keeps. A code without words here is shown as it is. */
const actions: Readonly<Record<string, Words>> = {
  "audit.view": { vi: "Xem nhật ký", en: "Read the log" },
  "audit.export": { vi: "Xuất nhật ký", en: "Exported the log" },
  "session.start": { vi: "Đăng nhập", en: "Signed in" },
  "session.confirm": { vi: "Xác nhận lại danh tính", en: "Confirmed identity" },
  "session.revoke": { vi: "Kết thúc phiên", en: "Ended a session" },
  "session.revoke-others": { vi: "Kết thúc các phiên khác", en: "Ended other sessions" },
  "user.create": { vi: "Tạo tài khoản", en: "Made an account" },
  "user.change": { vi: "Sửa tài khoản", en: "Changed an account" },
  "user.disable": { vi: "Khóa tài khoản", en: "Disabled an account" },
  "user.enable": { vi: "Mở lại tài khoản", en: "Enabled an account" },
  "user.reset": { vi: "Cấp lại lối vào", en: "Reset the way in" },
  "user.reset-totp": { vi: "Gỡ xác thực hai lớp", en: "Reset the second factor" },
  "user.enable-totp": { vi: "Bật xác thực hai lớp", en: "Turned on the second factor" },
  "user.disable-totp": { vi: "Tắt xác thực hai lớp", en: "Turned off the second factor" },
  "user.begin-totp": { vi: "Bắt đầu bật xác thực hai lớp", en: "Began the second factor" },
  "user.set-password": { vi: "Đặt mật khẩu", en: "Set a password" },
  "user.change-password": { vi: "Đổi mật khẩu", en: "Changed the password" },
  "user.link-sso": { vi: "Liên kết đăng nhập một lần", en: "Linked single sign-on" },
  "user.add-post": { vi: "Giao vị trí công tác", en: "Gave a post" },
  "user.end-post": { vi: "Kết thúc vị trí công tác", en: "Ended a post" },
  "dossier.reveal": { vi: "Xem đầy đủ thông tin cá nhân", en: "Looked at personal data" },
  "dossier.view": { vi: "Xem hồ sơ", en: "Looked at a dossier" },
  "dossier.accept": { vi: "Tiếp nhận hồ sơ", en: "Accepted a dossier" },
  "dossier.register": { vi: "Ghi hồ sơ trực tuyến", en: "Noted an application" },
  "dossier.extend": { vi: "Xin lỗi và hẹn lại", en: "Re-appointed a dossier" },
  "dossier.finish": { vi: "Xử lý xong hồ sơ", en: "Finished a dossier" },
  "dossier.return": { vi: "Trả kết quả", en: "Returned the result" },
  "import.start": { vi: "Bắt đầu nhập sổ", en: "Started an import" },
  "import.merge": { vi: "Ghi sổ vào hệ thống", en: "Merged an import" },
  "unit.create": { vi: "Thêm đơn vị", en: "Added a unit" },
  "unit.rename": { vi: "Đổi tên đơn vị", en: "Renamed a unit" },
  "unit.merge": { vi: "Nhập đơn vị", en: "Merged units" },
  "unit.split": { vi: "Tách đơn vị", en: "Split a unit" },
  "unit.close": { vi: "Chấm dứt đơn vị", en: "Closed a unit" },
  "area.draw": { vi: "Tải ranh giới", en: "Uploaded boundaries" },
  "calendar.set": { vi: "Ghi ngày vào lịch", en: "Set a day of the calendar" },
  "calendar.clear": { vi: "Bỏ ngày khỏi lịch", en: "Cleared a day" },
  "calendar.set-hours": { vi: "Đổi giờ làm việc", en: "Set office hours" },
  "calendar.start-year": { vi: "Lập lịch năm", en: "Started a year" },
  "calendar.change": { vi: "Sửa lịch làm việc", en: "Changed the calendar" },
  "calendar.redate": { vi: "Đổi ngày hẹn một đợt hồ sơ", en: "Moved a batch of due days" },
  "calendar.redated": { vi: "Đổi xong ngày hẹn theo lịch", en: "Moved all due days" },
  "target.set": { vi: "Đặt mục tiêu", en: "Set a target" },
  "city.set": { vi: "Sửa thông tin thành phố", en: "Changed the city" },
  "city.remove-demo": { vi: "Xóa dữ liệu mô phỏng", en: "Removed demo data" },
  "key.create": { vi: "Tạo khóa kết nối", en: "Made an API key" },
  "key.revoke": { vi: "Thu hồi khóa kết nối", en: "Revoked an API key" },
  "job.retry": { vi: "Chạy lại việc nền", en: "Retried a job" },
};
export function actionText(locale: Locale, action: string): string {
  const words = actions[action];
  return words ? say(locale, words) : action;
}
export const auditActions = Object.keys(actions);
