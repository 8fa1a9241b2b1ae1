import type { Words } from "@/lib/words";
import { cameraLabels } from "./cameras/labels";
import { certificateLabels, documentLabels, meetingLabels } from "./documents/labels";
import type { IndicatorCode, TargetCode } from "./model";
import { type Law, laws } from "./telling/laws";

export { cameraLabels } from "./cameras/labels";
export { certificateLabels, documentLabels, meetingLabels, sources } from "./documents/labels";

/** What an indicator says of itself to somebody who has to answer for it. */
type Telling = {
  name: Words;
  definition: Words;
  numerator: Words;
  /** Null for a plain count. */
  denominator: Words | null;
  /** By which text, on the last day counted. */
  law: Law;
};

const received = { vi: "Hồ sơ tiếp nhận trong kỳ", en: "Dossiers accepted in the period" };
const resolved = {
  vi: "Hồ sơ đã giải quyết trong kỳ (trước hạn, đúng hạn và quá hạn)",
  en: "Dossiers resolved in the period (early, on time and late)",
};

export const indicatorLabels: Record<IndicatorCode, Telling> = {
  received: {
    name: { vi: "Tiếp nhận", en: "Received" },
    definition: {
      vi: "Số hồ sơ Bộ phận Một cửa đã nhận đủ giấy tờ và cấp mã trong kỳ. Hồ sơ nộp trực tuyến chưa được tiếp nhận thì chưa tính.",
      en: "Dossiers the one-stop desks took in as complete and gave a code in the period. An online application not yet accepted is not counted.",
    },
    numerator: received,
    denominator: null,
    law: laws.handling,
  },
  resolved: {
    name: { vi: "Đã giải quyết", en: "Resolved" },
    definition: {
      vi: "Số hồ sơ đã có kết quả trong kỳ, kể cả kết quả là từ chối. Tính vào ngày xử lý xong, dù người dân chưa đến nhận. Hồ sơ người dân rút hoặc cơ quan dừng xử lý không tính.",
      en: "Dossiers that got their result in the period, a refusal included. Counted on the day processing ended, even if the applicant has not come for it. Withdrawn and stopped dossiers are not among them.",
    },
    numerator: resolved,
    denominator: null,
    law: laws.handling,
  },
  "resolved-early": {
    name: { vi: "Giải quyết trước hạn", en: "Resolved early" },
    definition: {
      vi: "Số hồ sơ xong sớm hơn ngày đã hẹn với người dân, ít nhất một ngày.",
      en: "Dossiers finished at least a day before the day promised to the applicant.",
    },
    numerator: { vi: "Hồ sơ xong trước ngày hẹn trả, trong kỳ", en: "Dossiers finished before their due day, in the period" },
    denominator: null,
    law: laws.statistics,
  },
  "resolved-on-time": {
    name: { vi: "Giải quyết đúng hạn", en: "Resolved on time" },
    definition: {
      vi: "Số hồ sơ xong đúng vào ngày đã hẹn với người dân. Hồ sơ của thủ tục không quy định thời hạn cũng tính vào đây.",
      en: "Dossiers finished on the very day promised to the applicant. Dossiers of procedures without a time limit count here too.",
    },
    numerator: { vi: "Hồ sơ xong đúng ngày hẹn trả, trong kỳ", en: "Dossiers finished on their due day, in the period" },
    denominator: null,
    law: laws.statistics,
  },
  "resolved-late": {
    name: { vi: "Giải quyết quá hạn", en: "Resolved late" },
    definition: {
      vi: "Số hồ sơ đã xong nhưng xong sau ngày hẹn ban đầu. Đã xin lỗi và hẹn lại vẫn tính là quá hạn.",
      en: "Dossiers that are finished, but after the day first promised. An apology with a new appointment does not undo the lateness.",
    },
    numerator: { vi: "Hồ sơ xong sau ngày hẹn trả, trong kỳ", en: "Dossiers finished after their due day, in the period" },
    denominator: null,
    law: laws.statistics,
  },
  "on-time-rate": {
    name: { vi: "Giải quyết đúng hạn", en: "On-time rate" },
    definition: {
      vi: "Cứ 100 hồ sơ xong trong kỳ thì bao nhiêu hồ sơ xong trước hoặc đúng ngày hẹn. Hồ sơ còn đang quá hạn chưa xong không nằm trong tỷ lệ này; xem chỉ số “Đang quá hạn”.",
      en: "Of every 100 dossiers finished in the period, how many were finished on or before the day promised. Dossiers that are late and still open are not in this rate; see “Overdue now”.",
    },
    numerator: { vi: "Hồ sơ xong trước hạn và đúng hạn trong kỳ", en: "Dossiers finished early or on time in the period" },
    denominator: resolved,
    law: laws.statistics,
  },
  "on-time-of-received-rate": {
    name: { vi: "Đúng hạn trên tiếp nhận", en: "On time of received" },
    definition: {
      vi: "Số hồ sơ xong trước hoặc đúng hạn trong kỳ so với số hồ sơ nhận vào trong kỳ. Đây là cách Quyết định 766 chấm tiến độ giải quyết. Có thể trên 100% khi giải quyết được nhiều hồ sơ từ kỳ trước chuyển sang.",
      en: "Dossiers finished on or before the due day in the period against those received in it (how Decision 766 scores progress). Above 100% when much of the earlier backlog is resolved.",
    },
    numerator: { vi: "Hồ sơ xong trước hạn và đúng hạn trong kỳ", en: "Dossiers finished early or on time in the period" },
    denominator: received,
    law: laws.progress,
  },
  "overdue-now": {
    name: { vi: "Đang quá hạn", en: "Overdue now" },
    definition: {
      vi: "Số hồ sơ chưa xong mà ngày hẹn trả đã qua, tính đến hết ngày báo cáo. Hồ sơ đang chờ người dân bổ sung giấy tờ hoặc nộp tiền không tính, vì thời hạn tạm dừng.",
      en: "Dossiers not finished whose promised day has passed, at the end of the day reported on. Those waiting for the applicant's papers or payment are not counted, for their clock stands.",
    },
    numerator: { vi: "Hồ sơ đang giải quyết đã qua ngày hẹn trả", en: "Open dossiers past their due day" },
    denominator: null,
    law: laws.statistics,
  },
  "due-soon": {
    name: { vi: "Sắp đến hạn", en: "Due soon" },
    definition: {
      vi: "Số hồ sơ chưa xong, chưa quá hạn nhưng chỉ còn nhiều nhất 3 ngày làm việc đến ngày hẹn trả, kể cả hồ sơ đến hạn hôm nay. Hồ sơ chờ người dân không tính. Với một ngày đã qua, số này đếm vào cuối ngày ấy, theo ngày hẹn trả khi đó.",
      en: "Dossiers not finished and not late, but with at most three working days left to the day promised, those due today included. Those waiting for the applicant are not counted. For a past day it is counted at that day's end, by the due days of then.",
    },
    numerator: {
      vi: "Hồ sơ đang giải quyết còn không quá 3 ngày làm việc",
      en: "Open dossiers with at most three working days left",
    },
    denominator: null,
    law: laws.handling,
  },
  "in-progress": {
    name: { vi: "Đang giải quyết", en: "In progress" },
    definition: {
      vi: "Số hồ sơ cơ quan đang phải xử lý, tính đến hết ngày báo cáo: đã tiếp nhận, chưa xong và không phải chờ người dân. Gồm cả hồ sơ đang quá hạn.",
      en: "Dossiers the offices have to work on at the end of the day reported on: accepted, not finished and not waiting for the applicant. Those overdue are among them.",
    },
    numerator: { vi: "Hồ sơ đang giải quyết", en: "Dossiers in progress" },
    denominator: null,
    law: laws.handling,
  },
  "awaiting-applicant": {
    name: { vi: "Chờ người nộp", en: "Awaiting applicant" },
    definition: {
      vi: "Số hồ sơ đang chờ người dân bổ sung giấy tờ hoặc nộp phí, thuế. Thời gian chờ không tính vào thời hạn giải quyết.",
      en: "Dossiers waiting for the applicant to supply papers or to pay a fee or tax. The wait does not count towards the time limit.",
    },
    numerator: { vi: "Hồ sơ đang dừng tính thời hạn", en: "Dossiers whose clock stands" },
    denominator: null,
    law: laws.supplement,
  },
  returned: {
    name: { vi: "Đã trả kết quả", en: "Returned" },
    definition: {
      vi: "Số hồ sơ người dân đã nhận kết quả trong kỳ, tại quầy, qua bưu chính hoặc bản điện tử.",
      en: "Dossiers whose result reached the applicant in the period, at the counter, by post or electronically.",
    },
    numerator: { vi: "Hồ sơ trả kết quả trong kỳ", en: "Dossiers handed over in the period" },
    denominator: null,
    law: laws.handling,
  },
  refused: {
    name: { vi: "Từ chối giải quyết", en: "Refused" },
    definition: {
      vi: "Số hồ sơ đã giải quyết trong kỳ mà kết quả là không chấp thuận, có văn bản nêu rõ lý do. Hồ sơ không được tiếp nhận ngay từ đầu không tính ở đây.",
      en: "Dossiers resolved in the period by a refusal in writing with its reasons. Those turned away at intake are not among them.",
    },
    numerator: { vi: "Hồ sơ có kết quả từ chối trong kỳ", en: "Dossiers refused in the period" },
    denominator: null,
    law: laws.refusal,
  },
  withdrawn: {
    name: { vi: "Công dân rút", en: "Withdrawn" },
    definition: {
      vi: "Số hồ sơ đã tiếp nhận mà người dân tự xin rút trong kỳ. Không tính là đã giải quyết, cũng không tính là quá hạn.",
      en: "Accepted dossiers their applicant withdrew in the period. They count neither as resolved nor as late.",
    },
    numerator: { vi: "Hồ sơ rút trong kỳ", en: "Dossiers withdrawn in the period" },
    denominator: null,
    law: laws.handling,
  },
  "online-rate": {
    name: { vi: "Nộp trực tuyến", en: "Online" },
    definition: {
      vi: "Cứ 100 hồ sơ tiếp nhận trong kỳ thì bao nhiêu hồ sơ nộp qua Cổng Dịch vụ công, không phải đến quầy.",
      en: "Of every 100 dossiers received in the period, how many were filed through the service portal, without coming to a counter.",
    },
    numerator: { vi: "Hồ sơ nộp trực tuyến, tiếp nhận trong kỳ", en: "Dossiers filed online and accepted in the period" },
    denominator: received,
    law: laws.online,
  },
  "full-online-rate": {
    name: { vi: "Trực tuyến toàn trình", en: "Wholly online" },
    definition: {
      vi: "Cứ 100 hồ sơ tiếp nhận trong kỳ thì bao nhiêu hồ sơ nộp trực tuyến ở thủ tục làm được trọn vẹn trên mạng, từ nộp đến nhận kết quả.",
      en: "Of every 100 dossiers received in the period, how many were filed online for a service that is online from filing to result.",
    },
    numerator: {
      vi: "Hồ sơ trực tuyến toàn trình, tiếp nhận trong kỳ",
      en: "Dossiers of wholly online services accepted in the period",
    },
    denominator: received,
    law: laws.fullOnline,
  },
  "postal-rate": {
    name: { vi: "Qua bưu chính", en: "By post" },
    definition: {
      vi: "Cứ 100 hồ sơ tiếp nhận trong kỳ thì bao nhiêu hồ sơ gửi đến qua bưu điện (bưu chính công ích).",
      en: "Of every 100 dossiers received in the period, how many came by the public post.",
    },
    numerator: { vi: "Hồ sơ nhận qua bưu chính trong kỳ", en: "Dossiers received by post in the period" },
    denominator: received,
    law: laws.postal,
  },
  "mean-working-days": {
    name: { vi: "Thời gian giải quyết trung bình", en: "Mean working days" },
    definition: {
      vi: "Một hồ sơ xong trong kỳ đã mất trung bình bao nhiêu ngày làm việc, từ lúc tiếp nhận đến lúc xử lý xong. Thời gian chờ người dân bổ sung hoặc nộp tiền đã trừ ra.",
      en: "How many working days a dossier finished in the period took on average, from acceptance to the end of processing, without the time spent waiting for the applicant.",
    },
    numerator: {
      vi: "Tổng số ngày làm việc đã dùng của hồ sơ xong trong kỳ",
      en: "Working days used by the dossiers finished in the period",
    },
    denominator: resolved,
    law: laws.duration,
  },
};

/** An indicator in words, whatever records it is counted from. */
export const labelOf = (code: TargetCode): Omit<Telling, "law"> & { law: Law | Words } =>
  ({ ...indicatorLabels, ...documentLabels, ...certificateLabels, ...meetingLabels, ...cameraLabels })[code];

export const source: Words = {
  vi: "Sổ hồ sơ của các bộ phận một cửa trong hệ thống này; số tự đổi ngay khi hồ sơ được ghi",
  en: "The registers of the one-stop desks in this system; the figure changes with every dossier recorded",
};

export const refusals = {
  "period-backwards": {
    vi: "Ngày bắt đầu phải trước hoặc trùng ngày kết thúc.",
    en: "The first day must not be after the last.",
  },
  "period-not-begun": {
    vi: "Kỳ bắt đầu sau ngày chốt số liệu. Chọn kỳ sớm hơn hoặc ngày chốt muộn hơn.",
    en: "The period begins after the day it is asked about. Choose an earlier period or a later day.",
  },
  "as-of-in-future": { vi: "Ngày chốt số liệu không được ở tương lai.", en: "Figures can only be asked for up to today." },
  "known-on-in-future": {
    vi: "Chỉ xem được theo số liệu đã biết đến hôm nay.",
    en: "Figures can only be seen as known up to today.",
  },
  "known-on-before-as-of": {
    vi: "Ngày biết số liệu phải từ ngày chốt số liệu trở đi. Chọn ngày biết muộn hơn hoặc ngày chốt sớm hơn.",
    en: "Figures of a day can only have been known on that day or later. Choose a later day of knowledge or an earlier day to ask about.",
  },
  "known-on-not-kept": {
    vi: "Vào ngày đó hệ thống chưa lưu lại các điều chỉnh nên không dựng lại được số liệu đã biết. Chọn ngày muộn hơn.",
    en: "On that day corrections were not kept yet, so what was known cannot be told. Choose a later day.",
  },
  "figures-not-narrowed": {
    vi: "Số liệu văn bản, chứng thư số, cuộc họp và camera chỉ chọn được theo thời gian và đơn vị, và luôn là số đã biết đến nay.",
    en: "Figures of documents, certificates, meetings and cameras are asked for by time and unit only, and are always as known now.",
  },
  "target-order": {
    vi: "Mục tiêu và mức tối thiểu chưa hợp nhau: với chỉ số càng cao càng tốt, mục tiêu không thấp hơn mức tối thiểu; với chỉ số càng thấp càng tốt, ngược lại.",
    en: "Aim and floor do not fit: where more is better the aim is not below the floor; where less is better, not above it.",
  },
  "target-neutral": {
    vi: "Chỉ số này chỉ để theo dõi, không đặt mục tiêu.",
    en: "This indicator is only watched; it takes no target.",
  },
  "target-period-taken": {
    vi: "Đã có mục tiêu hiệu lực từ ngày muộn hơn. Chọn ngày hiệu lực sau ngày đó.",
    en: "A target already holds from a later day. Choose a day after it.",
  },
} as const satisfies Record<string, Words>;
