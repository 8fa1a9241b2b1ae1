import * as z from "zod";
import { route } from "@/app/door";
import { setSecretCount } from "@/lib/documents/commands";
import { SecretCountInput, SecretCountQuery, SecretCounts } from "@/lib/documents/model";
import { listSecretCounts } from "@/lib/documents/queries";

export const GET = route(
  {
    id: "documents.secret-counts",
    method: "GET",
    path: "/api/v1/documents/secret-counts",
    auth: "documents.view",
    input: { query: SecretCountQuery },
    output: SecretCounts,
    audit: "none",
    summary: {
      vi: "Số lượng văn bản mật (quản lý ngoài hệ thống) theo tháng của một đơn vị",
      en: "How many secret documents, which are kept elsewhere, a unit had in each month",
    },
  },
  async ({ actor, query }) => ({ counts: await listSecretCounts(actor, query.unitId, query.year) }),
);

export const PUT = route(
  {
    id: "documents.count-secret",
    method: "PUT",
    path: "/api/v1/documents/secret-counts",
    auth: "documents.register",
    input: { body: SecretCountInput },
    output: z.object({ count: z.int() }),
    audit: "command",
    summary: {
      vi: "Ghi số lượng văn bản mật của một tháng: chỉ con số, không ghi gì khác về văn bản",
      en: "Note a month's number of secret documents: the number, and nothing else of them",
    },
  },
  ({ actor, now, body, tx }) => setSecretCount({ actor, now }, body, tx),
);
