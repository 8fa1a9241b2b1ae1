import * as z from "zod";
import { route } from "@/app/door";
import { certificateIds } from "@/lib/signatures/model";
import { readCertificatePicture } from "@/lib/signatures/queries";

export const GET = route(
  {
    id: "certificates.picture",
    method: "GET",
    path: "/api/v1/signatures/certificates/{id}/picture",
    auth: "signatures.certificates",
    input: { params: certificateIds, query: z.strictObject({ v: z.coerce.number().int().optional() }) },
    output: "stream",
    audit: "none",
    summary: { vi: "Hình vẽ khi ký bằng một chứng thư, ảnh PNG", en: "What is drawn where a certificate signs, a PNG" },
  },
  async ({ actor, params }) =>
    new Response(await readCertificatePicture(actor, params.id), {
      headers: { "content-type": "image/png", "cache-control": "no-store" },
    }),
);
