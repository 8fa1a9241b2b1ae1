import { route } from "@/app/door";
import { sentFile } from "@/app/sent-file";
import { AppError } from "@/lib/errors";
import { receiveMeetingPaper } from "@/lib/meetings/commands";
import { meetingItemIdOf, PaperKept } from "@/lib/meetings/model";

export const POST = route(
  {
    id: "meetings.bring",
    method: "POST",
    path: "/api/v1/meetings/{id}/items/{itemId}/files",
    auth: "meetings.organise",
    input: { params: meetingItemIdOf },
    output: PaperKept,
    audit: "command",
    bodyLimit: "stream",
    summary: {
      vi: "Tải một tệp PDF vào một nội dung họp (nguyên tệp làm thân yêu cầu; đầu mục x-file-name mã hóa phần trăm); chữ ký số được máy kiểm tra; tệp mang dấu mật bị từ chối, không lưu",
      en: "Bring a PDF to an item of a meeting (the body as it is; header x-file-name, percent-encoded); its signatures are checked; one that bears the stamp of secrecy is refused and not kept",
    },
  },
  ({ actor, now, params: { id, itemId }, request }) => {
    const { body, ...file } = sentFile(request);
    const key = request.headers.get("idempotency-key");
    if (!key || key.length > 100) throw new AppError("invalid", "idempotency-key-required");
    return receiveMeetingPaper({ actor, now }, body, { ...file, meetingId: id, itemId, key });
  },
);
