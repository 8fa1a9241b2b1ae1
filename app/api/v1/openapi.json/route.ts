import { route } from "@/app/door";
import { openApiText } from "@/app/openapi";

export const GET = route(
  {
    id: "openapi.document",
    method: "GET",
    path: "/api/v1/openapi.json",
    auth: "public",
    input: {},
    output: "stream",
    audit: "none",
    summary: { vi: "Bản mô tả API này, theo OpenAPI 3.1", en: "This description of the API, in OpenAPI 3.1" },
  },
  // Ready as text: it is open to anyone and large.
  async ({ locale }) => new Response(openApiText(locale), { headers: { "content-type": "application/json" } }),
);
