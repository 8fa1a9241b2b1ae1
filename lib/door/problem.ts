import type { IncomingMessage, ServerResponse } from "node:http";
import { refusals as house, isLocale, say } from "@/lib/words";
import { refusals } from "./labels";

const words = { ...house, ...refusals };
export type DoorCode = keyof typeof words;

/** Ends a request with RFC 9457 words in the reader's language; the body was not read, so the connection goes too. */
export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  code: DoorCode,
  headers: Record<string, string> = {},
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const cookie = /(?:^|;\s*)locale=([a-z]{2})/.exec(request.headers.cookie ?? "")?.[1];
  const locale = isLocale(cookie) ? cookie : "vi";
  const body = JSON.stringify({
    type: `urn:vong-lau:${code}`,
    title: say(locale, words[code]),
    status,
    code,
    requestId: String(response.getHeader("x-request-id") ?? ""),
  });
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (!request.complete) response.setHeader("connection", "close");
  response.writeHead(status, {
    "content-type": "application/problem+json; charset=utf-8",
    "content-length": `${Buffer.byteLength(body)}`,
  });
  response.end(request.method === "HEAD" ? undefined : body);
}
