import { route } from "@/app/door";
import { dropPacket } from "@/lib/packets/commands";
import { DropPacket, packetIdOf, Settled } from "@/lib/packets/model";

export const POST = route(
  {
    id: "packets.drop",
    method: "POST",
    path: "/api/v1/packets/{id}/drop",
    auth: "documents.exchange",
    input: { params: packetIdOf, body: DropPacket },
    output: Settled,
    audit: "command",
    summary: { vi: "Bỏ gói tin không đọc được, kèm lý do", en: "Gives up a packet nobody can read, with the reason" },
  },
  ({ actor, now, params, body, tx }) => dropPacket({ actor, now }, { ...params, ...body }, tx),
);
