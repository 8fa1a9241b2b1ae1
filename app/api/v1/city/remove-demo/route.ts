import * as z from "zod";
import { route } from "@/app/door";
import { removeDemo } from "@/lib/city/commands";
import { DemoRemoval } from "@/lib/city/model";

export const POST = route(
  {
    id: "city.remove-demo",
    method: "POST",
    path: "/api/v1/city/remove-demo",
    auth: "city.manage",
    input: { body: z.strictObject({}) },
    output: DemoRemoval,
    audit: "command",
    isSensitive: true,
    summary: {
      vi: "Xóa toàn bộ dữ liệu mô phỏng trong một lần; trả về số dòng đã xóa theo từng loại",
      en: "Remove everything marked as demo data, in one act; answers how many rows of each kind went",
    },
  },
  ({ actor, now, body, tx }) => removeDemo({ actor, now }, body, tx),
);
