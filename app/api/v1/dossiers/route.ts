import * as z from "zod";
import { route } from "@/app/door";
import { workingCalendar } from "@/lib/calendar/queries";
import { cityDay } from "@/lib/calendar/rules";
import { registerDossier } from "@/lib/dossiers/commands";
import { DossierFilter, DossierPage, RegisterInput } from "@/lib/dossiers/model";
import { listDossiers } from "@/lib/dossiers/queries";
import { takeIn } from "@/lib/forms/commands";
import { AcceptedDossier, TakeInInput } from "@/lib/forms/model";

export const GET = route(
  {
    id: "dossiers.list",
    method: "GET",
    path: "/api/v1/dossiers",
    auth: "dossiers.view",
    keys: true,
    input: { query: DossierFilter },
    output: DossierPage,
    audit: "none",
    summary: {
      vi: "Hồ sơ theo bộ lọc, mới tiếp nhận trước; `set` cho đúng những hồ sơ mà một chỉ số đã đếm",
      en: "The dossiers a filter asks for, newest acceptance first; `set` gives exactly the rows an indicator counts",
    },
  },
  async ({ actor, now, query }) => listDossiers(actor, query, { today: cityDay(now), calendar: await workingCalendar() }),
);

export const POST = route(
  {
    id: "dossiers.create",
    method: "POST",
    path: "/api/v1/dossiers",
    auth: "dossiers.process",
    input: {
      body: z.discriminatedUnion("step", [
        TakeInInput.extend({ step: z.literal("accept") }),
        RegisterInput.extend({ step: z.literal("register") }),
      ]),
    },
    output: AcceptedDossier,
    audit: "command",
    summary: {
      vi: "Tiếp nhận hồ sơ đủ điều kiện (cấp mã, ngày hẹn trả và giấy tiếp nhận) hoặc ghi nhận hồ sơ nộp trực tuyến (chưa cấp gì); thiếu giấy tờ bắt buộc của thủ tục thì bị từ chối (`papers-missing`)",
      en: "Accept a complete dossier (it gets its code, its due day and its receipt) or register an online application (none of them yet); without a paper the procedure requires it is refused (`papers-missing`)",
    },
  },
  async ({ actor, now, body, tx }) => {
    if (body.step === "accept") {
      const { step: _accept, ...input } = body;
      return takeIn({ actor, now }, input, tx);
    }
    const { step: _register, ...input } = body;
    return { ...(await registerDossier({ actor, now }, input, tx)), receipt: null };
  },
);
