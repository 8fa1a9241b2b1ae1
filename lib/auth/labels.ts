import type { Role } from "@/lib/db/generated/enums";
import type { Permission } from "@/lib/policy";
import type { Words } from "@/lib/words";
import type { SignInMethod } from "./model";

export const roleLabels: Record<Role, Words> = {
  LEADER: { vi: "Lãnh đạo", en: "Leader" },
  UNIT_HEAD: { vi: "Thủ trưởng đơn vị", en: "Head of unit" },
  ONE_STOP_OFFICER: { vi: "Cán bộ Một cửa", en: "One-stop officer" },
  SPECIALIST: { vi: "Chuyên viên xử lý", en: "Specialist" },
  RECORDS_CLERK: { vi: "Văn thư", en: "Records clerk" },
  IT_ADMIN: { vi: "Quản trị hệ thống", en: "IT administrator" },
  AUDITOR: { vi: "Kiểm tra, giám sát", en: "Auditor" },
};

export const permissionLabels: Record<Permission, Words> = {
  "overview.view": { vi: "Xem số liệu tổng quan", en: "See the overview figures" },
  "dossiers.view": { vi: "Xem hồ sơ", en: "See dossiers" },
  "dossiers.process": { vi: "Xử lý hồ sơ", en: "Process dossiers" },
  "dossiers.approve": { vi: "Phê duyệt hồ sơ", en: "Approve dossiers" },
  "dossiers.reveal": { vi: "Xem đầy đủ thông tin cá nhân", en: "See personal data in full" },
  "dossiers.export": { vi: "Xuất danh sách hồ sơ", en: "Export dossiers" },
  "dossiers.import": { vi: "Nhập sổ hồ sơ", en: "Import dossiers" },
  "ratings.view": { vi: "Xem đánh giá của người dân", en: "Read citizens' ratings" },
  "registers.print": { vi: "In sổ theo dõi hồ sơ", en: "Print the register book" },
  "documents.view": { vi: "Xem văn bản đến, đi, nội bộ", en: "See documents" },
  "documents.draft": { vi: "Soạn dự thảo văn bản", en: "Draft documents" },
  "documents.register": { vi: "Vào sổ, cấp số văn bản", en: "Register and number documents" },
  "documents.exchange": { vi: "Gửi, nhận văn bản liên thông", en: "Exchange documents with other agencies" },
  "documents.manage": { vi: "Bỏ số, mở và khóa sổ văn bản", en: "Void numbers, open and close registers" },
  "documents.route": { vi: "Chuyển giao văn bản", en: "Pass documents on" },
  "documents.direct": { vi: "Chỉ đạo giải quyết văn bản", en: "Direct the work with documents" },
  "meetings.view": { vi: "Dự họp, xem tài liệu họp được mời", en: "Come to meetings and read their papers" },
  "meetings.organise": { vi: "Tổ chức, theo dõi cuộc họp của đơn vị", en: "Organise and follow a unit's meetings" },
  "procedures.manage": { vi: "Quản lý thủ tục hành chính", en: "Manage procedures" },
  "units.manage": { vi: "Quản lý đơn vị", en: "Manage units" },
  "areas.manage": { vi: "Quản lý địa bàn", en: "Manage areas" },
  "users.manage": { vi: "Quản lý tài khoản", en: "Manage accounts" },
  "calendar.manage": { vi: "Quản lý lịch làm việc", en: "Manage the calendar" },
  "targets.manage": { vi: "Quản lý chỉ tiêu", en: "Manage targets" },
  "quality.manage": { vi: "Quản lý chỉ số phục vụ", en: "Manage service quality" },
  "city.manage": { vi: "Cấu hình thành phố", en: "Configure the city" },
  "keys.manage": { vi: "Quản lý khóa kết nối", en: "Manage API keys" },
  "system.manage": { vi: "Theo dõi, vận hành hệ thống", en: "Watch and run the system" },
  "exchange.manage": { vi: "Quản lý đồng bộ với Cổng dịch vụ công", en: "Manage the synchronisation with the portal" },
  "audit.view": { vi: "Xem nhật ký hệ thống", en: "See the audit log" },
  "signatures.check": { vi: "Kiểm tra chữ ký số của tệp", en: "Check the signatures of a file" },
  "signatures.certificates": { vi: "Quản lý chứng thư số của người ký", en: "Manage the signers' certificates" },
  "cameras.view": { vi: "Xem camera", en: "See cameras" },
  "cameras.manage": { vi: "Đăng ký, sửa camera", en: "Register and change cameras" },
  "subsystems.manage": { vi: "Thiết lập phân hệ, chỉ tiêu", en: "Set up subsystems and indicators" },
  "figures.record": { vi: "Ghi nhận số liệu của phân hệ", en: "Take in figures of subsystems" },
  "signatures.trust": { vi: "Quản lý tổ chức chứng thực tin cậy", en: "Manage the trusted authorities" },
};

export const methodLabels: Record<SignInMethod, Words> = {
  password: { vi: "Mật khẩu", en: "Password" },
  "password+totp": { vi: "Mật khẩu và mã xác thực", en: "Password and code" },
  sso: { vi: "Đăng nhập một lần", en: "Single sign-on" },
};

export const refusals = {
  "bad-credentials": {
    vi: "Tên đăng nhập, mật khẩu hoặc mã xác thực chưa đúng.",
    en: "The user name, password or code is not right.",
  },
  "code-required": {
    vi: "Nhập mã 6 chữ số trên ứng dụng xác thực của ông/bà.",
    en: "Enter the 6-digit code from your authenticator app.",
  },
  "too-many-sign-ins": {
    vi: "Đăng nhập sai quá nhiều lần từ mạng này. Vui lòng thử lại sau 15 phút.",
    en: "Too many failed sign-ins from this network. Please try again in 15 minutes.",
  },
  "sign-in-failed": {
    vi: "Chưa đăng nhập được. Vui lòng thử lại; nếu vẫn không được, báo quản trị hệ thống.",
    en: "Signing in did not work. Please try again; if it goes on, tell your administrator.",
  },
  "sso-failed": {
    vi: "Hệ thống đăng nhập một lần chưa xác nhận được ông/bà. Vui lòng thử lại.",
    en: "The single sign-on system did not confirm who you are. Please try again.",
  },
  "sso-not-invited": {
    vi: "Tài khoản đăng nhập một lần này chưa được cấp quyền vào hệ thống. Liên hệ quản trị để được mời.",
    en: "This single sign-on account has not been invited. Ask your administrator for an invitation.",
  },
  "link-not-usable": {
    vi: "Liên kết đã được dùng, đã hết hạn hoặc không đúng. Đề nghị quản trị cấp liên kết mới.",
    en: "This link was used, has expired or is not right. Ask your administrator for a new one.",
  },
  "password-common": {
    vi: "Mật khẩu này dễ đoán. Hãy chọn một cụm từ dài, không chứa tên của mình và từ quen thuộc.",
    en: "This password is easy to guess. Choose a long phrase without your own name or well-known words.",
  },
  "confirm-required": {
    vi: "Việc này cần xác nhận lại ông/bà là ai. Nhập mã xác thực hoặc mật khẩu rồi làm tiếp.",
    en: "This needs you to confirm who you are. Enter your code or password and go on.",
  },
  "confirm-by-sso": {
    vi: "Phiên này bắt đầu từ hệ thống đăng nhập một lần. Đăng nhập lại tại đó để xác nhận.",
    en: "This session began at the single sign-on system. Sign in there again to confirm.",
  },
  "password-same": { vi: "Mật khẩu mới trùng với mật khẩu đang dùng.", en: "The new password is the one in use." },
  "password-wrong": { vi: "Mật khẩu hiện tại chưa đúng.", en: "The current password is not right." },
  "no-password": {
    vi: "Tài khoản này đăng nhập một lần, không dùng mật khẩu riêng.",
    en: "This account signs in by single sign-on and has no password of its own.",
  },
  "code-wrong": {
    vi: "Mã xác thực chưa đúng hoặc đã dùng. Chờ mã mới rồi nhập lại.",
    en: "The code is not right or was used already. Wait for the next one.",
  },
  "totp-on": { vi: "Xác thực hai lớp đang bật.", en: "The second factor is already on." },
  "totp-off": { vi: "Chưa bật xác thực hai lớp.", en: "The second factor is not on." },
  "totp-mandatory": {
    vi: "Quản trị yêu cầu tài khoản này dùng xác thực hai lớp nên không tắt được.",
    en: "Your administrator requires the second factor, so it cannot be turned off.",
  },
  "totp-first": {
    vi: "Tài khoản này phải bật xác thực hai lớp trước khi làm việc.",
    en: "This account must set up its second factor before anything else.",
  },
  "login-taken": { vi: "Tên đăng nhập đã có người dùng.", en: "This user name is taken." },
  "subject-taken": {
    vi: "Mã định danh đăng nhập một lần đã gắn với tài khoản khác.",
    en: "This single sign-on identifier belongs to another account.",
  },
  "no-sso": { vi: "Hệ thống chưa cấu hình đăng nhập một lần.", en: "Single sign-on is not configured." },
  "last-admin": {
    vi: "Đây là quản trị hệ thống cuối cùng. Hãy giao quyền quản trị cho người khác trước.",
    en: "This is the last IT administrator. Give the role to somebody else first.",
  },
  "own-account": {
    vi: "Không tự thay đổi quyền hoặc khóa tài khoản của chính mình; nhờ quản trị khác thực hiện.",
    en: "You cannot change your own rights or disable your own account; ask another administrator.",
  },
  "user-changed": {
    vi: "Tài khoản vừa được người khác thay đổi. Tải lại trang để xem bản mới.",
    en: "Somebody else has just changed this account. Reload to see it.",
  },
  "user-disabled": { vi: "Tài khoản đang bị khóa. Mở khóa trước.", en: "This account is disabled. Enable it first." },
  "unit-unknown": { vi: "Đơn vị không có hoặc đã thôi hoạt động.", en: "This unit does not exist or has ended." },
  "post-held": { vi: "Người này đang giữ vị trí đó.", en: "This person already holds that post." },
} as const satisfies Record<string, Words>;
