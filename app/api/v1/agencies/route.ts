import * as z from "zod";
import { route } from "@/app/door";
import { recordAgency } from "@/lib/packets/commands";
import { AgencyFilter, AgencyInput, AgencyList } from "@/lib/packets/model";
import { listAgencies } from "@/lib/packets/queries";

export const GET = route(
  {
    id: "agencies.list",
    method: "GET",
    path: "/api/v1/agencies",
    auth: "signed-in",
    input: { query: AgencyFilter },
    output: AgencyList,
    audit: "none",
    summary: {
      vi: "Danh bạ cơ quan liên thông văn bản theo tên hoặc mã định danh",
      en: "The agencies documents are exchanged with, by name or identifier",
    },
  },
  ({ actor, query }) => listAgencies(actor, query.text ?? ""),
);

export const POST = route(
  {
    id: "agencies.record",
    method: "POST",
    path: "/api/v1/agencies",
    auth: "exchange.manage",
    input: { body: AgencyInput },
    output: z.object({ id: z.int() }),
    audit: "command",
    summary: { vi: "Ghi một cơ quan và mã định danh vào danh bạ", en: "Records an agency and its identifier" },
  },
  ({ actor, now, body, tx }) => recordAgency({ actor, now }, body, tx),
);
