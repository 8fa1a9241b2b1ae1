import * as z from "zod";
import { route } from "@/app/door";
import { dropMessage } from "@/lib/exchange/commands";
import { DropInput, MessageId, messageStatuses } from "@/lib/exchange/model";

export const POST = route(
  {
    id: "exchange.drop",
    method: "POST",
    path: "/api/v1/exchange/messages/{id}/drop",
    auth: "exchange.manage",
    input: { params: MessageId, body: DropInput },
    output: z.object({ id: z.string(), status: z.enum(messageStatuses) }),
    audit: "command",
    summary: {
      vi: "Bỏ một thông điệp chưa xong, kèm lý do",
      en: "Gives up a message that is not done, with the reason",
    },
  },
  ({ actor, now, params, body, tx }) => dropMessage({ actor, now }, { ...params, ...body }, tx),
);
