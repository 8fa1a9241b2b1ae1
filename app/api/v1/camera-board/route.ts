import * as z from "zod";
import { route } from "@/app/door";
import { Day } from "@/lib/calendar/model";
import { cityDay } from "@/lib/calendar/rules";
import { RecordId } from "@/lib/db/model";
import { CameraBoard } from "@/lib/indicators/model";
import { readCameraBoard } from "@/lib/indicators/queries";
import { questionOf } from "@/lib/indicators/rules";

export const GET = route(
  {
    id: "camera-board.read",
    method: "GET",
    path: "/api/v1/camera-board",
    auth: "overview.view",
    keys: true,
    input: { query: z.strictObject({ from: Day, to: Day, asOf: Day.optional(), unitId: RecordId.optional() }) },
    output: CameraBoard,
    audit: "none",
    summary: {
      vi: "Số liệu camera: có hình, độ phủ thôn, tổ dân phố, thời gian có hình, thời gian khắc phục; theo ngày, đơn vị, nhóm, địa bàn",
      en: "The figures of cameras: showing, hamlets covered, time showing, time to restore; by day, unit, group and area",
    },
  },
  ({ actor, query, now }) => readCameraBoard(actor, questionOf(query, cityDay(now))),
);
