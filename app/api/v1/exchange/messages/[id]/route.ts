import { route } from "@/app/door";
import { MessageId, MessageView } from "@/lib/exchange/model";
import { findMessage } from "@/lib/exchange/queries";

export const GET = route(
  {
    id: "exchange.find-message",
    method: "GET",
    path: "/api/v1/exchange/messages/{id}",
    auth: "exchange.manage",
    input: { params: MessageId },
    output: MessageView,
    audit: "access",
    summary: {
      vi: "Một thông điệp đồng bộ với lỗi của nó; thông tin cá nhân được che với người không có quyền xem",
      en: "One message of the synchronisation with what is wrong with it; personal data is masked for who may not see it",
    },
  },
  async ({ actor, params, accessed }) => {
    const message = await findMessage(actor, params.id);
    accessed({ type: "exchange", id: message.id });
    return message;
  },
);
