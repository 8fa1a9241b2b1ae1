import { weekdayWords } from "@/lib/calendar/labels";
import { weekdayOf } from "@/lib/calendar/rules";
import { formatDay, formatInstant, type Locale, say, type Words } from "@/lib/words";
import type { DueExplanation, Limit } from "./clock/due";
import { correctionRefusals } from "./correction/labels";
import { refusals as deskRefusals } from "./desk/labels";
import { intakeRefusals } from "./intake/labels";
import type {
  ActName,
  Channel,
  CutoffPolicy,
  DossierState,
  LimitUnit,
  Outcome,
  ResultKind,
  ServiceLevel,
  SupplementPolicy,
} from "./model";

export { applicantKindWords, fieldWords } from "./correction/labels";
export { bulkActs } from "./desk/acts";
export { deliveryWords, feeKindWords, paymentMethodWords, stopBasesOn } from "./desk/labels";
export { latenessText } from "./list/lateness";
export { type DossierSet, isByDue, isOfOpen, longWaitDays, type SetGroup, setGroups } from "./list/sets";

/** The national list, word for word in Vietnamese. */
export const stateWords: Record<DossierState, Words> = {
  REGISTERED: { vi: "Mới đăng ký", en: "Newly registered" },
  ACCEPTED: { vi: "Được tiếp nhận", en: "Accepted" },
  NOT_ACCEPTED: { vi: "Không được tiếp nhận", en: "Not accepted" },
  IN_PROGRESS: { vi: "Đang xử lý", en: "In progress" },
  AWAITING_SUPPLEMENT: { vi: "Yêu cầu bổ sung giấy tờ", en: "Supplement requested" },
  AWAITING_PAYMENT: { vi: "Yêu cầu thực hiện nghĩa vụ tài chính", en: "Payment requested" },
  WITHDRAWN: { vi: "Công dân yêu cầu rút hồ sơ", en: "Withdrawn by the applicant" },
  STOPPED: { vi: "Dừng xử lý", en: "Processing stopped" },
  FINISHED: { vi: "Đã xử lý xong", en: "Processing finished" },
  RETURNED: { vi: "Đã trả kết quả", en: "Result returned" },
};

export const outcomeWords: Record<Outcome, Words> = {
  EARLY: { vi: "Trước hạn", en: "Early" },
  ON_TIME: { vi: "Đúng hạn", en: "On time" },
  LATE: { vi: "Quá hạn", en: "Late" },
  WITHDRAWN: { vi: "Đã rút", en: "Withdrawn" },
  STOPPED: { vi: "Đã dừng", en: "Stopped" },
  NOT_ACCEPTED: { vi: "Không tiếp nhận", en: "Not accepted" },
};

export const channelWords: Record<Channel, Words> = {
  COUNTER: { vi: "Trực tiếp", en: "At the counter" },
  ONLINE: { vi: "Trực tuyến", en: "Online" },
  POST: { vi: "Bưu chính công ích", en: "By public post" },
};

export const serviceLevelWords: Record<ServiceLevel, Words> = {
  INFORMATION: { vi: "Cung cấp thông tin", en: "Information only" },
  PARTIAL: { vi: "Trực tuyến một phần", en: "Partly online" },
  FULL: { vi: "Trực tuyến toàn trình", en: "Fully online" },
};

export const resultKindWords: Record<ResultKind, Words> = {
  GRANTED: { vi: "Đã giải quyết", en: "Granted" },
  REFUSED: { vi: "Từ chối giải quyết", en: "Refused" },
};

export const limitUnitWords: Record<LimitUnit, Words> = {
  SAME_DAY: { vi: "trong ngày", en: "same day" },
  WORKING_DAY: { vi: "ngày làm việc", en: "working days" },
  CALENDAR_DAY: { vi: "ngày", en: "days" },
  MONTH: { vi: "tháng", en: "months" },
  WORKING_HOUR: { vi: "giờ làm việc", en: "working hours" },
  CLOCK_HOUR: { vi: "giờ", en: "hours" },
  TEXT: { vi: "theo văn bản riêng", en: "as stated in the text" },
};

export const cutoffPolicyWords: Record<CutoffPolicy, Words> = {
  NONE: { vi: "Không áp dụng giờ chốt", en: "No cut-off" },
  SAME_DAY_15H: { vi: "Nhận sau 15 giờ thì trả ngày làm việc tiếp theo", en: "After 15:00, due the next working day" },
  AFTER_CLOSE_NEXT_DAY: {
    vi: "Nhận ngoài giờ thì tính như nhận vào ngày làm việc tiếp theo",
    en: "Outside office hours counts as the next working day",
  },
};

export const supplementPolicyWords: Record<SupplementPolicy, Words> = {
  RESTART: { vi: "Tính lại từ đầu", en: "Counted again from the start" },
  PAUSE: { vi: "Không tính thời gian chờ", en: "Waiting time not counted" },
};

export const clockStopWords: Record<"SUPPLEMENT" | "PAYMENT" | "OTHER", Words> = {
  SUPPLEMENT: { vi: "Chờ bổ sung hồ sơ", en: "Waiting for papers" },
  PAYMENT: { vi: "Chờ thực hiện nghĩa vụ tài chính", en: "Waiting for payment" },
  OTHER: { vi: "Tạm dừng", en: "Paused" },
};

/** What a button says. */
export const moveWords: Record<ActName, Words> = {
  accept: { vi: "Tiếp nhận", en: "Accept" },
  decline: { vi: "Từ chối tiếp nhận", en: "Decline" },
  start: { vi: "Chuyển xử lý", en: "Start processing" },
  requestSupplement: { vi: "Yêu cầu bổ sung", en: "Request a supplement" },
  receiveSupplement: { vi: "Nhận hồ sơ bổ sung", en: "Receive the supplement" },
  requestPayment: { vi: "Yêu cầu nghĩa vụ tài chính", en: "Request payment" },
  confirmPayment: { vi: "Xác nhận đã nộp tiền", en: "Confirm payment" },
  extend: { vi: "Xin lỗi và hẹn lại", en: "Apologise and re-appoint" },
  finish: { vi: "Xử lý xong", en: "Finish" },
  refuse: { vi: "Từ chối giải quyết", en: "Refuse" },
  withdraw: { vi: "Rút hồ sơ", en: "Withdraw" },
  stop: { vi: "Dừng xử lý", en: "Stop" },
  return: { vi: "Trả kết quả", en: "Return the result" },
  reopen: { vi: "Mở lại do bấm nhầm", en: "Reopen: finished by mistake" },
  assign: { vi: "Phân công", en: "Assign" },
  forward: { vi: "Chuyển bước tiếp theo", en: "Pass on to the next step" },
  sendBack: { vi: "Trả về bước trước", en: "Send back a step" },
  consult: { vi: "Lấy ý kiến cơ quan khác", en: "Consult another agency" },
  receiveOpinion: { vi: "Ghi ý kiến trả lời", en: "Write the opinion" },
};

/** What a timeline says once it is done. */
export const eventWords: Record<ActName | "register" | "import" | "exchange" | "redate" | "correct", Words> = {
  correct: { vi: "Đã sửa thông tin hồ sơ", en: "Corrected" },
  register: { vi: "Nộp hồ sơ trực tuyến", en: "Applied online" },
  exchange: { vi: "Đồng bộ từ hệ thống khác", en: "Synchronised from another system" },
  import: { vi: "Cập nhật từ sổ hồ sơ", en: "Updated from a register" },
  redate: { vi: "Ngày hẹn trả đổi theo lịch làm việc", en: "Due day moved with the working calendar" },
  accept: { vi: "Đã tiếp nhận hồ sơ", en: "Accepted" },
  decline: { vi: "Không tiếp nhận hồ sơ", en: "Declined at intake" },
  start: { vi: "Chuyển xử lý", en: "Processing started" },
  requestSupplement: { vi: "Yêu cầu bổ sung giấy tờ, tạm dừng tính thời hạn", en: "Supplement requested, clock stopped" },
  receiveSupplement: { vi: "Đã nhận đủ giấy tờ bổ sung", en: "Supplement received" },
  requestPayment: { vi: "Yêu cầu nghĩa vụ tài chính, tạm dừng tính thời hạn", en: "Payment requested, clock stopped" },
  confirmPayment: { vi: "Đã hoàn thành nghĩa vụ tài chính", en: "Payment confirmed" },
  extend: { vi: "Đã xin lỗi và hẹn lại ngày trả", en: "Apology sent, new appointment" },
  finish: { vi: "Đã xử lý xong", en: "Processing finished" },
  refuse: { vi: "Từ chối giải quyết", en: "Refused after appraisal" },
  withdraw: { vi: "Người nộp rút hồ sơ", en: "Withdrawn by the applicant" },
  stop: { vi: "Dừng xử lý", en: "Processing stopped" },
  return: { vi: "Đã trả kết quả", en: "Result returned" },
  reopen: { vi: "Mở lại để xử lý tiếp", en: "Reopened" },
  assign: { vi: "Phân công xử lý", en: "Assigned" },
  forward: { vi: "Chuyển sang bước tiếp theo", en: "Passed on to the next step" },
  sendBack: { vi: "Trả về bước trước", en: "Sent back a step" },
  consult: { vi: "Lấy ý kiến cơ quan khác", en: "Another agency was asked" },
  receiveOpinion: { vi: "Nhận ý kiến trả lời", en: "Opinion received" },
};

export const refusals = {
  ...deskRefusals,
  ...intakeRefusals,
  ...correctionRefusals,
  "dossier-changed": {
    vi: "Hồ sơ vừa được người khác cập nhật. Mời xem lại rồi thao tác tiếp.",
    en: "Somebody else has just changed this dossier. Look again before going on.",
  },
  "dossier-code-unknown": {
    vi: "Không có hồ sơ mang mã này trong phạm vi ông/bà được xem. Kiểm tra lại mã trên giấy hẹn.",
    en: "There is no dossier of this code among those you may see. Check the code on the receipt.",
  },
  "dossier-code-unreadable": {
    vi: "Đây không phải mã hồ sơ. Mã có dạng H22.15.7-261126-0001 hoặc 000.07.15.H22-261126-0001.",
    en: "This is no dossier code. A code looks like H22.15.7-261126-0001 or 000.07.15.H22-261126-0001.",
  },
  "move-not-open": {
    vi: "Hồ sơ đang ở trạng thái không cho phép bước này.",
    en: "The dossier is in a state that does not allow this step.",
  },
  "move-before-last": {
    vi: "Thời điểm thao tác sớm hơn bước trước đó của hồ sơ. Kiểm tra lại đồng hồ máy chủ.",
    en: "This step is dated before the one that came last. Check the server's clock.",
  },
  "reason-required": { vi: "Cần ghi rõ lý do.", en: "A reason is required." },
  "supplements-used-up": {
    vi: "Đã yêu cầu bổ sung đủ số lần cho phép: một lần, đầy đủ (Nghị định 118/2025, thay Nghị định 61/2018), trừ khi thủ tục quy định khác.",
    en: "No further supplement may be requested: once, complete (Decree 118/2025, in place of Decree 61/2018), unless the procedure says otherwise.",
  },
  "reopen-too-late": {
    vi: "Chỉ mở lại được trong chính ngày đã bấm xong; từ ngày sau kết quả đã vào báo cáo và đã báo người nộp.",
    en: "It can be reopened only on the day it was finished; from the next day on it stands in reports and was told.",
  },
  "extend-once": {
    vi: "Hồ sơ đã hẹn lại một lần, không được hẹn lại lần nữa (Nghị định 118/2025, thay Nghị định 61/2018).",
    en: "The dossier has been re-appointed once already; a second time is not allowed (Decree 118/2025, in place of Decree 61/2018).",
  },
  "extend-no-due": { vi: "Hồ sơ không có ngày hẹn trả nên không hẹn lại được.", en: "The dossier has no due day to put off." },
  "extend-day-required": { vi: "Cần chọn ngày hẹn lại.", en: "Choose the new day." },
  "extend-too-late": {
    vi: "Phải xin lỗi và hẹn lại chậm nhất 01 ngày trước ngày hẹn trả (Nghị định 118/2025, thay Nghị định 61/2018).",
    en: "The apology must be sent at the latest one day before the due day (Decree 118/2025, in place of Decree 61/2018).",
  },
  "extend-not-later": { vi: "Ngày hẹn lại phải sau ngày hẹn trả ban đầu.", en: "The new day must be later than the due day." },
  "extend-not-working-day": { vi: "Ngày hẹn lại phải là ngày làm việc.", en: "The new day must be a working day." },
  "procedure-not-offered": {
    vi: "Thủ tục hành chính này không áp dụng vào ngày hôm nay.",
    en: "This procedure is not offered today.",
  },
  "unit-without-identifier": {
    vi: "Đơn vị tiếp nhận chưa có mã định danh nên không cấp được mã hồ sơ.",
    en: "The receiving unit has no identifier, so no dossier code can be given out.",
  },
  "calendar-changed": {
    vi: "Lịch làm việc vừa được người khác sửa nên kết quả xem trước không còn đúng. Mời xem trước lại rồi áp dụng.",
    en: "Somebody else has just changed the calendar, so the preview no longer holds. Preview again, then apply.",
  },
  "calendar-redating": {
    vi: "Lần sửa lịch trước còn đang đổi ngày hẹn trả. Mời chờ xong rồi sửa tiếp; tiến độ ghi ở đầu trang.",
    en: "The last change of the calendar is still moving due days. Wait until it is done; its progress is at the top of the page.",
  },
  "calendar-unchanged": {
    vi: "Lịch đã đúng như vậy, không có gì để đổi.",
    en: "The calendar says so already; there is nothing to change.",
  },
  "cursor-unreadable": {
    vi: "Vị trí trang không hợp lệ. Mời mở lại danh sách từ đầu.",
    en: "The place in the list is not readable. Open the list from its start.",
  },
  "views-full": {
    vi: "Đã lưu đủ 100 danh sách. Xóa bớt trước khi lưu thêm.",
    en: "100 views are saved already. Delete some before saving more.",
  },
} as const satisfies Record<string, Words>;

/** "3 ngày làm việc", "trong ngày", "12 giờ". */
export function limitText(locale: Locale, limit: Limit): string {
  if (limit.unit === "SAME_DAY" || limit.unit === "TEXT" || limit.value === null) return say(locale, limitUnitWords[limit.unit]);
  const unit = say(locale, limitUnitWords[limit.unit]);
  return `${limit.value} ${locale === "en" && limit.value === 1 ? unit.replace(/s$/, "") : unit}`;
}

/** "thứ Năm 26/11/2026". */
export function weekdayText(locale: Locale, day: string): string {
  const weekday = weekdayWords[weekdayOf(day)];
  return `${weekday ? say(locale, weekday) : ""} ${formatDay(day)}`.trim();
}

/** Why it is due when it is: "3 ngày làm việc kể từ 20/11/2026, nghỉ 24/11 (Ngày Văn hóa Việt Nam) → thứ Năm 26/11/2026". */
export function dueText(locale: Locale, e: DueExplanation): string {
  const isVi = locale === "vi";
  const parts = [`${limitText(locale, e.limit)} ${isVi ? "kể từ" : "from"} ${formatDay(e.acceptedOn)}`];
  if (e.countedFrom !== e.acceptedOn)
    parts.push(`${isVi ? "tính như nhận ngày" : "taken as received on"} ${formatDay(e.countedFrom)}`);
  if (e.limit.unit === "SAME_DAY" && e.dueOn !== e.acceptedOn)
    parts.push(isVi ? "nhận sau giờ chốt nên trả ngày làm việc tiếp theo" : "after the cut-off, so the next working day");
  if (e.rolledFrom) parts.push(`${isVi ? "hết hạn vào ngày nghỉ" : "ends on a day off,"} ${formatDay(e.rolledFrom)}`);
  if (e.daysOff.length > 0) parts.push(`${isVi ? "nghỉ" : "off"} ${daysText(e.daysOff)}`);
  if (e.makeUpDays.length > 0) parts.push(`${isVi ? "làm bù" : "worked"} ${daysText(e.makeUpDays)}`);
  const hasClock = e.limit.unit === "WORKING_HOUR" || e.limit.unit === "CLOCK_HOUR";
  return `${parts.join(", ")} → ${hasClock ? formatInstant(e.dueAt) : weekdayText(locale, e.dueOn)}`;
}

/** "2 ngày 3 giờ": office time in days and hours, in minutes below an hour. The sign is the reader's to say. */
export function workingTimeText(locale: Locale, minutes: number, dayMinutes: number): string {
  const total = Math.abs(minutes);
  const [days, hours] = [Math.floor(total / dayMinutes), Math.floor((total % dayMinutes) / 60)];
  const words = {
    vi: { day: "ngày", hour: "giờ", minute: "phút" },
    en: { day: days === 1 ? "day" : "days", hour: hours === 1 ? "hour" : "hours", minute: "minutes" },
  }[locale];
  if (days === 0 && hours === 0) return `${total} ${words.minute}`;
  return [days && `${days} ${words.day}`, hours && `${hours} ${words.hour}`].filter(Boolean).join(" ");
}

/** Days with their names; days in a row under one name as a range: "16–20/02 (Tết Nguyên đán)". */
function daysText(days: DueExplanation["daysOff"]): string {
  const groups: { name: string; first: string; last: string }[] = [];
  for (const { on, name } of days) {
    const open = groups.at(-1);
    if (open && name && open.name === name) open.last = on;
    else groups.push({ name, first: on, last: on });
  }
  return groups
    .map(({ name, first, last }) => {
      const short = (day: string) => formatDay(day).slice(0, 5);
      const span = first === last ? short(first) : `${short(first)}–${short(last)}`;
      return name ? `${span} (${name})` : span;
    })
    .join(", ");
}
