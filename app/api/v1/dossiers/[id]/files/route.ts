import * as z from "zod";
import { route } from "@/app/door";
import { sentFile } from "@/app/sent-file";
import { receiveAttachment } from "@/lib/attachments/commands";
import { AttachmentList, Place } from "@/lib/attachments/model";
import { listAttachments } from "@/lib/attachments/queries";
import { RecordId } from "@/lib/db/model";
import { AppError } from "@/lib/errors";

const params = z.strictObject({ id: RecordId });

export const GET = route(
  {
    id: "attachments.list",
    method: "GET",
    path: "/api/v1/dossiers/{id}/files",
    auth: "dossiers.view",
    keys: true,
    input: { params },
    output: AttachmentList,
    audit: "none",
    summary: {
      vi: "Các tệp đính kèm của một hồ sơ, kể cả tệp đã gỡ; số trang, mã băm, cảnh báo nội dung tự chạy",
      en: "The files of a dossier, removed ones too; pages, hash, and a warning of what acts in them",
    },
  },
  ({ actor, params: { id } }) => listAttachments(actor, id),
);

export const POST = route(
  {
    id: "attachments.add",
    method: "POST",
    path: "/api/v1/dossiers/{id}/files",
    auth: "dossiers.process",
    input: { params, query: Place },
    output: z.object({ id: z.int(), pages: z.int().nullable() }),
    audit: "command",
    bodyLimit: "stream",
    summary: {
      vi: "Đính kèm một tệp (nguyên tệp làm thân yêu cầu; đầu mục x-file-name mã hóa phần trăm) vào một giấy tờ (`paperId`), vào tài liệu khác hoặc làm kết quả (`kind`)",
      en: "Attach a file (the body as it is; header x-file-name, percent-encoded) to a paper (`paperId`), to none, or as the result (`kind`)",
    },
  },
  ({ actor, now, params: { id }, query, request }) => {
    const { body, ...file } = sentFile(request);
    const key = request.headers.get("idempotency-key");
    if (!key || key.length > 100) throw new AppError("invalid", "idempotency-key-required");
    return receiveAttachment({ actor, now }, body, { ...query, ...file, dossierId: id, key });
  },
);
