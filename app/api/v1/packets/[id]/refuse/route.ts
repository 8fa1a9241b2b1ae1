import { route } from "@/app/door";
import { refusePacket } from "@/lib/packets/commands";
import { packetIdOf, RefusePacket, Settled } from "@/lib/packets/model";

export const POST = route(
  {
    id: "packets.refuse",
    method: "POST",
    path: "/api/v1/packets/{id}/refuse",
    auth: "documents.exchange",
    input: { params: packetIdOf, body: RefusePacket },
    output: Settled,
    audit: "command",
    summary: {
      vi: "Từ chối tiếp nhận gói tin kèm lý do; báo 02 cho bên gửi",
      en: "Refuses a packet with the reason; its sender is told (02)",
    },
  },
  ({ actor, now, params, body, tx }) => refusePacket({ actor, now }, { ...params, ...body }, tx),
);
