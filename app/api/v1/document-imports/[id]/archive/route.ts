import * as z from "zod";
import { route } from "@/app/door";
import { sentFile } from "@/app/sent-file";
import { RecordId } from "@/lib/db/model";
import { AppError } from "@/lib/errors";
import { endingOf } from "@/lib/files/rules";
import { receiveArchive } from "@/lib/imports/commands";

const declared = new Set(["", "application/octet-stream", "application/zip", "application/x-zip-compressed"]);

export const POST = route(
  {
    id: "document-imports.archive",
    method: "POST",
    path: "/api/v1/document-imports/{id}/archive",
    auth: "documents.register",
    input: { params: z.strictObject({ id: RecordId }) },
    output: z.object({ id: z.int() }),
    audit: "command",
    bodyLimit: "stream",
    summary: {
      vi: "Gửi tệp zip chứa PDF đi kèm sổ (nguyên tệp; đầu mục x-file-name mã hóa phần trăm); từng tệp được kiểm tra ngay sau đó",
      en: "Sends the zip of PDFs beside a register (the body as it is; header x-file-name, percent-encoded); each file is looked into right after",
    },
  },
  ({ actor, now, params, request }) => {
    const file = sentFile(request);
    if (endingOf(file.name) !== "zip" || !declared.has(file.declared)) throw new AppError("refused", "zip-broken");
    return receiveArchive({ actor, now }, file.body, { batchId: params.id, name: file.name });
  },
);
