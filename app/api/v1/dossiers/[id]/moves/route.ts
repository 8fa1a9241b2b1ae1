import * as z from "zod";
import { route } from "@/app/door";
import { RecordId } from "@/lib/db/model";
import { MoveInput } from "@/lib/dossiers/model";
import { moveOn } from "@/lib/forms/commands";
import { AcceptedDossier } from "@/lib/forms/model";

export const POST = route(
  {
    id: "dossiers.move",
    method: "POST",
    path: "/api/v1/dossiers/{id}/moves",
    auth: "dossiers.view",
    input: {
      params: z.strictObject({ id: RecordId }),
      body: MoveInput.omit({ dossierId: true }),
    },
    output: AcceptedDossier,
    audit: "command",
    summary: {
      vi: "Chuyển hồ sơ sang bước tiếp theo; hai người cùng chuyển một phiên bản thì người sau nhận `dossier-changed`",
      en: "Take a dossier one step further; of two who move the same version one is told `dossier-changed`",
    },
  },
  ({ actor, now, params, body, tx }) => moveOn({ actor, now }, { ...body, dossierId: params.id }, tx),
);
