import { formatDay, type Locale, say, type Words } from "@/lib/words";
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
  "user.review": { vi: "Rà soát tài khoản và quyền", en: "Went through accounts and rights" },
  "user.add-post": { vi: "Giao vị trí công tác", en: "Gave a post" },
  "user.end-post": { vi: "Kết thúc vị trí công tác", en: "Ended a post" },
  "dossier.reveal": { vi: "Xem đầy đủ thông tin cá nhân", en: "Looked at personal data" },
  "reading.unusual": { vi: "Cảnh báo xem hồ sơ nhiều bất thường", en: "Warned of unusually much reading" },
  "reading.review": { vi: "Rà soát việc xem hồ sơ trong ngày", en: "Reviewed a day's reading" },
  "dossier-list.view": { vi: "Xuất danh sách hồ sơ", en: "Exported a list of dossiers" },
  "form.view": { vi: "Xem giấy tờ của hồ sơ", en: "Looked at a form" },
  "register.view": { vi: "Xem sổ", en: "Looked at a register" },
  "import.view": { vi: "Xem các dòng bị loại", en: "Looked at rejected rows" },
  "dossier.view": { vi: "Xem hồ sơ", en: "Looked at a dossier" },
  "dossier.accept": { vi: "Tiếp nhận hồ sơ", en: "Accepted a dossier" },
  "dossier.register": { vi: "Ghi hồ sơ trực tuyến", en: "Noted an application" },
  "dossier.extend": { vi: "Xin lỗi và hẹn lại", en: "Re-appointed a dossier" },
  "dossier.finish": { vi: "Xử lý xong hồ sơ", en: "Finished a dossier" },
  "dossier.return": { vi: "Trả kết quả", en: "Returned the result" },
  "import.start": { vi: "Bắt đầu nhập sổ", en: "Started an import" },
  "import.check": { vi: "Kiểm tra sổ", en: "Checked a register" },
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
  "audit.verify": { vi: "Kiểm tra nhật ký", en: "Verified the log" },
  "session.refuse": { vi: "Từ chối đăng nhập", en: "Refused a sign-in" },
  "sign-in.flood": { vi: "Cảnh báo dò mật khẩu", en: "Warned of guessed passwords" },
  "dossier.import": { vi: "Cập nhật hồ sơ từ sổ", en: "Updated a dossier from a register" },
  "dossier.redate": { vi: "Đổi ngày hẹn theo lịch", en: "Moved a due day with the calendar" },
  "dossier.decline": { vi: "Từ chối tiếp nhận hồ sơ", en: "Declined a dossier" },
  "dossier.start": { vi: "Chuyển xử lý hồ sơ", en: "Started a dossier" },
  "dossier.requestSupplement": { vi: "Yêu cầu bổ sung hồ sơ", en: "Requested a supplement" },
  "dossier.receiveSupplement": { vi: "Nhận hồ sơ bổ sung", en: "Received a supplement" },
  "dossier.requestPayment": { vi: "Yêu cầu nghĩa vụ tài chính", en: "Requested a payment" },
  "dossier.confirmPayment": { vi: "Xác nhận đã nộp tiền", en: "Confirmed a payment" },
  "dossier.refuse": { vi: "Từ chối giải quyết hồ sơ", en: "Refused a dossier" },
  "dossier.withdraw": { vi: "Rút hồ sơ", en: "Withdrew a dossier" },
  "dossier.stop": { vi: "Dừng xử lý hồ sơ", en: "Stopped a dossier" },
  "dossier.assign": { vi: "Phân công hồ sơ", en: "Assigned a dossier" },
  "dossier.forward": { vi: "Chuyển hồ sơ sang bước tiếp theo", en: "Passed a dossier on" },
  "dossier.sendBack": { vi: "Trả hồ sơ về bước trước", en: "Sent a dossier back a step" },
  "dossier.consult": { vi: "Lấy ý kiến cơ quan khác", en: "Asked another agency" },
  "dossier.receiveOpinion": { vi: "Nhận ý kiến phối hợp", en: "Received an opinion" },
  "form.issue": { vi: "Ban hành mẫu giấy tờ", en: "Issued a form" },
  "import.upload": { vi: "Tải sổ lên", en: "Uploaded a register" },
  "import.map": { vi: "Ghép cột của sổ", en: "Mapped a register's columns" },
  "import.cancel-request": { vi: "Yêu cầu dừng nhập sổ", en: "Asked to stop an import" },
  "import.cancel": { vi: "Dừng nhập sổ", en: "Stopped an import" },
  "import.fail": { vi: "Nhập sổ không thành", en: "An import failed" },
  "import.check-end": { vi: "Kiểm tra xong sổ", en: "Finished checking a register" },
  "view.save": { vi: "Lưu bộ lọc", en: "Saved a view" },
  "view.delete": { vi: "Xóa bộ lọc đã lưu", en: "Deleted a view" },
  "city.finish-set-up": { vi: "Hoàn tất thiết lập", en: "Finished the set-up" },
  "city.set-emblem": { vi: "Thay biểu trưng", en: "Changed the emblem" },
  "city.load-demo": { vi: "Nạp dữ liệu mô phỏng", en: "Loaded demo data" },
};
export function actionText(locale: Locale, action: string): string {
  const words = actions[action];
  return words ? say(locale, words) : action;
}
export const auditActions = Object.keys(actions);
export const hasActionWords = (action: string): boolean => action in actions;

/** What an entry is about, by the kind the log keeps. */
const subjects: Readonly<Record<string, Words>> = {
  audit: { vi: "nhật ký", en: "log" },
  "calendar-day": { vi: "ngày", en: "day" },
  "calendar-year": { vi: "lịch năm", en: "year" },
  city: { vi: "thành phố", en: "city" },
  dossier: { vi: "hồ sơ", en: "dossier" },
  "dossier-list": { vi: "danh sách", en: "list" },
  form: { vi: "giấy tờ", en: "form" },
  import: { vi: "lượt nhập", en: "import" },
  job: { vi: "việc nền", en: "job" },
  key: { vi: "khóa kết nối", en: "API key" },
  "office-hours": { vi: "giờ làm việc từ", en: "office hours from" },
  reading: { vi: "việc xem hồ sơ ngày", en: "reading of" },
  redating: { vi: "lần sửa lịch", en: "calendar change" },
  register: { vi: "sổ", en: "register" },
  "sign-in": { vi: "đăng nhập", en: "sign-in" },
  target: { vi: "mục tiêu", en: "target" },
  unit: { vi: "đơn vị", en: "unit" },
  user: { vi: "tài khoản", en: "account" },
  view: { vi: "bộ lọc", en: "view" },
};
export const auditSubjects = Object.keys(subjects);
/** "hồ sơ": a kind of thing the log tells of; one without words is shown as it is. */
export function subjectKindText(locale: Locale, subject: string): string {
  const words = subjects[subject];
  return words ? say(locale, words) : subject;
}
/** "hồ sơ 17"; where there is one of a kind only, its name alone. */
export function subjectText(locale: Locale, subject: string, id: string): string {
  const words = subjects[subject];
  const isOnly = subject === "city" || (subject === "audit" && id === "log") || (subject === "sign-in" && id === "flood");
  return isOnly && words
    ? say(locale, words)
    : `${words ? say(locale, words) : subject} ${/^\d{4}-\d{2}-\d{2}$/.test(id) ? formatDay(id) : id}`;
}

/** What an entry may tell beside who, what and when. A detail without words here does not compile where it is recorded. */
export const detailLabels = {
  accounts: { vi: "số tài khoản", en: "accounts" },
  act: { vi: "thay đổi", en: "change" },
  action: { vi: "việc", en: "act" },
  aim: { vi: "mức đạt", en: "aim" },
  assignee: { vi: "giao cho người số", en: "given to person" },
  areas: { vi: "địa bàn", en: "areas" },
  batches: { vi: "số lượt nhập", en: "imports" },
  before: { vi: "các dòng trước số", en: "entries before" },
  behind: { vi: "tiếp sau hồ sơ số", en: "went on after dossier" },
  bytes: { vi: "dung lượng (byte)", en: "bytes" },
  changed: { vi: "đã sửa", en: "changed" },
  channel: { vi: "hình thức nộp", en: "channel" },
  closed: { vi: "đơn vị chấm dứt", en: "units closed" },
  code: { vi: "mã", en: "code" },
  day: { vi: "ngày", en: "day" },
  days: { vi: "số ngày", en: "days" },
  dossiers: { vi: "số hồ sơ", en: "dossiers" },
  dueAfter: { vi: "hẹn trả mới", en: "due now" },
  dueBefore: { vi: "hẹn trả cũ", en: "due before" },
  expected: { vi: "số hồ sơ dự kiến đổi hẹn", en: "dossiers expected to move" },
  extended: { vi: "hẹn lại", en: "new appointment" },
  factor: { vi: "xác thực bằng", en: "proved by" },
  failure: { vi: "lý do", en: "reason" },
  failures: { vi: "số lần sai", en: "failures" },
  fields: { vi: "các cột đã ghép", en: "columns mapped" },
  files: { vi: "số hồ sơ đã mở", en: "dossiers opened" },
  first: { vi: "lần đầu", en: "first time" },
  floor: { vi: "mức tối thiểu", en: "floor" },
  form: { vi: "giấy tờ số", en: "form" },
  format: { vi: "dạng", en: "format" },
  from: { vi: "từ", en: "from" },
  indicatorCode: { vi: "chỉ tiêu", en: "indicator" },
  isGivenUp: { vi: "bỏ dở", en: "given up" },
  kind: { vi: "loại", en: "kind" },
  method: { vi: "cách đăng nhập", en: "way in" },
  moved: { vi: "số hồ sơ đã đổi hẹn", en: "dossiers moved" },
  name: { vi: "tên", en: "name" },
  number: { vi: "số văn bản", en: "number" },
  on: { vi: "ngày", en: "day" },
  page: { vi: "trang", en: "page" },
  parts: { vi: "các đơn vị mới", en: "new units" },
  post: { vi: "vị trí số", en: "post" },
  predecessors: { vi: "các đơn vị cũ", en: "former units" },
  procedure: { vi: "thủ tục", en: "procedure" },
  procedures: { vi: "số thủ tục", en: "procedures" },
  province: { vi: "tỉnh, thành", en: "province" },
  ranges: { vi: "số dải địa chỉ", en: "address ranges" },
  readers: { vi: "số người đã xem", en: "readers" },
  replaces: { vi: "thay giấy tờ số", en: "replaces form" },
  revoked: { vi: "số phiên đã kết thúc", en: "sessions ended" },
  role: { vi: "vai trò", en: "role" },
  route: { vi: "nơi xem", en: "place" },
  rowsChanged: { vi: "dòng cập nhật", en: "rows changed" },
  rowsNew: { vi: "dòng mới", en: "rows new" },
  rowsRejected: { vi: "dòng bị loại", en: "rows rejected" },
  rowsUnchanged: { vi: "dòng không đổi", en: "rows unchanged" },
  scopes: { vi: "quyền", en: "rights" },
  sectors: { vi: "số lĩnh vực", en: "sectors" },
  seed: { vi: "bộ số mô phỏng", en: "demo seed" },
  sha: { vi: "mã băm", en: "hash" },
  source: { vi: "căn cứ", en: "source" },
  sso: { vi: "đăng nhập một lần", en: "single sign-on" },
  status: { vi: "tình trạng", en: "status" },
  step: { vi: "bước quy trình số", en: "step of the process" },
  stretches: { vi: "giờ làm việc", en: "office hours" },
  subject: { vi: "đối tượng", en: "subject" },
  subjectId: { vi: "mã đối tượng", en: "subject id" },
  successor: { vi: "đơn vị nối tiếp", en: "successor" },
  superseded: { vi: "số lần ghi trước bị thay", en: "earlier entries replaced" },
  task: { vi: "việc", en: "job" },
  to: { vi: "đến", en: "to" },
  totpRequired: { vi: "bắt buộc xác thực hai lớp", en: "second factor required" },
  totpRoles: { vi: "vai trò phải xác thực hai lớp", en: "roles with a second factor" },
  uncounted: { vi: "số hồ sơ không tính lại được", en: "dossiers that could not be counted" },
  unitId: { vi: "đơn vị số", en: "unit" },
  units: { vi: "số đơn vị", en: "units" },
  unmatched: { vi: "số hình không khớp", en: "shapes unmatched" },
  until: { vi: "đến", en: "until" },
  unusual: { vi: "số người bất thường", en: "unusual" },
  users: { vi: "số tài khoản", en: "accounts" },
  usual: { vi: "thường ngày", en: "usual" },
  validFrom: { vi: "từ ngày", en: "from" },
  version: { vi: "lần thay đổi thứ", en: "version" },
  who: { vi: "người thực hiện", en: "by" },
} as const satisfies Record<string, Words>;
export type DetailKey = keyof typeof detailLabels;

/** Who acted when it was no person: "khóa kết nối 3", "hệ thống". */
export function actorText(locale: Locale, id: string): string {
  if (id.startsWith("system:")) return say(locale, { vi: "hệ thống", en: "the system" });
  return id.startsWith("key:") ? subjectText(locale, "key", id.slice("key:".length)) : id;
}

const places = { seal: { vi: "niêm phong số", en: "seal" }, entry: { vi: "dòng số", en: "entry" } } as const;
/** Where a fault was found: "seal 3" as people say it. */
export function placeText(locale: Locale, place: string): string {
  return place.replace(/^(seal|entry)\b/, (kind) => say(locale, kind === "seal" ? places.seal : places.entry));
}
