import * as z from "zod";
import { route } from "@/app/door";
import { RecordId } from "@/lib/db/model";
import { revealDossier } from "@/lib/dossiers/commands";
import { RevealedIdentity } from "@/lib/dossiers/model";

export const POST = route(
  {
    id: "dossiers.reveal",
    method: "POST",
    path: "/api/v1/dossiers/{id}/reveal",
    auth: "dossiers.reveal",
    input: {
      params: z.strictObject({ id: RecordId }),
      body: z.strictObject({}),
    },
    output: RevealedIdentity,
    audit: "command",
    isSecret: true,
    summary: {
      vi: "Số điện thoại và số định danh đầy đủ của người nộp; mỗi lần xem được ghi vào nhật ký",
      en: "The applicant's phone and identity number in full; each look is written to the audit log",
    },
  },
  ({ actor, now, params, tx }) => revealDossier({ actor, now }, { dossierId: params.id }, tx),
);
