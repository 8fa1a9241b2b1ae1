import { route } from "@/app/door";
import { fileAnswer } from "@/app/file-answer";
import { packetFileIdOf } from "@/lib/packets/model";
import { openPacketFile } from "@/lib/packets/queries";

export const GET = route(
  {
    id: "packets.open-file",
    method: "GET",
    path: "/api/v1/packets/{id}/files/{fileId}",
    auth: "documents.exchange",
    input: { params: packetFileIdOf },
    output: "stream",
    audit: "access",
    summary: {
      vi: "Tải một tệp của gói tin đúng từng byte như đã nhận; mỗi lần tải được ghi vào nhật ký",
      en: "One file of a packet, byte for byte as it came; each look is written to the log",
    },
  },
  async ({ actor, params, accessed }) => {
    const file = await openPacketFile(actor, params.id, params.fileId);
    accessed({ type: "packet-file", id: file.id });
    return fileAnswer(file);
  },
);
