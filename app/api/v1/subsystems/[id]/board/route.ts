import { route } from "@/app/door";
import { cityDay } from "@/lib/calendar/rules";
import { BoardQuery, SubsystemBoard } from "@/lib/indicators/model";
import { readSubsystemBoard } from "@/lib/indicators/queries";
import { questionOf } from "@/lib/indicators/rules";
import { subsystemIds } from "@/lib/subsystems/model";

export const GET = route(
  {
    id: "subsystems.board",
    method: "GET",
    path: "/api/v1/subsystems/{id}/board",
    auth: "overview.view",
    keys: true,
    input: { params: subsystemIds, query: BoardQuery },
    output: SubsystemBoard,
    audit: "none",
    summary: {
      vi: "Các chỉ tiêu của một phân hệ trong kỳ, so với kỳ trước và theo đơn vị",
      en: "The indicators of a subsystem over a period, beside the past and by unit",
    },
  },
  ({ actor, params, query, now }) => readSubsystemBoard(actor, params, questionOf(query, cityDay(now))),
);
