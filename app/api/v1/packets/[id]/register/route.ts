import { route } from "@/app/door";
import { registerPacket } from "@/lib/packets/commands";
import { packetIdOf, RegisterPacket, Settled } from "@/lib/packets/model";

export const POST = route(
  {
    id: "packets.register",
    method: "POST",
    path: "/api/v1/packets/{id}/register",
    auth: "documents.exchange",
    input: { params: packetIdOf, body: RegisterPacket },
    output: Settled,
    audit: "command",
    summary: {
      vi: "Vào sổ văn bản đến từ gói tin, kèm các tệp; báo 03 cho bên gửi",
      en: "Registers the document of a packet with its files; its sender is told (03)",
    },
  },
  ({ actor, now, params, body, tx }) => registerPacket({ actor, now }, { ...params, ...body }, tx),
);
