import type { ServerResponse } from "node:http";

/** What a page may load and do: its own scripts by nonce, its own styles, pictures and data, and nothing of others. */
export function contentSecurityPolicy(nonce: string, isDev: boolean): string {
  const rules: Record<string, string> = {
    "default-src": "'none'",
    "script-src": `'self' 'nonce-${nonce}' 'strict-dynamic'${isDev ? " 'unsafe-eval'" : ""}`,
    // Charts and maps place things by style attributes; style sheets still need the nonce.
    "style-src": isDev ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    "style-src-attr": "'unsafe-inline'",
    "img-src": "'self' data: blob:",
    // A live picture is put together by the page out of pieces of ours.
    "media-src": "'self' blob:",
    "font-src": "'self'",
    "connect-src": `'self'${isDev ? " ws:" : ""}`,
    // A form is printed from a hidden frame that holds the PDF the page has fetched; a blob obeys the policy of its page.
    "frame-src": "blob:",
    "worker-src": "'self' blob:",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
  };
  return Object.entries(rules)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}

/** For what others made: nothing is loaded, nothing runs, and it is of no origin. */
export const inertPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";

const always: Record<string, string> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "x-frame-options": "DENY",
  "permissions-policy":
    "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), usb=()",
};

/**
 * Sets the headers of every answer, and sees to it that nobody behind us loosens them: they are written last, when the
 * answer begins. Nothing is stored by browsers or proxies except the framework's fingerprinted files, and open data by its own word.
 */
export function harden(
  response: ServerResponse,
  how: { csp: string; requestId: string; isHttps: boolean; isStatic: boolean; isOpenData?: boolean },
): void {
  const fixed: Record<string, string> = {
    ...always,
    "content-security-policy": how.csp,
    "x-request-id": how.requestId,
    ...(how.isHttps ? { "strict-transport-security": "max-age=31536000; includeSubDomains" } : {}),
    ...(how.isStatic || how.isOpenData ? {} : { "cache-control": "no-store" }),
  };
  // Open data may be kept where its route says so; whatever else is answered there may not.
  if (how.isOpenData) response.setHeader("cache-control", "no-store");
  for (const [name, value] of Object.entries(fixed)) response.setHeader(name, value);
  const writeHead = response.writeHead.bind(response);
  const begin = (status: number, reason?: unknown, given?: unknown): ServerResponse => {
    const late = typeof reason === "object" && reason !== null ? reason : given;
    for (const [name, value] of pairsOf(late)) if (!(name.toLowerCase() in fixed)) response.setHeader(name, value);
    for (const [name, value] of Object.entries(fixed)) response.setHeader(name, value);
    response.removeHeader("x-powered-by");
    return typeof reason === "string" ? writeHead(status, reason) : writeHead(status);
  };
  response.writeHead = begin as typeof response.writeHead;
}

function pairsOf(given: unknown): [string, string | string[]][] {
  if (Array.isArray(given)) {
    const flat = given.flat().map(String);
    return flat.flatMap((name, i) => (i % 2 === 0 ? [[name, flat[i + 1] ?? ""] as [string, string]] : []));
  }
  if (typeof given !== "object" || given === null) return [];
  return Object.entries(given).flatMap(([name, value]: [string, unknown]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.map(String) : String(value)] as [string, string | string[]]],
  );
}
