import { route } from "@/app/door";
import { answerPacket } from "@/lib/packets/commands";
import { AnswerPacket, packetIdOf, Settled } from "@/lib/packets/model";

export const POST = route(
  {
    id: "packets.answer",
    method: "POST",
    path: "/api/v1/packets/{id}/answer",
    auth: "documents.exchange",
    input: { params: packetIdOf, body: AnswerPacket },
    output: Settled,
    audit: "command",
    summary: {
      vi: "Đồng ý (15) hoặc không (16) với đề nghị thu hồi, cập nhật, thay thế",
      en: "Consents (15) or not (16) to a recall, an update or a replacement",
    },
  },
  ({ actor, now, params, body, tx }) => answerPacket({ actor, now }, { ...params, ...body }, tx),
);
