import { isAway, isUnstorable } from "@/lib/db/faults";
import { AppError, type ErrorKind } from "@/lib/errors";
import { describeError, log } from "@/lib/log";
import type { Locale } from "@/lib/words";
import { factsSentence, fieldSentence, hasSentence, sentence } from "./sentences";

const statusOf: Record<ErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  refused: 422,
  "too-many": 429,
  unavailable: 503,
  full: 507,
};

/**
 * RFC 9457: an AppError becomes its status and sentences, `title` the same each time and `detail` what is wrong this time; anything
 * else says only that it was recorded. `facts` are what the detail is about, for machines.
 */
export function problem(error: unknown, requestId: string, locale: Locale, routeId: string): Response {
  const known =
    error instanceof AppError
      ? error
      : isAway(error)
        ? new AppError("unavailable", "unavailable", { retryAfterSeconds: 5 })
        : isUnstorable(error)
          ? new AppError("invalid", "input")
          : null;
  if (known !== error) log().error({ requestId, route: routeId, error: describeError(error) }, "request failed");
  const status = known ? statusOf[known.kind] : 500;
  const code = known?.code ?? "unexpected";
  const detail = known && detailOf(locale, known);
  return Response.json(
    {
      type: `urn:vong-lau:${code}`,
      title: sentence(locale, code),
      status,
      ...(detail ? { detail } : {}),
      code,
      requestId,
      ...(known?.more.faults
        ? { faults: known.more.faults.map((fault) => ({ ...fault, title: fieldSentence(locale, fault.code) })) }
        : {}),
      ...(known?.more.detail ? { facts: known.more.detail } : {}),
    },
    {
      status,
      headers: {
        "content-type": "application/problem+json",
        "cache-control": "no-store",
        "x-request-id": requestId,
        ...(known?.more.retryAfterSeconds ? { "retry-after": String(known.more.retryAfterSeconds) } : {}),
      },
    },
  );
}

/** What is wrong this time, where that is more than its title: the first field's own fault says it better than "the input". */
function detailOf(locale: Locale, { code, more }: AppError): string | null {
  const fault = code === "input" ? more.faults?.find((one) => hasSentence(one.code)) : undefined;
  const facts = factsSentence(locale, more.detail ?? {});
  if (!fault && !facts) return null;
  return [sentence(locale, fault?.code ?? code), facts].filter((text) => text !== null).join(" ");
}
