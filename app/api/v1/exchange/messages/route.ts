import * as z from "zod";
import { route } from "@/app/door";
import { RecordId } from "@/lib/db/model";
import { bringMessages } from "@/lib/exchange/commands";
import { findingSentence } from "@/lib/exchange/labels";
import { Inbound, InboundAnswer } from "@/lib/exchange/model";
import { homeUnit } from "@/lib/imports/queries";

export const POST = route(
  {
    id: "exchange.bring",
    method: "POST",
    path: "/api/v1/exchange/messages",
    auth: "dossiers.import",
    keys: true,
    input: {
      /** The unit the messages are for, where a dossier's code names none. */
      query: z.strictObject({ unitId: RecordId.optional() }),
      body: Inbound,
    },
    output: InboundAnswer,
    audit: "command",
    bodyLimit: 2_097_152,
    isStack: true,
    summary: {
      vi: "Nhận thông điệp đồng bộ hồ sơ một cửa (DongBoHoSoMC, CapNhatTienDoHoSoMC), đến 100 thông điệp, trả lời từng thông điệp; cái không hợp lệ được giữ lại cho quản trị xử lý",
      en: "Takes in messages of the dossiers' synchronisation (DongBoHoSoMC, CapNhatTienDoHoSoMC), up to 100, each answered by itself; what does not fit is kept for an administrator",
    },
  },
  async ({ actor, now, locale, query, body, each }) => {
    const unitId = query.unitId ?? (await homeUnit(actor, now));
    const brought = await bringMessages({ actor, now }, body, unitId, each);
    return {
      lines: brought.map(({ id, findings, ...line }, n) => ({
        ...line,
        line: n + 1,
        messageId: id,
        findings: findings.map((one) => ({ ...one, sentence: findingSentence(locale, one) })),
      })),
    };
  },
);
