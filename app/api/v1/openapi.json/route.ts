import { z } from "zod";
import { route } from "@/app/door";
import { openApiDocument } from "@/app/openapi";

export const GET = route(
  {
    id: "openapi.document",
    method: "GET",
    path: "/api/v1/openapi.json",
    auth: "public",
    input: {},
    output: z.record(z.string(), z.unknown()),
    audit: "none",
    summary: "This description of the API, in OpenAPI 3.1",
  },
  async () => openApiDocument(),
);
