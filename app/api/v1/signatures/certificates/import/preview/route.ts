import * as z from "zod";
import { route } from "@/app/door";
import { maxSheetBody, SheetFile, sheetsOf } from "@/app/sheet-file";
import { CertificateFiles, CertificatesRead, mostCertificateBytes, mostCertificateRows } from "@/lib/signatures/model";
import { previewCertificates } from "@/lib/signatures/queries";

export const POST = route(
  {
    id: "certificates.preview-import",
    method: "POST",
    path: "/api/v1/signatures/certificates/import/preview",
    auth: "signatures.certificates",
    input: { body: z.strictObject({ sheet: SheetFile, files: CertificateFiles }) },
    output: CertificatesRead,
    audit: "none",
    isQuestion: true,
    bodyLimit: maxSheetBody + mostCertificateBytes,
    summary: {
      vi: "Xem trước việc nhập chứng thư số từ bảng tính và các tệp chứng thư: từng dòng, kết quả và lý do; không ghi gì",
      en: "What entering a spreadsheet and the certificates beside it would do, line by line; nothing is written",
    },
  },
  async ({ actor, now, body }) =>
    previewCertificates({ actor, now }, { rows: (await sheetsOf(body.sheet, mostCertificateRows)).flat(), files: body.files }),
);
