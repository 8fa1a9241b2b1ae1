import * as z from "zod";
import { route } from "@/app/door";
import { saveView } from "@/lib/dossiers/commands";
import { SavedView, ViewInput } from "@/lib/dossiers/model";
import { listViews } from "@/lib/dossiers/queries";

export const GET = route(
  {
    id: "views.list",
    method: "GET",
    path: "/api/v1/views",
    auth: "signed-in",
    input: {},
    output: z.object({ views: z.array(SavedView) }),
    audit: "none",
    summary: { vi: "Các bộ lọc mình đã lưu, theo trang và tên", en: "The views one has saved, by page and name" },
  },
  async ({ actor }) => ({ views: await listViews(actor) }),
);

export const POST = route(
  {
    id: "views.save",
    method: "POST",
    path: "/api/v1/views",
    auth: "signed-in",
    input: { body: ViewInput },
    output: z.object({ id: z.int() }),
    audit: "command",
    summary: {
      vi: "Lưu bộ lọc của một trang dưới một tên; lưu lại cùng tên thì thay bộ lọc cũ",
      en: "Keep a page's query string under a name; the same name again replaces it",
    },
  },
  ({ actor, now, body, tx }) => saveView({ actor, now }, body, tx),
);
