import { route } from "@/app/door";
import { AppError } from "@/lib/errors";
import { receivePacket } from "@/lib/packets/commands";
import { PacketFilter, PacketPage, Taken } from "@/lib/packets/model";
import { listPackets } from "@/lib/packets/queries";

export const GET = route(
  {
    id: "packets.list",
    method: "GET",
    path: "/api/v1/packets",
    auth: "documents.exchange",
    input: { query: PacketFilter },
    output: PacketPage,
    audit: "none",
    summary: {
      vi: "Văn bản liên thông: gói tin đến chờ tiếp nhận, gói tin đã gửi và thời gian tới từng nơi nhận, gói tin không đọc được",
      en: "The exchange of documents: packets that wait, those sent and how far they came, those nobody could read",
    },
  },
  ({ actor, now, query }) => listPackets(actor, query, now),
);

export const POST = route(
  {
    id: "packets.receive",
    method: "POST",
    path: "/api/v1/packets",
    auth: "documents.exchange",
    keys: true,
    input: {},
    output: Taken,
    audit: "command",
    bodyLimit: "stream",
    summary: {
      vi: "Nhận một gói tin edXML (QCVN 102:2016/BTTTT; nguyên gói tin làm thân yêu cầu, đến 200 MB). Gửi lại cùng gói tin không ghi lần nữa; gói tin không đọc được được giữ lại kèm lý do; gói tin có dấu mật không được lưu",
      en: "Takes in an edXML packet (QCVN 102:2016/BTTTT; the body as it is, up to 200 MB). Sent again it is the one it was; what cannot be read is kept with its reason; of one with a mark of secrecy nothing is kept",
    },
  },
  ({ actor, now, request }) => {
    if (!request.body) throw new AppError("invalid", "file-empty");
    const key = request.headers.get("idempotency-key");
    if (key !== null && key.length > 100) throw new AppError("invalid", "idempotency-key-required");
    // A gateway of another maker sends none: its packets are told apart by their own name.
    return receivePacket({ actor, now }, request.body, key || null);
  },
);
