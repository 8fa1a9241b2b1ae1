import { z } from "zod";
import { route } from "@/app/door";
import { workingCalendar } from "@/lib/calendar/queries";
import { cityDay } from "@/lib/calendar/rules";
import { acceptDossier, registerDossier } from "@/lib/dossiers/commands";
import { AcceptInput, DossierFilter, DossierPage, MovedDossier, RegisterInput } from "@/lib/dossiers/model";
import { listDossiers } from "@/lib/dossiers/queries";

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
        AcceptInput.extend({ step: z.literal("accept") }),
        RegisterInput.extend({ step: z.literal("register") }),
      ]),
    },
    output: MovedDossier,
    audit: "command",
    summary: {
      vi: "Tiếp nhận hồ sơ đủ điều kiện (cấp mã và ngày hẹn trả) hoặc ghi nhận hồ sơ nộp trực tuyến (chưa cấp)",
      en: "Accept a complete dossier (it gets its code and its due day) or register an online application (neither yet)",
    },
  },
  ({ actor, now, body, tx }) => {
    if (body.step === "accept") {
      const { step: _accept, ...input } = body;
      return acceptDossier({ actor, now }, input, tx);
    }
    const { step: _register, ...input } = body;
    return registerDossier({ actor, now }, input, tx);
  },
);
