import { route } from "@/app/door";
import { fileAnswer } from "@/app/file-answer";
import { documentFileIdOf } from "@/lib/documents/model";
import { openDocumentFile } from "@/lib/documents/queries";

export const GET = route(
  {
    id: "documents.open-file",
    method: "GET",
    path: "/api/v1/documents/{id}/files/{fileId}",
    auth: "documents.view",
    keys: true,
    input: { params: documentFileIdOf },
    output: "stream",
    audit: "access",
    summary: {
      vi: "Tải một tệp văn bản đúng từng byte như đã nhận; mỗi lần tải được ghi vào nhật ký",
      en: "One file of a document, byte for byte as it came; each look is written to the log",
    },
  },
  async ({ actor, params, accessed }) => {
    const file = await openDocumentFile(actor, params.id, params.fileId);
    accessed({ type: "document-file", id: file.id });
    return fileAnswer(file);
  },
);
