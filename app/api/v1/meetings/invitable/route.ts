import { route } from "@/app/door";
import { Invitable, InvitableQuery } from "@/lib/meetings/model";
import { listInvitable } from "@/lib/meetings/queries";

export const GET = route(
  {
    id: "meetings.invitable",
    method: "GET",
    path: "/api/v1/meetings/invitable",
    auth: "meetings.organise",
    input: { query: InvitableQuery },
    output: Invitable,
    audit: "none",
    summary: {
      vi: "Các đơn vị và người của một đơn vị có thể mời dự họp",
      en: "The units, and the people of one, who can be invited to a meeting",
    },
  },
  ({ actor, now, query }) => listInvitable({ actor, now }, query.unitId),
);
