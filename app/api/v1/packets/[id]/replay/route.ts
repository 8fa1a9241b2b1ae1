import { route } from "@/app/door";
import { replayPacket } from "@/lib/packets/commands";
import { packetIdOf, ReplayPacket, Settled, Taken } from "@/lib/packets/model";

export const POST = route(
  {
    id: "packets.replay",
    method: "POST",
    path: "/api/v1/packets/{id}/replay",
    auth: "documents.exchange",
    input: { params: packetIdOf, body: ReplayPacket },
    output: Settled,
    audit: "command",
    isStack: true,
    summary: { vi: "Đọc lại một gói tin trước đây không đọc được", en: "Reads a packet again that could not be read" },
  },
  ({ actor, now, params, body, each }) =>
    replayPacket({ actor, now }, { ...params, ...body }, async (act) => Taken.parse(await each("look", act))),
);
