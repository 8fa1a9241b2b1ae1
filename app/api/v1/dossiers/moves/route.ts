import { route } from "@/app/door";
import { moveStack } from "@/lib/dossiers/commands";
import { BulkAnswer, BulkInput } from "@/lib/dossiers/model";

export const POST = route(
  {
    id: "dossiers.move-stack",
    method: "POST",
    path: "/api/v1/dossiers/moves",
    auth: "dossiers.process",
    input: { body: BulkInput },
    output: BulkAnswer,
    audit: "command",
    isStack: true,
    summary: {
      vi: "Làm một bước cho nhiều hồ sơ (tối đa 200), mỗi hồ sơ một giao dịch; từng dòng cho biết đã làm hay vì sao không",
      en: "The same step for a stack of dossiers (200 at most), each in its own transaction; every line says what was done or why not",
    },
  },
  async ({ actor, now, body, each }) => ({ lines: await moveStack({ actor, now }, body, each) }),
);
