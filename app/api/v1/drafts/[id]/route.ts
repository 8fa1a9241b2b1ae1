import * as z from "zod";
import { route } from "@/app/door";
import { saveDraft, throwDraftAway } from "@/lib/dossiers/commands";
import { Draft, DraftInput, SavedDraft } from "@/lib/dossiers/model";
import { findDraft } from "@/lib/dossiers/queries";

const params = z.strictObject({ id: z.uuid() });

export const GET = route(
  {
    id: "drafts.find",
    method: "GET",
    path: "/api/v1/drafts/{id}",
    auth: "dossiers.process",
    input: { params },
    output: Draft,
    audit: "none",
    summary: { vi: "Một bản nháp của chính mình, đủ những gì đã nhập", en: "A draft of one's own with all that was typed" },
  },
  ({ actor, params: { id } }) => findDraft(actor, id),
);

export const PUT = route(
  {
    id: "drafts.save",
    method: "PUT",
    path: "/api/v1/drafts/{id}",
    auth: "dossiers.process",
    input: { params, body: DraftInput.omit({ id: true }) },
    output: SavedDraft,
    audit: "command",
    isPrivate: true,
    summary: {
      vi: "Lưu bản nháp; `revision` là lần lưu đã biết, 0 khi mới; hai cửa sổ cùng ghi thì cửa sổ sau nhận `draft-changed`",
      en: "Save a draft; `revision` is the one last seen, 0 for a new one; of two windows the second is told `draft-changed`",
    },
  },
  ({ actor, now, params: { id }, body, tx }) => saveDraft({ actor, now }, { ...body, id }, tx),
);

export const DELETE = route(
  {
    id: "drafts.throw",
    method: "DELETE",
    path: "/api/v1/drafts/{id}",
    auth: "dossiers.process",
    input: { params },
    output: z.object({ id: z.uuid() }),
    audit: "command",
    isPrivate: true,
    summary: { vi: "Bỏ một bản nháp; trong một ngày còn lấy lại được", en: "Throw a draft away; for a day it can be taken back" },
  },
  ({ actor, now, params: { id }, tx }) => throwDraftAway({ actor, now }, { id }, tx),
);
