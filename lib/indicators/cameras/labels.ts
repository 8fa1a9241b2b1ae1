import type { Words } from "@/lib/words";
import type { CameraCode } from "./codes";

type Telling = { name: Words; definition: Words; numerator: Words; denominator: Words | null; law: Words };

const reported: Words = {
  vi: "Chỉ số thành phố tự theo dõi; báo cáo chuyển đổi số năm 2021 của thành phố nêu camera kết nối 100% tổ dân phố của 8 xã, phường",
  en: "A figure the city keeps for itself; its report for 2021 tells of cameras connected to 100 % of the residential groups of its 8 wards",
};
const own: Words = { vi: "Chỉ số thành phố tự theo dõi", en: "A figure the city keeps for itself" };

export const cameraLabels: Record<CameraCode, Telling> = {
  "camera-connected-rate": {
    name: { vi: "Camera có hình", en: "Cameras showing" },
    definition: {
      vi: "Cứ 100 camera đang dùng thì bao nhiêu camera có hình vào cuối ngày được hỏi (hôm nay: ngay lúc này). Có hình là máy chủ đã mở luồng, giải mã được hình và thấy hình thay đổi; hình đứng yên, tối, sai tài khoản, mất kết nối hoặc chưa kiểm tra lần nào đều không tính là có hình. Camera đang bảo trì vẫn nằm trong mẫu số. Camera chỉ tính từ ngày được ghi vào hệ thống.",
      en: "Of every 100 cameras in service, how many showed a picture at the end of the day asked about (today: now): the stream was opened, a picture decoded and seen to change. Frozen, dark, refused, away or never looked at do not count as showing. Cameras under maintenance are in the denominator. A camera counts from the day it was entered here.",
    },
    numerator: { vi: "Camera đang dùng, có hình vào lúc đó", en: "Cameras in service that showed at that moment" },
    denominator: { vi: "Camera đang dùng vào ngày đó", en: "Cameras in service on that day" },
    law: own,
  },
  "camera-coverage-rate": {
    name: { vi: "Thôn, tổ dân phố có camera", en: "Hamlets with a camera" },
    definition: {
      vi: "Cứ 100 thôn, tổ dân phố thì bao nhiêu nơi có ít nhất một camera có hình vào cuối ngày được hỏi (hôm nay: ngay lúc này), của bất kỳ đơn vị nào. Camera chỉ tính cho thôn, tổ dân phố được ghi là địa bàn của nó.",
      en: "Of every 100 hamlets and residential groups, how many had at least one camera showing at the end of the day asked about (today: now), whoever it belongs to. A camera counts for the hamlet registered as its area.",
    },
    numerator: { vi: "Thôn, tổ dân phố có ít nhất một camera có hình", en: "Hamlets with at least one camera showing" },
    denominator: { vi: "Thôn, tổ dân phố có vào ngày đó", en: "Hamlets and residential groups of that day" },
    law: reported,
  },
  "camera-availability-rate": {
    name: { vi: "Thời gian có hình", en: "Time showing" },
    definition: {
      vi: "Trong thời gian của kỳ mà máy chủ biết camera có hình hay không, bao nhiêu phần trăm là có hình; cộng thời gian của mọi camera đang dùng. Thời gian bảo trì, thời gian chưa rõ và những ngày camera không dùng đều không tính.",
      en: "Of the time of the period in which it is known whether cameras showed, the share in which they did, over all cameras in service. Maintenance, time of which nothing is known and days out of service are left out.",
    },
    numerator: { vi: "Số giờ có hình của các camera trong kỳ", en: "Hours in which cameras showed, in the period" },
    denominator: {
      vi: "Số giờ có hình hoặc có sự cố của các camera trong kỳ",
      en: "Hours in which cameras showed or were in trouble, in the period",
    },
    law: own,
  },
  "camera-restore-hours": {
    name: { vi: "Thời gian khắc phục trung bình", en: "Mean time to restore" },
    definition: {
      vi: "Các sự cố kết thúc trong kỳ kéo dài trung bình bao nhiêu giờ, từ lần kiểm tra hỏng đầu tiên đến lần có hình đầu tiên, theo giờ đồng hồ kể cả đêm và ngày nghỉ. Thời gian bảo trì được trừ; sự cố nằm trọn trong lúc bảo trì không tính. Sự cố chưa kết thúc thì chưa tính.",
      en: "How many hours the outages that ended in the period lasted on average, from the first look that failed to the first good one, by the clock, nights and holidays included. Maintenance is left out, and what was all maintenance was no outage. What has not ended does not count yet.",
    },
    numerator: {
      vi: "Tổng số giờ của các sự cố kết thúc trong kỳ, đã trừ bảo trì",
      en: "Hours of the outages that ended in the period, maintenance left out",
    },
    denominator: { vi: "Sự cố kết thúc trong kỳ", en: "Outages that ended in the period" },
    law: own,
  },
  "cameras-in-trouble": {
    name: { vi: "Camera đang có sự cố", en: "Cameras in trouble" },
    definition: {
      vi: "Số camera đang dùng mà vào cuối ngày được hỏi (hôm nay: ngay lúc này) mất kết nối, hình đứng yên, hình tối hoặc sai tài khoản, không kể camera đang bảo trì.",
      en: "Cameras in service that at the end of the day asked about (today: now) were away, frozen, dark or refused the sign-in, those under maintenance left out.",
    },
    numerator: {
      vi: "Camera đang dùng, có sự cố, không trong lúc bảo trì",
      en: "Cameras in service, in trouble, not under maintenance",
    },
    denominator: null,
    law: own,
  },
};
