import { Readable } from "node:stream";
import type { FormFile } from "@/lib/forms/queries";

/** A made file as an answer: shown in the page that asked, or kept under its name. */
export function fileAnswer({ body, name, type }: FormFile, how: "inline" | "attachment"): Response {
  return new Response(Readable.toWeb(body) as ReadableStream, {
    headers: {
      "content-type": type,
      "content-disposition": `${how}; filename="${name}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
