import type { IncomingHttpHeaders } from "node:http";

export type Asked = { method: string; url: string; headers: IncomingHttpHeaders; rawHeaders: readonly string[] };
export type Verdict = {
  status: 400 | 403 | 405 | 413;
  code: "malformed" | "method-not-allowed" | "cross-site";
  why: string;
} | null;

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]);
const reading = new Set(["GET", "HEAD"]);
/** The framework's inner calls. From outside they are attacks: each name stands in an advisory of the last years. */
const inner =
  /^(next-action|next-resume|x-action-.*|x-middleware-.*|x-invoke-.*|x-matched-path|x-now-route-matches|x-nextjs-(?!(html-)?request-id$).*|x-next-.*|x-prerender-.*|x-vercel-.*)$/;
/** Twice means two readers could each believe another one. */
const single = new Set([
  "host",
  "content-length",
  "content-type",
  "authorization",
  "idempotency-key",
  "origin",
  "sec-fetch-site",
  "transfer-encoding",
]);
/** What only we may say; a client's word is dropped, not refused, because proxies add some of them. */
const ours =
  /^(x-client-address|x-request-id|x-request-path|x-nonce|content-security-policy(-report-only)?|x-forwarded(-.*)?|forwarded|x-real-ip|x-original-.*|x-rewrite-url|x-http-method(-override)?|x-method-override)$/;

const urlLimit = 8_192;

/** Turns away what no honest browser or machine sends, before the framework sees it. Null lets it in. */
export function judge(asked: Asked, publicOrigin: string): Verdict {
  const bad = (why: string): Verdict => ({ status: 400, code: "malformed", why });
  if (!methods.has(asked.method)) return { status: 405, code: "method-not-allowed", why: "method" };
  const fault = faultOfUrl(asked.url);
  if (fault) return bad(fault);
  for (const name of Object.keys(asked.headers)) if (inner.test(name)) return bad("inner header");
  const seen = new Set<string>();
  for (let i = 0; i < asked.rawHeaders.length; i += 2) {
    const name = asked.rawHeaders[i]?.toLowerCase() ?? "";
    if (single.has(name) && seen.has(name)) return bad(`repeated ${name}`);
    seen.add(name);
  }
  const path = pathOf(asked.url);
  if (!isApi(path) && !reading.has(asked.method)) return { status: 405, code: "method-not-allowed", why: "page" };
  if (reading.has(asked.method) && (asked.headers["transfer-encoding"] || Number(asked.headers["content-length"] ?? 0) > 0))
    return bad("body of a read");
  if (!reading.has(asked.method) && !isSameOrigin(asked, publicOrigin)) return { status: 403, code: "cross-site", why: "origin" };
  return null;
}

export const pathOf = (url: string): string => url.split("?", 1)[0] ?? "";
export const isApi = (path: string): boolean => path.startsWith("/api/");

function faultOfUrl(url: string): string | null {
  if (!url.startsWith("/")) return "absolute address";
  if (url.length > urlLimit) return "long address";
  if (!/^[\x21-\x7e]+$/.test(url) || /[\\#<>"`{}|^]/.test(url)) return "character";
  if (/%00/i.test(url)) return "null character";
  const path = pathOf(url);
  if (path.includes("//")) return "double slash";
  if (/%(2e|2f|5c|25|[01][0-9a-f]|7f)/i.test(path)) return "encoded separator";
  if (path.split("/").some((part) => part === "." || part === "..")) return "dot segment";
  try {
    decodeURIComponent(path);
    return null;
  } catch {
    return "percent";
  }
}

/** A browser says where an unsafe request comes from; a machine with a key has no cookies to be borrowed. */
function isSameOrigin({ headers }: Asked, publicOrigin: string): boolean {
  if (headers.authorization?.startsWith("Bearer ")) return true;
  const site = headers["sec-fetch-site"];
  return site ? site === "same-origin" : headers.origin === publicOrigin;
}

/** Takes away what only the front door may say. Changes `headers`. */
export function dropOurNames(headers: IncomingHttpHeaders): void {
  for (const name of Object.keys(headers)) if (ours.test(name)) delete headers[name];
}
