import * as z from "zod";
import { route } from "@/app/door";
import { addDefinition } from "@/lib/quality/commands";
import { Definition, IndexKind, NewDefinition } from "@/lib/quality/model";
import { listDefinitions } from "@/lib/quality/queries";

export const GET = route(
  {
    id: "quality.definitions",
    method: "GET",
    path: "/api/v1/quality/definitions",
    auth: "overview.view",
    keys: true,
    input: { query: z.strictObject({ kind: IndexKind.default("QD766") }) },
    output: z.array(Definition),
    audit: "none",
    summary: {
      vi: "Cách tính một chỉ số phục vụ: mọi phiên bản, mới nhất trước",
      en: "How an index of service quality is counted: every version, the latest first",
    },
  },
  ({ actor, query }) => listDefinitions(actor, query.kind),
);

export const POST = route(
  {
    id: "quality.define",
    method: "POST",
    path: "/api/v1/quality/definitions",
    auth: "quality.manage",
    input: { body: NewDefinition },
    output: z.object({ id: z.int() }),
    audit: "command",
    summary: { vi: "Ban hành cách tính mới từ một ngày", en: "Add a definition that holds from a day on" },
  },
  ({ actor, body, now, tx }) => addDefinition({ actor, now }, body, tx),
);
