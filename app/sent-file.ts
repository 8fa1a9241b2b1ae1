import * as z from "zod";
import { AppError } from "@/lib/errors";
import { cleanName } from "@/lib/files/rules";

const FileName = z
  .string()
  .max(1_000)
  .transform((text, ctx) => {
    try {
      return decodeURIComponent(text);
    } catch {
      ctx.addIssue({ code: "custom", message: "encoding" });
      return z.NEVER;
    }
  })
  .transform((text) => cleanName(text) ?? "")
  .pipe(z.string().min(1).max(255));

/** A file that is the whole body of a request: its name (header x-file-name, percent-encoded), what it is declared as, and its bytes. */
export function sentFile(request: Request): { name: string; declared: string; body: ReadableStream<Uint8Array> } {
  const name = FileName.safeParse(request.headers.get("x-file-name") ?? "");
  if (!name.success || !request.body) throw new AppError("invalid", "file-name-required");
  const declared = (request.headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return { name: name.data, declared, body: request.body };
}
