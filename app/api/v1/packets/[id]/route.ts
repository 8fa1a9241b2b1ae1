import { route } from "@/app/door";
import { PacketDetail, packetIdOf } from "@/lib/packets/model";
import { findPacket } from "@/lib/packets/queries";

export const GET = route(
  {
    id: "packets.find",
    method: "GET",
    path: "/api/v1/packets/{id}",
    auth: "documents.exchange",
    input: { params: packetIdOf },
    output: PacketDetail,
    audit: "access",
    summary: {
      vi: "Một gói tin đến: nội dung, các tệp theo đúng loại thật, chữ ký số, việc được làm",
      en: "One packet that came: what it says, its files by their true kind, its signature, what may be done",
    },
  },
  async ({ actor, params: { id }, accessed }) => {
    const found = await findPacket(actor, id);
    accessed({ type: "packet", id });
    return found;
  },
);
