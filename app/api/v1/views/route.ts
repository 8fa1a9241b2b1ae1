import { z } from "zod";
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
    summary: "The views one has saved, by page and name",
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
    summary: "Keep a page's query string under a name; the same name again replaces it",
  },
  ({ actor, now, body, tx }) => saveView({ actor, now }, body, tx),
);
