import { route } from "@/app/door";
import { DueAnswer, DueQuestion } from "@/lib/dossiers/model";
import { detailClock, findDue } from "@/lib/dossiers/queries";

export const GET = route(
  {
    id: "dossiers.due",
    method: "GET",
    path: "/api/v1/dossiers/due",
    auth: "dossiers.view",
    keys: true,
    input: { query: DueQuestion },
    output: DueAnswer,
    audit: "none",
    summary: {
      vi: "Thời điểm hẹn trả của một thủ tục theo hình thức nộp, trường hợp và thời điểm tiếp nhận, kèm câu giải thích và dải ngày",
      en: "When a dossier of a procedure would be due, by channel, case and moment of acceptance, with its sentence and strip of days",
    },
  },
  async ({ actor, now, query }) => findDue(actor, query, await detailClock(now)),
);
