import { isAway, isUnstorable } from "@/lib/db/faults";
import { AppError, type ErrorKind } from "@/lib/errors";
import { describeError, log } from "@/lib/log";
import type { Locale } from "@/lib/words";
import { fieldSentence, hasSentence, sentence } from "./sentences";

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

/** RFC 9457: an AppError becomes its status and sentence; anything else says only that it was recorded. */
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
  return Response.json(
    {
      type: `urn:vong-lau:${code}`,
      title: known ? sentenceOf(locale, known) : sentence(locale, code),
      status,
      code,
      requestId,
      ...(known?.more.faults
        ? { faults: known.more.faults.map((fault) => ({ ...fault, title: fieldSentence(locale, fault.code) })) }
        : {}),
      ...(known?.more.detail ? { detail: known.more.detail } : {}),
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

/** What is wrong with an input in general, unless a field's own fault says it better. */
function sentenceOf(locale: Locale, { code, more }: AppError): string {
  const told = code === "input" ? more.faults?.find((fault) => hasSentence(fault.code)) : undefined;
  return sentence(locale, told?.code ?? code);
}
