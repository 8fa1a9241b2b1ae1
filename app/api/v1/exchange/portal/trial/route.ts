import { route } from "@/app/door";
import { PortalTrial } from "@/lib/exchange/model";
import { tryPortal } from "@/lib/exchange/queries";

export const POST = route(
  {
    id: "exchange.try-portal",
    method: "POST",
    path: "/api/v1/exchange/portal/trial",
    auth: "exchange.manage",
    input: {},
    output: PortalTrial,
    audit: "access",
    isQuestion: true,
    summary: {
      vi: "Thử kết nối Cổng dịch vụ công theo cấu hình đang lưu: đăng nhập, tra cứu một mã không có thật; nói rõ vướng ở đâu",
      en: "Tries the connection to the portal by the saved settings: signs in, looks up a code that cannot be; tells what is in the way",
    },
  },
  async ({ actor, now, request, accessed }) => {
    const trial = await tryPortal(actor, now, request.signal);
    accessed({ type: "portal", id: trial.outcome });
    return trial;
  },
);
