const vi = {
  title: "Tình trạng hệ thống",
  intro: "Mỗi dòng được đo ngay lúc mở trang. Dòng có vấn đề cho biết cần làm gì.",
  at: "Đo lúc {at}",
  again: "Đo lại",
  overall: {
    good: "Mọi phần đang hoạt động bình thường.",
    watch: "Hệ thống hoạt động, có phần cần theo dõi.",
    bad: "Có phần cần xử lý ngay.",
  },
  states: { good: "Bình thường", watch: "Theo dõi", bad: "Cần xử lý", off: "Không dùng" },
  part: "Phần",
  state: "Tình trạng",
  found: "Đo được",
  todo: "Việc cần làm",
  unasked: "Không hỏi được phần này.",
  checks: {
    database: {
      name: "Cơ sở dữ liệu",
      found: "PostgreSQL {version}, {megabytes, number} MB, {used} trên {most} kết nối đang dùng.",
      todo: "Cần PostgreSQL 15 trở lên. Nếu gần hết kết nối: giảm DATABASE_POOL_SIZE hoặc tăng max_connections. Nếu không kết nối được: kiểm tra máy chủ PostgreSQL và DATABASE_URL.",
    },
    migrations: {
      name: "Phiên bản dữ liệu",
      found: "Đã áp dụng {applied} bước, còn thiếu {missing}, dở dang {broken}. Bước mới nhất: {latest}.",
      todo: "Chạy npm run migrate bằng tài khoản chủ sở hữu, rồi khởi động lại. Bước dở dang: sửa nguyên nhân, rồi npm run migrate -- forgive TÊN.",
    },
    queue: {
      name: "Hàng đợi việc nền",
      found: "{waiting} việc chờ, {running} đang chạy, {failed} đã dừng vì lỗi; việc chờ lâu nhất {oldestSeconds, number} giây.",
      todo: "Việc chờ lâu: kiểm tra tiến trình npm run worker có đang chạy. Việc dừng vì lỗi: xem bảng dưới, sửa nguyên nhân rồi bấm Chạy lại.",
    },
    fold: {
      name: "Tổng hợp số liệu",
      found:
        "{waiting, plural, =0 {Mọi thay đổi đã được tổng hợp.} other {# thay đổi chờ tổng hợp. Số liệu vẫn đúng, chỉ đọc chậm hơn.}}",
      todo: "Kiểm tra tiến trình npm run worker; nếu đang nhập sổ lớn, chờ nhập xong.",
    },
    seal: {
      name: "Niêm phong nhật ký",
      found:
        "{seals, plural, =0 {Chưa có niêm phong nào} other {# niêm phong, gần nhất {lastMinutes, number} phút trước}}; dòng chờ lâu nhất {waitingSeconds, number} giây.",
      todo: "Kiểm tra tiến trình npm run worker và quyền ghi tệp AUDIT_HEAD_FILE; chạy npm run audit:verify để biết nhật ký còn nguyên vẹn.",
    },
    live: {
      name: "Kênh trực tiếp",
      found:
        "{state, select, good {Đang nghe thay đổi từ cơ sở dữ liệu.} bad {Không nghe được thay đổi từ cơ sở dữ liệu.} other {Tiến trình này không mở kênh trực tiếp.}}",
      todo: "Màn hình không tự cập nhật. Máy chủ tự nối lại; nếu kéo dài, kiểm tra kết nối tới PostgreSQL.",
    },
    disk: {
      name: "Đĩa của DATA_DIR",
      found: "Còn {freeGigabytes, number} GB trên {totalGigabytes, number} GB ({percent}%).",
      todo: "Giải phóng hoặc mở rộng đĩa. Khi hết chỗ, không nhận được tệp và không ghi được niêm phong.",
    },
    files: {
      name: "Tệp đã lưu",
      found:
        "{days, plural, =-1 {Chưa có đêm nào được kiểm tra.} =0 {Đêm qua đọc lại {checked, number} tệp: {damaged} tệp hỏng, {missing} tệp mất.} other {Lần kiểm tra gần nhất cách đây # ngày, đọc lại {checked, number} tệp: {damaged} tệp hỏng, {missing} tệp mất.}}",
      todo: "Tệp hỏng hoặc mất: tên tệp có trong nhật ký máy chủ (a stored file is not what it was); lấy lại từ bản sao lưu của DATA_DIR và kiểm tra đĩa. Nhiều ngày chưa kiểm tra: xem npm run worker có đang chạy.",
    },
    scanner: {
      name: "Quét mã độc",
      found:
        "{state, select, off {Chưa cấu hình CLAMD_ADDRESS; tệp đính kèm không được quét.} other {{waiting, plural, =0 {Không có tệp nào chờ quét.} other {# tệp chờ quét, tệp chờ lâu nhất {minutes, number} phút.}}}}",
      todo: "Kiểm tra clamd có đang chạy, CLAMD_ADDRESS có đúng không và StreamMaxLength của clamd có từ 50M trở lên; tên tệp không quét được có trong nhật ký máy chủ (a file could not be scanned).",
    },
    cameras: {
      name: "Hình camera",
      found:
        "{state, select, off {Chưa cấu hình CAMERA_NETWORKS; không camera nào được xem.} other {{decoder, select, contained {ffmpeg chạy trong hộp cát} bare {ffmpeg chạy ngoài hộp cát} other {Không chạy được ffmpeg}}; đang phát {live} trên {most} camera cho phép{blind, plural, =0 {.} other {; tiến trình nền không giải mã được hình của # camera.}}}}",
      todo: "Cài gói ffmpeg trên máy chạy web và máy chạy npm run worker, kiểm tra FFMPEG_PATH. Để ffmpeg chạy trong hộp cát: cài gói bubblewrap và cho phép không gian tên người dùng (user namespaces).",
    },
    clock: {
      name: "Đồng hồ",
      found: "Lệch với cơ sở dữ liệu {skewMs, number} ms.",
      todo: "Bật đồng bộ giờ (NTP/chrony) trên cả hai máy. Lệch nhiều làm sai giờ tiếp nhận và mã xác thực hai lớp.",
    },
    calendar: {
      name: "Lịch làm việc",
      found:
        "{state, select, bad {Lịch chỉ có đến hết {until}.} other {Lịch có đến hết {until}, còn {months, number} tháng.}}{expected, select, none {} other { Còn là dự kiến, chưa có văn bản chính thức: năm {expected}.}}",
      todo: "Nhập ngày nghỉ và ngày làm bù của năm tới ở trang Lịch làm việc theo thông báo chính thức. Năm chưa có lịch thì không tính được hạn: hồ sơ có hạn rơi vào năm đó không tiếp nhận được.",
    },
    certificate: {
      name: "Chứng thư của địa chỉ công khai",
      found:
        "{state, select, off {{host} không dùng HTTPS.} other {{days, plural, =-1 {Không đọc được chứng thư của {host}.} other {{host}: còn # ngày.}}}}",
      todo: "Gia hạn chứng thư TLS ở proxy phía trước. Nếu không đọc được, kiểm tra PUBLIC_URL và đường mạng từ máy chủ tới địa chỉ đó.",
    },
    "sign-in": {
      name: "Đăng nhập một lần",
      found:
        "{state, select, off {Chưa cấu hình OIDC; người dùng đăng nhập bằng mật khẩu.} good {{host} trả lời sau {tookMs, number} ms.} other {{host}: {reason}, sau {tookMs, number} ms.}}",
      todo: "Người dùng không đăng nhập một lần được. Kiểm tra máy chủ định danh, OIDC_ISSUER và tường lửa; tài khoản có mật khẩu vẫn vào được.",
    },
    process: {
      name: "Máy chủ ứng dụng",
      found: "Node {node}, chạy {hours, number} giờ, dùng {megabytes, number} MB bộ nhớ.",
      todo: "Nếu bộ nhớ tăng mãi, khởi động lại npm start và báo đơn vị triển khai kèm nhật ký.",
    },
  },
  jobs: {
    title: "Việc nền có lỗi",
    none: "Không có việc nền nào bị lỗi.",
    task: "Việc",
    tries: "Số lần thử",
    triesOf: "{attempts} trên {most}",
    error: "Lỗi",
    next: "Lần chạy",
    givenUp: "đã dừng",
    retry: "Chạy lại",
    tasks: {
      "run-import": "Nhập sổ hồ sơ",
      "scan-files": "Quét mã độc tệp đính kèm",
      "fetch-lists": "Lấy danh sách thu hồi chứng thư",
      "ask-responders": "Hỏi tình trạng chứng thư (OCSP)",
      "sign-documents": "Ký số văn bản",
      "check-signatures": "Kiểm tra chữ ký số của văn bản",
      "redate-dossiers": "Đổi ngày hẹn theo lịch",
      "fold-cells": "Tổng hợp số liệu",
      "seal-audit": "Niêm phong nhật ký",
      "count-quality": "Tính chỉ số phục vụ",
      "push-exchange": "Gửi hồ sơ lên Cổng dịch vụ công",
      "push-packets": "Gửi, nhận văn bản liên thông",
      "probe-cameras": "Kiểm tra camera",
      sweep: "Dọn dẹp",
    },
  },
};
const en: typeof vi = {
  title: "System health",
  intro: "Each line is measured when the page is opened. A line with a problem says what to do.",
  at: "Measured at {at}",
  again: "Measure again",
  overall: {
    good: "Every part works.",
    watch: "The system works; something needs watching.",
    bad: "Something needs action now.",
  },
  states: { good: "Good", watch: "Watch", bad: "Needs action", off: "Not used" },
  part: "Part",
  state: "State",
  found: "Measured",
  todo: "What to do",
  unasked: "This part could not be checked.",
  checks: {
    database: {
      name: "Database",
      found: "PostgreSQL {version}, {megabytes, number} MB, {used} of {most} connections in use.",
      todo: "PostgreSQL 15 or newer is needed. Nearly out of connections: lower DATABASE_POOL_SIZE or raise max_connections. No connection: look at the PostgreSQL server and DATABASE_URL.",
    },
    migrations: {
      name: "Version of the data",
      found: "{applied} steps applied, {missing} missing, {broken} interrupted. Latest: {latest}.",
      todo: "Run npm run migrate as the owner, then restart. A step that was interrupted: fix the cause, then npm run migrate -- forgive NAME.",
    },
    queue: {
      name: "Background jobs",
      found: "{waiting} waiting, {running} running, {failed} given up; the longest has waited {oldestSeconds, number} s.",
      todo: "Long waits: see that npm run worker is running. Jobs given up: read the table below, fix the cause, then press Run again.",
    },
    fold: {
      name: "Updating of the figures",
      found:
        "{waiting, plural, =0 {Every change has been added up.} one {# change waits to be added up. The figures are right, only slower to read.} other {# changes wait to be added up. The figures are right, only slower to read.}}",
      todo: "See that npm run worker is running; while a large register is being imported, wait for it to finish.",
    },
    seal: {
      name: "Sealing of the audit log",
      found:
        "{seals, plural, =0 {No seal yet} other {# seals, the last one {lastMinutes, number} minutes ago}}; the longest wait is {waitingSeconds, number} s.",
      todo: "See that npm run worker is running and may write AUDIT_HEAD_FILE; run npm run audit:verify to check that the log is intact.",
    },
    live: {
      name: "Live channel",
      found:
        "{state, select, good {Listening for changes in the database.} bad {Not hearing of changes in the database.} other {This process has no live channel.}}",
      todo: "Screens do not refresh by themselves. The server reconnects on its own; if it goes on, look at the connection to PostgreSQL.",
    },
    disk: {
      name: "Disk of DATA_DIR",
      found: "{freeGigabytes, number} GB free of {totalGigabytes, number} GB ({percent}%).",
      todo: "Free or extend the disk. When it is full no file is accepted and no seal is written.",
    },
    files: {
      name: "Stored files",
      found:
        "{days, plural, =-1 {No night has been checked yet.} =0 {Last night {checked, number} files were read again: {damaged} damaged, {missing} missing.} other {The last check was # days ago and read {checked, number} files again: {damaged} damaged, {missing} missing.}}",
      todo: "Damaged or missing: the server's log names the files (a stored file is not what it was); fetch them from the backup of DATA_DIR and examine the disk. No check for days: see that npm run worker is running.",
    },
    scanner: {
      name: "Virus scanner",
      found:
        "{state, select, off {CLAMD_ADDRESS is not set; attached files are not scanned.} other {{waiting, plural, =0 {No file waits to be scanned.} other {# files wait, the oldest for {minutes, number} minutes.}}}}",
      todo: "See that clamd runs, that CLAMD_ADDRESS is right and that clamd's StreamMaxLength is 50M or more; the names of files that could not be scanned are in the server's log (a file could not be scanned).",
    },
    cameras: {
      name: "Camera pictures",
      found:
        "{state, select, off {CAMERA_NETWORKS is not set; no camera is looked at.} other {{decoder, select, contained {ffmpeg runs in a sandbox} bare {ffmpeg runs without a sandbox} other {ffmpeg cannot be run}}; {live} of the {most} cameras there may be are live{blind, plural, =0 {.} one {; the workers cannot decode the picture of # camera.} other {; the workers cannot decode the pictures of # cameras.}}}}",
      todo: "Install ffmpeg on the machines of the web and of npm run worker, and see that FFMPEG_PATH is right. For the sandbox: install bubblewrap and let it make user namespaces.",
    },
    clock: {
      name: "Clock",
      found: "{skewMs, number} ms off the database.",
      todo: "Turn on time synchronisation (NTP/chrony) on both machines. A large skew makes times of acceptance and two-factor codes wrong.",
    },
    calendar: {
      name: "Working calendar",
      found:
        "{state, select, bad {The calendar ends on {until}.} other {The calendar reaches to {until}, {months, plural, one {# month} other {# months}} from now.}}{expected, select, none {} other { Expected only, with no official text yet: {expected}.}}",
      todo: "Enter the days off and the make-up days of the coming year on the calendar page from the official notice. In a year without a calendar no deadline can be counted: dossiers due in it cannot be accepted.",
    },
    certificate: {
      name: "Certificate of the public address",
      found:
        "{state, select, off {{host} does not use HTTPS.} other {{days, plural, =-1 {The certificate of {host} cannot be read.} one {{host}: # day left.} other {{host}: # days left.}}}}",
      todo: "Renew the TLS certificate at the proxy in front. If it cannot be read, check PUBLIC_URL and the way from this server to it.",
    },
    "sign-in": {
      name: "Single sign-on",
      found:
        "{state, select, off {OIDC is not configured; people sign in with a password.} good {{host} answers in {tookMs, number} ms.} other {{host}: {reason}, after {tookMs, number} ms.}}",
      todo: "People cannot use single sign-on. Check the identity server, OIDC_ISSUER and the firewall; accounts with a password still get in.",
    },
    process: {
      name: "Application server",
      found: "Node {node}, up {hours, number} h, {megabytes, number} MB of memory.",
      todo: "If memory keeps growing, restart npm start and tell whoever installed the system, with the log.",
    },
  },
  jobs: {
    title: "Background jobs with errors",
    none: "No background job has failed.",
    task: "Job",
    tries: "Tries",
    triesOf: "{attempts} of {most}",
    error: "Error",
    next: "Runs",
    givenUp: "given up",
    retry: "Run again",
    tasks: {
      "run-import": "Import of a register",
      "scan-files": "Virus scan of attached files",
      "fetch-lists": "Fetch of revocation lists",
      "ask-responders": "Questions to responders (OCSP)",
      "sign-documents": "Signing of documents",
      "check-signatures": "Check of documents' signatures",
      "redate-dossiers": "Moving due days with the calendar",
      "fold-cells": "Updating of the figures",
      "seal-audit": "Sealing of the log",
      "count-quality": "Counting of service quality",
      "push-exchange": "Sending to the portal",
      "push-packets": "Exchange of documents",
      "probe-cameras": "Looking at cameras",
      sweep: "Clean-up",
    },
  },
};
export const health = { vi, en };
