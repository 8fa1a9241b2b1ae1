import * as z from "zod";
import { route } from "@/app/door";
import { replayMessage } from "@/lib/exchange/commands";
import { MessageId, messageStatuses, ReplayInput } from "@/lib/exchange/model";

export const POST = route(
  {
    id: "exchange.replay",
    method: "POST",
    path: "/api/v1/exchange/messages/{id}/replay",
    auth: "exchange.manage",
    input: { params: MessageId, body: ReplayInput },
    output: z.object({ id: z.string(), status: z.enum(messageStatuses) }),
    audit: "command",
    summary: {
      vi: "Gửi lại một thông điệp chưa xong, có thể sửa vài trường",
      en: "Tries a message again that is not done, with some fields said otherwise",
    },
  },
  ({ actor, now, params, body, tx }) => replayMessage({ actor, now }, { ...params, ...body }, tx),
);
