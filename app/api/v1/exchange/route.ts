import { route } from "@/app/door";
import { ExchangeBoard, MessageFilter } from "@/lib/exchange/model";
import { readBoard } from "@/lib/exchange/queries";

export const GET = route(
  {
    id: "exchange.board",
    method: "GET",
    path: "/api/v1/exchange",
    auth: "exchange.manage",
    input: { query: MessageFilter },
    output: ExchangeBoard,
    audit: "none",
    summary: {
      vi: "Tình hình đồng bộ với Cổng dịch vụ công: cấu hình, số lượng chờ và lỗi, danh sách thông điệp",
      en: "How the synchronisation with the portal stands: settings, what waits and what failed, the messages",
    },
  },
  ({ actor, query }) => readBoard(actor, query),
);
