import * as z from "zod";
import { route } from "@/app/door";
import { dispatchAgain } from "@/lib/packets/commands";
import { packetIdOf } from "@/lib/packets/model";

export const POST = route(
  {
    id: "packets.send-again",
    method: "POST",
    path: "/api/v1/packets/sent/{id}/again",
    auth: "documents.exchange",
    input: { params: packetIdOf },
    output: z.object({ id: z.int() }),
    audit: "command",
    summary: { vi: "Gửi lại một gói tin chưa gửi được", en: "Tries a packet again that could not be sent" },
  },
  ({ actor, now, params, tx }) => dispatchAgain({ actor, now }, params, tx),
);
