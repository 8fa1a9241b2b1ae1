import type { Words } from "@/lib/words";
import type { IndicatorCode } from "./model";

/** What an indicator says of itself to somebody who has to answer for it. */
type Telling = {
  name: Words;
  definition: Words;
  numerator: Words;
  /** Null for a plain count. */
  denominator: Words | null;
  law: Words;
};

const statistics = {
  vi: "QĐ 766/QĐ-TTg ngày 23/6/2022; TT 01/2020/TT-VPCP, biểu II.06",
  en: "Decision 766/QĐ-TTg of 23 June 2022; Circular 01/2020/TT-VPCP, form II.06",
};
const handling = {
  vi: "NĐ 61/2018/NĐ-CP, sửa đổi bởi NĐ 107/2021/NĐ-CP; biểu II.06, TT 01/2020/TT-VPCP",
  en: "Decree 61/2018/NĐ-CP, amended by Decree 107/2021/NĐ-CP; form II.06, Circular 01/2020/TT-VPCP",
};
const online = {
  vi: "QĐ 766/QĐ-TTg, nhóm chỉ số 3 – dịch vụ công trực tuyến",
  en: "Decision 766/QĐ-TTg, group 3 – online public services",
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
      vi: "Số hồ sơ được tiếp nhận chính thức (đã cấp mã) trong kỳ.",
      en: "Dossiers formally accepted (given a code) in the period.",
    },
    numerator: received,
    denominator: null,
    law: handling,
  },
  resolved: {
    name: { vi: "Đã giải quyết", en: "Resolved" },
    definition: {
      vi: "Số hồ sơ có kết quả trong kỳ, tính theo ngày kết thúc xử lý; không gồm hồ sơ rút hoặc dừng.",
      en: "Dossiers with a result in the period, by the day processing ended; withdrawn and stopped ones are not among them.",
    },
    numerator: resolved,
    denominator: null,
    law: handling,
  },
  "resolved-early": {
    name: { vi: "Giải quyết trước hạn", en: "Resolved early" },
    definition: { vi: "Kết thúc xử lý trước ngày hẹn trả.", en: "Processing ended before the due day." },
    numerator: { vi: "Hồ sơ xong trước ngày hẹn trả, trong kỳ", en: "Dossiers finished before their due day, in the period" },
    denominator: null,
    law: statistics,
  },
  "resolved-on-time": {
    name: { vi: "Giải quyết đúng hạn", en: "Resolved on time" },
    definition: {
      vi: "Kết thúc xử lý đúng ngày hẹn trả; hồ sơ không quy định thời hạn cũng tính ở đây.",
      en: "Processing ended on the due day; dossiers without a time limit count here too.",
    },
    numerator: { vi: "Hồ sơ xong đúng ngày hẹn trả, trong kỳ", en: "Dossiers finished on their due day, in the period" },
    denominator: null,
    law: statistics,
  },
  "resolved-late": {
    name: { vi: "Giải quyết quá hạn", en: "Resolved late" },
    definition: {
      vi: "Kết thúc xử lý sau ngày hẹn trả gốc; thư xin lỗi và hẹn lại không làm hết quá hạn.",
      en: "Processing ended after the original due day; an apology with a new appointment does not undo the lateness.",
    },
    numerator: { vi: "Hồ sơ xong sau ngày hẹn trả, trong kỳ", en: "Dossiers finished after their due day, in the period" },
    denominator: null,
    law: statistics,
  },
  "on-time-rate": {
    name: { vi: "Giải quyết đúng hạn", en: "On-time rate" },
    definition: {
      vi: "Trong số hồ sơ đã giải quyết trong kỳ, phần xong trước hoặc đúng ngày hẹn trả.",
      en: "Of the dossiers resolved in the period, the share finished on or before the due day.",
    },
    numerator: { vi: "Hồ sơ xong trước hạn và đúng hạn trong kỳ", en: "Dossiers finished early or on time in the period" },
    denominator: resolved,
    law: statistics,
  },
  "on-time-of-received-rate": {
    name: { vi: "Đúng hạn trên tiếp nhận", en: "On time of received" },
    definition: {
      vi: "Hồ sơ xong trước hoặc đúng hạn trong kỳ so với hồ sơ tiếp nhận trong kỳ (cách tính tiến độ của QĐ 766). Có thể trên 100% khi giải quyết nhiều hồ sơ kỳ trước chuyển sang.",
      en: "Dossiers finished on or before the due day in the period against those received in it (how Decision 766 scores progress). Above 100% when much of the earlier backlog is resolved.",
    },
    numerator: { vi: "Hồ sơ xong trước hạn và đúng hạn trong kỳ", en: "Dossiers finished early or on time in the period" },
    denominator: received,
    law: { vi: "QĐ 766/QĐ-TTg, nhóm chỉ số 2 – tiến độ giải quyết", en: "Decision 766/QĐ-TTg, group 2 – progress" },
  },
  "overdue-now": {
    name: { vi: "Đang quá hạn", en: "Overdue now" },
    definition: {
      vi: "Hồ sơ chưa xong mà đã qua ngày hẹn trả, tính đến hết ngày báo cáo. Hồ sơ chờ bổ sung, chờ nộp phí không tính.",
      en: "Dossiers not finished whose due day has passed, at the end of the day reported on. Those waiting for papers or payment are not counted.",
    },
    numerator: { vi: "Hồ sơ đang giải quyết đã qua ngày hẹn trả", en: "Open dossiers past their due day" },
    denominator: null,
    law: statistics,
  },
  "due-soon": {
    name: { vi: "Sắp đến hạn", en: "Due soon" },
    definition: {
      vi: "Hồ sơ đã tiếp nhận, chưa xong, chưa quá hạn và còn nhiều nhất 3 ngày làm việc đến ngày hẹn trả, tính đến hết ngày báo cáo, theo ngày hẹn trả khi đó. Hồ sơ chờ bổ sung, chờ nộp phí không tính. Số của ngày đã qua được đếm như vậy ở cuối ngày ấy.",
      en: "Dossiers accepted, not finished, not late and with at most three working days left to their due day, at the end of the day reported on, by the due day they had then. Those waiting for papers or payment are not counted. A past day's number is counted in this way at that day's end.",
    },
    numerator: {
      vi: "Hồ sơ đang giải quyết còn không quá 3 ngày làm việc",
      en: "Open dossiers with at most three working days left",
    },
    denominator: null,
    law: handling,
  },
  "in-progress": {
    name: { vi: "Đang giải quyết", en: "In progress" },
    definition: {
      vi: "Hồ sơ đã tiếp nhận, chưa kết thúc và không chờ người nộp, tính đến hết ngày báo cáo.",
      en: "Accepted dossiers that have not ended and do not wait for their applicant, at the end of the day reported on.",
    },
    numerator: { vi: "Hồ sơ đang giải quyết", en: "Dossiers in progress" },
    denominator: null,
    law: handling,
  },
  "awaiting-applicant": {
    name: { vi: "Chờ người nộp", en: "Awaiting applicant" },
    definition: {
      vi: "Hồ sơ đang chờ bổ sung giấy tờ hoặc chờ thực hiện nghĩa vụ tài chính; thời gian chờ không tính vào thời hạn giải quyết.",
      en: "Dossiers waiting for papers or for a payment; the wait does not count towards the time limit.",
    },
    numerator: { vi: "Hồ sơ đang dừng tính thời hạn", en: "Dossiers whose clock stands" },
    denominator: null,
    law: { vi: "NĐ 61/2018/NĐ-CP Đ.19.4", en: "Decree 61/2018/NĐ-CP art. 19.4" },
  },
  returned: {
    name: { vi: "Đã trả kết quả", en: "Returned" },
    definition: {
      vi: "Hồ sơ đã trao kết quả cho người nộp trong kỳ.",
      en: "Dossiers whose result was handed to the applicant in the period.",
    },
    numerator: { vi: "Hồ sơ trả kết quả trong kỳ", en: "Dossiers handed over in the period" },
    denominator: null,
    law: handling,
  },
  refused: {
    name: { vi: "Từ chối giải quyết", en: "Refused" },
    definition: {
      vi: "Hồ sơ giải quyết trong kỳ với kết quả là từ chối, có văn bản nêu lý do. Không phải hồ sơ từ chối tiếp nhận.",
      en: "Dossiers resolved in the period by a reasoned refusal. Refusals at intake are not among them.",
    },
    numerator: { vi: "Hồ sơ có kết quả từ chối trong kỳ", en: "Dossiers refused in the period" },
    denominator: null,
    law: { vi: "NĐ 61/2018/NĐ-CP Đ.19.8", en: "Decree 61/2018/NĐ-CP art. 19.8" },
  },
  withdrawn: {
    name: { vi: "Công dân rút", en: "Withdrawn" },
    definition: {
      vi: "Hồ sơ đã tiếp nhận và được người nộp rút trong kỳ.",
      en: "Accepted dossiers their applicant withdrew in the period.",
    },
    numerator: { vi: "Hồ sơ rút trong kỳ", en: "Dossiers withdrawn in the period" },
    denominator: null,
    law: handling,
  },
  "online-rate": {
    name: { vi: "Nộp trực tuyến", en: "Online" },
    definition: {
      vi: "Trong số hồ sơ tiếp nhận trong kỳ, phần nộp qua cổng dịch vụ công.",
      en: "Of the dossiers received in the period, the share filed through the service portal.",
    },
    numerator: { vi: "Hồ sơ nộp trực tuyến, tiếp nhận trong kỳ", en: "Dossiers filed online and accepted in the period" },
    denominator: received,
    law: online,
  },
  "full-online-rate": {
    name: { vi: "Trực tuyến toàn trình", en: "Wholly online" },
    definition: {
      vi: "Trong số hồ sơ tiếp nhận trong kỳ, phần nộp trực tuyến bằng dịch vụ công toàn trình.",
      en: "Of the dossiers received in the period, the share filed online through a service that is online from end to end.",
    },
    numerator: {
      vi: "Hồ sơ trực tuyến toàn trình, tiếp nhận trong kỳ",
      en: "Dossiers of wholly online services accepted in the period",
    },
    denominator: received,
    law: {
      vi: "NĐ 224/2026/NĐ-CP Đ.19.2; QĐ 766/QĐ-TTg, nhóm 3",
      en: "Decree 224/2026/NĐ-CP art. 19.2; Decision 766/QĐ-TTg, group 3",
    },
  },
  "postal-rate": {
    name: { vi: "Qua bưu chính", en: "By post" },
    definition: {
      vi: "Trong số hồ sơ tiếp nhận trong kỳ, phần nhận qua bưu chính công ích.",
      en: "Of the dossiers received in the period, the share that came by the public post.",
    },
    numerator: { vi: "Hồ sơ nhận qua bưu chính trong kỳ", en: "Dossiers received by post in the period" },
    denominator: received,
    law: {
      vi: "QĐ 45/2016/QĐ-TTg; biểu II.06, TT 01/2020/TT-VPCP",
      en: "Decision 45/2016/QĐ-TTg; form II.06, Circular 01/2020/TT-VPCP",
    },
  },
  "mean-working-days": {
    name: { vi: "Thời gian giải quyết trung bình", en: "Mean working days" },
    definition: {
      vi: "Số ngày làm việc bình quân từ tiếp nhận đến kết thúc xử lý, trừ thời gian chờ người nộp.",
      en: "Working days from acceptance to the end of processing on average, without the time spent waiting for the applicant.",
    },
    numerator: {
      vi: "Tổng số ngày làm việc đã dùng của hồ sơ xong trong kỳ",
      en: "Working days used by the dossiers finished in the period",
    },
    denominator: resolved,
    law: { vi: "NĐ 224/2026/NĐ-CP Đ.19.2 (d)", en: "Decree 224/2026/NĐ-CP art. 19.2 (d)" },
  },
};

export const source: Words = {
  vi: "Hồ sơ trong hệ thống, cộng dồn theo ngày trong chính giao dịch ghi hồ sơ",
  en: "The dossiers in the system, added up by day in the very transaction that records them",
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
