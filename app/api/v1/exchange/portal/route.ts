import * as z from "zod";
import { route } from "@/app/door";
import { setPortal } from "@/lib/exchange/commands";
import { PortalInput } from "@/lib/exchange/model";

export const PUT = route(
  {
    id: "exchange.set-portal",
    method: "PUT",
    path: "/api/v1/exchange/portal",
    auth: "exchange.manage",
    input: { body: PortalInput },
    output: z.object({ version: z.int() }),
    audit: "command",
    isSensitive: true,
    summary: {
      vi: "Sửa cấu hình kết nối Cổng dịch vụ công: địa chỉ, tài khoản, mật khẩu (không đọc lại được), bật tắt, đơn vị",
      en: "Changes how the portal is reached: address, account, secret (never read back), on or off, units",
    },
  },
  ({ actor, now, body, tx }) => setPortal({ actor, now }, body, tx),
);
