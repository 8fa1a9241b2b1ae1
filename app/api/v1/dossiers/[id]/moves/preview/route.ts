import * as z from "zod";
import { route } from "@/app/door";
import { RecordId } from "@/lib/db/model";
import { PreviewQuery } from "@/lib/dossiers/model";
import { detailClock } from "@/lib/dossiers/queries";
import { ActOutlook } from "@/lib/forms/model";
import { lookAhead } from "@/lib/forms/queries";

export const GET = route(
  {
    id: "dossiers.preview-move",
    method: "GET",
    path: "/api/v1/dossiers/{id}/moves/preview",
    auth: "dossiers.process",
    input: { params: z.strictObject({ id: RecordId }), query: PreviewQuery },
    output: ActOutlook,
    audit: "none",
    summary: {
      vi: "Xem trước một bước: trạng thái, thời hạn và biểu mẫu sẽ ra sao; không thay đổi gì",
      en: "What a step would do to a dossier's state, its time and its forms; changes nothing",
    },
  },
  async ({ actor, now, params, query }) => lookAhead(actor, params.id, query, await detailClock(now)),
);
