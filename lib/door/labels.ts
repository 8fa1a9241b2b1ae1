import type { Words } from "@/lib/words";

/** What the front door says when it turns a request away before anybody has read it. */
export const refusals = {
  malformed: { vi: "Yêu cầu không đúng quy cách nên bị từ chối.", en: "The request is malformed and was refused." },
  "method-not-allowed": { vi: "Địa chỉ này không nhận kiểu yêu cầu đó.", en: "This address does not take that kind of request." },
  "no-such-route": { vi: "Không có địa chỉ này.", en: "There is no such address." },
  "request-too-slow": { vi: "Yêu cầu gửi quá chậm nên bị ngắt.", en: "The request came too slowly and was cut off." },
  "too-many-streams": {
    vi: "Tài khoản đang mở quá nhiều màn hình trực tiếp. Đóng bớt rồi thử lại.",
    en: "Too many live screens are open. Close some and try again.",
  },
  closing: {
    vi: "Máy chủ đang khởi động lại. Vui lòng thử lại sau ít giây.",
    en: "The server is restarting. Try again in a few seconds.",
  },
} as const satisfies Record<string, Words>;
