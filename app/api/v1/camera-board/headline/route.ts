import * as z from "zod";
import { route } from "@/app/door";
import { Day } from "@/lib/calendar/model";
import { cityDay } from "@/lib/calendar/rules";
import { RecordId } from "@/lib/db/model";
import { CameraFigures } from "@/lib/indicators/model";
import { readCameraFigures } from "@/lib/indicators/queries";
import { questionOf } from "@/lib/indicators/rules";

export const GET = route(
  {
    id: "camera-board.headline",
    method: "GET",
    path: "/api/v1/camera-board/headline",
    auth: "overview.view",
    keys: true,
    input: { query: z.strictObject({ from: Day, to: Day, asOf: Day.optional(), unitId: RecordId.optional() }) },
    output: CameraFigures,
    audit: "none",
    summary: {
      vi: "Các chỉ số chính của camera, kèm kỳ trước và cùng kỳ năm trước",
      en: "The headline of the cameras beside its past",
    },
  },
  ({ actor, query, now }) => readCameraFigures(actor, questionOf(query, cityDay(now))),
);
