import type * as z from "zod";
import { AppError, faultsOf } from "@/lib/errors";
import { isLocale, type Locale } from "@/lib/words";
import type { Asker } from "./caller";

/** How a route takes the fields of a form as its body, and which page says what was wrong with them. */
export type Form = {
  body(fields: Record<string, string>): unknown;
  refused(error: AppError, fields: Record<string, string>): Response;
};

/** Was it sent by the form of a page, without a script? */
export const isFormType = (type: string | null) => (type ?? "").toLowerCase().startsWith("application/x-www-form-urlencoded");
/** What is refused to a page without a script is said by a page. */
export async function orPage(
  d: { form?: Form | undefined },
  request: Request,
  act: (fields: Record<string, string>) => Promise<Response>,
): Promise<Response> {
  const fields: Record<string, string> = {};
  try {
    return await act(fields);
  } catch (error) {
    // What comes from another site gets no page of ours.
    if (!(error instanceof AppError) || error.kind === "forbidden" || !d.form || !isFormType(request.headers.get("content-type")))
      throw error;
    return d.form.refused(error, fields);
  }
}

/** A part of a request as its schema reads it; throws `input` with the fields at fault. */
export function parsePart(schema: z.ZodType | undefined, raw: unknown, part: string): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw new AppError("invalid", "input", { faults: faultsOf(parsed.error.issues, part) });
}

/** A query parameter given twice is refused rather than guessed about. */
export function singleValued(search: URLSearchParams): Record<string, string> {
  const names = new Set<string>();
  for (const name of search.keys()) {
    if (names.has(name)) throw new AppError("invalid", "input", { faults: [{ path: `query.${name}`, code: "repeated" }] });
    names.add(name);
  }
  return Object.fromEntries(search);
}

/** The body as text; throws `body-too-large` as soon as it is, and `not-utf-8` rather than put a sign in place of a letter. */
export async function readText(request: Request, limit: number): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw new AppError("invalid", "body-too-large");
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw new AppError("invalid", "body-too-large");
    chunks.push(chunk);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new AppError("invalid", "not-utf-8");
  }
}

/** The language somebody chose, Vietnamese until then. */
export function localeOf(request: Asker): Locale {
  const cookie = /(?:^|;\s*)locale=([a-z]{2})/.exec(request.headers.get("cookie") ?? "")?.[1];
  return isLocale(cookie) ? cookie : "vi";
}
