import { route } from "@/app/door";
import { closeRegister } from "@/lib/documents/commands";
import { CloseInput } from "@/lib/documents/model";

export const POST = route(
  {
    id: "documents.close-register",
    method: "POST",
    path: "/api/v1/documents/books/close",
    auth: "documents.manage",
    input: { body: CloseInput },
    output: CloseInput,
    audit: "command",
    summary: {
      vi: "Khóa sổ của một năm đã hết: không cấp thêm, không bỏ số trong sổ đó nữa",
      en: "Close the register of a year that has ended: no number is given out or voided in it any more",
    },
  },
  ({ actor, now, body, tx }) => closeRegister({ actor, now }, body, tx),
);
