import * as z from "zod";
import { route } from "@/app/door";
import { Colleague } from "@/lib/auth/model";
import { listColleagues } from "@/lib/auth/queries";
import { cityDay } from "@/lib/calendar/rules";
import { RecordId } from "@/lib/db/model";

export const GET = route(
  {
    id: "units.colleagues",
    method: "GET",
    path: "/api/v1/units/{id}/colleagues",
    auth: "dossiers.process",
    input: { params: z.strictObject({ id: RecordId }) },
    output: z.object({ colleagues: z.array(Colleague) }),
    audit: "none",
    summary: {
      vi: "Những người xử lý hồ sơ của một đơn vị, để phân công",
      en: "Who works on the dossiers of a unit, to assign to",
    },
  },
  async ({ actor, now, params }) => ({ colleagues: await listColleagues(actor, params.id, cityDay(now)) }),
);
