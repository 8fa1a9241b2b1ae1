import * as z from "zod";
import { route } from "@/app/door";
import { sentFile } from "@/app/sent-file";
import { receiveDocumentFile } from "@/lib/documents/commands";
import { DocumentFileList, documentIdOf } from "@/lib/documents/model";
import { listDocumentFiles } from "@/lib/documents/queries";
import { AppError } from "@/lib/errors";

export const GET = route(
  {
    id: "documents.files",
    method: "GET",
    path: "/api/v1/documents/{id}/files",
    auth: "documents.view",
    keys: true,
    input: { params: documentIdOf },
    output: DocumentFileList,
    audit: "none",
    summary: {
      vi: "Các tệp của một văn bản theo thứ tự nhận, kể cả tệp đã gỡ; số trang, mã băm SHA-256",
      en: "The files of a document in the order they came, removed ones too; pages and SHA-256",
    },
  },
  ({ actor, params: { id } }) => listDocumentFiles(actor, id),
);

export const POST = route(
  {
    id: "documents.attach",
    method: "POST",
    path: "/api/v1/documents/{id}/files",
    auth: "documents.draft",
    input: { params: documentIdOf },
    output: z.object({ id: z.int(), pages: z.int().nullable() }),
    audit: "command",
    bodyLimit: "stream",
    summary: {
      vi: "Đính kèm một tệp (nguyên tệp làm thân yêu cầu; đầu mục x-file-name mã hóa phần trăm); chữ trong PDF được đưa vào tìm kiếm; tệp mang dấu mật bị từ chối, không lưu",
      en: "Attach a file (the body as it is; header x-file-name, percent-encoded); the words of a PDF are searched; one that bears the stamp of secrecy is refused and not kept",
    },
  },
  ({ actor, now, params: { id }, request }) => {
    const { body, ...file } = sentFile(request);
    const key = request.headers.get("idempotency-key");
    if (!key || key.length > 100) throw new AppError("invalid", "idempotency-key-required");
    return receiveDocumentFile({ actor, now }, body, { ...file, documentId: id, key });
  },
);
