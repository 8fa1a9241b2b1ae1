import * as z from "zod";
import { route } from "@/app/door";
import { restoreDraft } from "@/lib/dossiers/commands";

export const POST = route(
  {
    id: "drafts.restore",
    method: "POST",
    path: "/api/v1/drafts/{id}/restore",
    auth: "dossiers.process",
    input: { params: z.strictObject({ id: z.uuid() }), body: z.strictObject({}) },
    output: z.object({ id: z.uuid() }),
    audit: "command",
    isPrivate: true,
    summary: { vi: "Lấy lại một bản nháp vừa bỏ", en: "Take back a draft that was thrown away" },
  },
  ({ actor, now, params: { id }, tx }) => restoreDraft({ actor, now }, { id }, tx),
);
