import * as z from "zod";
import { route } from "@/app/door";
import { cityDay } from "@/lib/calendar/rules";
import { RecordId } from "@/lib/db/model";
import { Addressees } from "@/lib/documents/model";
import { listAddressees } from "@/lib/documents/queries";

export const GET = route(
  {
    id: "documents.addressees",
    method: "GET",
    path: "/api/v1/documents/addressees",
    auth: "documents.route",
    input: { query: z.strictObject({ unitId: RecordId.optional() }) },
    output: Addressees,
    audit: "none",
    summary: {
      vi: "Các đơn vị người hỏi chuyển giao văn bản đến được, và những người nhận được văn bản ở một đơn vị",
      en: "The units the asker may pass documents on to, and who in one of them may get one",
    },
  },
  ({ actor, now, query }) => listAddressees(actor, query.unitId, cityDay(now)),
);
