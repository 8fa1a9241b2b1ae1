import * as z from "zod";
import { route } from "@/app/door";
import { maxSheetBody, SheetFile, sheetsOf } from "@/app/sheet-file";
import { importCertificates } from "@/lib/signatures/commands";
import { CertificateFiles, CertificatesRead, mostCertificateBytes, mostCertificateRows } from "@/lib/signatures/model";

export const POST = route(
  {
    id: "certificates.import",
    method: "POST",
    path: "/api/v1/signatures/certificates/import",
    auth: "signatures.certificates",
    input: { body: z.strictObject({ sheet: SheetFile, files: CertificateFiles }) },
    output: CertificatesRead,
    audit: "command",
    isSensitive: true,
    bodyLimit: maxSheetBody + mostCertificateBytes,
    summary: {
      vi: "Nhập chứng thư số: bảng tính có cột Người giữ, Mã đơn vị, Chứng thư (số serial hoặc tên tệp), Thiết bị, Mã khóa; kèm tệp .cer, .pem, .p7b",
      en: "Enter certificates: a spreadsheet with holder, unit, certificate (serial or file), device and credential, and the files .cer, .pem, .p7b",
    },
  },
  async ({ actor, now, body, tx }) =>
    importCertificates({ actor, now }, { rows: (await sheetsOf(body.sheet, mostCertificateRows)).flat(), files: body.files }, tx),
);
