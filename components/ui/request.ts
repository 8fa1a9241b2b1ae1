/** What the server refused, in its own words (RFC 9457), or what kept us from asking it. */
export class Problem extends Error {
  constructor(
    readonly code: string,
    readonly sentence: string | null,
    readonly status: number,
    readonly requestId: string | null = null,
    readonly faults: readonly { path: string; code: string }[] = [],
  ) {
    super(code);
    this.name = "Problem";
  }
}

/** Loaded when an answer has to be read, so that the schema library is no part of a page's first load. */
export type Reader<T> = () => Promise<{ safeParse(value: unknown): { success: true; data: T } | { success: false } }>;

/** Reads JSON from our API. Throws Problem: the server's refusal, "offline", or "outdated" when the answer has another shape. */
export async function readJson<T>(url: string, reader: Reader<T>, signal?: AbortSignal): Promise<T> {
  return understand(await ask(url, { signal, headers: { accept: "application/json" } }), reader);
}

/** Sends a change. `key` makes a repeat of the same act harmless: keep it for a retry, make a new one for a new act. */
export async function sendJson<T>(
  method: "POST" | "PUT" | "PATCH" | "DELETE",
  url: string,
  body: unknown,
  reader: Reader<T>,
  key: string = newKey(),
): Promise<T> {
  const response = await ask(url, {
    method,
    headers: { accept: "application/json", "content-type": "application/json", "idempotency-key": key },
    body: JSON.stringify(body),
  });
  return understand(response, reader);
}

/** crypto.randomUUID exists on secure origins only; an office network may run on plain http. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { ...init, credentials: "same-origin", cache: "no-store" });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Problem("offline", null, 0);
  }
  if (!response.ok) throw problemFrom(response.status, await response.json().catch(() => null));
  return response;
}

function problemFrom(status: number, body: unknown): Problem {
  const field = (name: string): string | null => {
    const value: unknown = body && typeof body === "object" ? Reflect.get(body, name) : null;
    return typeof value === "string" ? value : null;
  };
  const raw: unknown = body && typeof body === "object" ? Reflect.get(body, "faults") : null;
  const faults = Array.isArray(raw)
    ? raw.flatMap((f: unknown) => {
        const path: unknown = f && typeof f === "object" ? Reflect.get(f, "path") : null;
        const code: unknown = f && typeof f === "object" ? Reflect.get(f, "code") : null;
        return typeof path === "string" && typeof code === "string" ? [{ path, code }] : [];
      })
    : [];
  return new Problem(field("code") ?? "unexpected", field("title"), status, field("requestId"), faults);
}

async function understand<T>(response: Response, reader: Reader<T>): Promise<T> {
  const [schema, body] = await Promise.all([reader(), response.json()]);
  const read = schema.safeParse(body);
  if (!read.success) throw new Problem("outdated", null, response.status);
  return read.data;
}
