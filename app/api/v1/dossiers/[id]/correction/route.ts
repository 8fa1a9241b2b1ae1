import * as z from "zod";
import { route } from "@/app/door";
import { RecordId } from "@/lib/db/model";
import { correctDossier } from "@/lib/dossiers/commands";
import { Correctable, Corrected, CorrectInput } from "@/lib/dossiers/model";
import { findCorrectable } from "@/lib/dossiers/queries";

export const GET = route(
  {
    id: "dossiers.find-correctable",
    method: "GET",
    path: "/api/v1/dossiers/{id}/correction",
    auth: "dossiers.process",
    input: { params: z.strictObject({ id: RecordId }) },
    output: Correctable,
    audit: "access",
    summary: {
      vi: "Những gì sửa được của một hồ sơ, như đang lưu; số cá nhân được che bớt",
      en: "What can be corrected of a dossier, as it stands; the numbers of persons are masked",
    },
  },
  async ({ actor, now, params, accessed }) => {
    const correctable = await findCorrectable(actor, params.id, now);
    accessed({ type: "dossier", id: params.id });
    return correctable;
  },
);

export const POST = route(
  {
    id: "dossiers.correct",
    method: "POST",
    path: "/api/v1/dossiers/{id}/correction",
    auth: "dossiers.process",
    input: {
      params: z.strictObject({ id: RecordId }),
      body: CorrectInput.omit({ dossierId: true }),
    },
    output: Corrected,
    audit: "command",
    summary: {
      vi: "Sửa thông tin ghi sai của hồ sơ đã tiếp nhận, kèm lý do; giá trị cũ được giữ kín trong diễn biến",
      en: "Correct what was written wrongly of an accepted dossier, with a reason; what stood before stays sealed in its history",
    },
  },
  ({ actor, now, params, body, tx }) => correctDossier({ actor, now }, { ...body, dossierId: params.id }, tx),
);
