import { disposition } from "@/lib/files/rules";
import { streamOf } from "./stream-of";

type Made = { body: AsyncIterable<Uint8Array | string>; name: string | null; type: string };

/** A made file as an answer: shown in the page that asked, or kept under its name. No browser guesses what it is. */
export function fileAnswer({ body, name, type }: Made, how: "inline" | "attachment" = "attachment"): Response {
  return new Response(streamOf(body), {
    headers: {
      "content-type": type,
      "content-disposition": disposition(how, name),
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
