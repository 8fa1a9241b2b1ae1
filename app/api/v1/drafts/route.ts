import { route } from "@/app/door";
import { DraftList } from "@/lib/dossiers/model";
import { listDrafts } from "@/lib/dossiers/queries";

export const GET = route(
  {
    id: "drafts.list",
    method: "GET",
    path: "/api/v1/drafts",
    auth: "dossiers.process",
    input: {},
    output: DraftList,
    audit: "none",
    summary: { vi: "Các hồ sơ đang nhập dở của chính mình", en: "One's own half-typed dossiers" },
  },
  ({ actor }) => listDrafts(actor),
);
