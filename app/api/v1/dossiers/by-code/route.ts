import * as z from "zod";
import { route } from "@/app/door";
import { FoundByCode } from "@/lib/dossiers/model";
import { findByCode } from "@/lib/dossiers/queries";

export const GET = route(
  {
    id: "dossiers.by-code",
    method: "GET",
    path: "/api/v1/dossiers/by-code",
    auth: "dossiers.view",
    keys: true,
    input: { query: z.strictObject({ text: z.string().trim().min(1).max(300) }) },
    output: FoundByCode,
    audit: "none",
    summary: {
      vi: "Hồ sơ theo mã quét được (mã vạch, QR của giấy hẹn), theo cả hai cách viết mã cơ quan",
      en: "The dossier of a scanned code (barcode, QR of the receipt), in either order of the agency's identifier",
    },
  },
  ({ actor, query }) => findByCode(actor, query.text),
);
