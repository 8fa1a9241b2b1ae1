/** A field the server finds fault with, and its sentence. */
export type Fault = { path: string; code: string; title: string | null };

/** What the server refused, in its own words (RFC 9457), or what kept us from asking it. */
export class Problem extends Error {
  constructor(
    readonly code: string,
    readonly sentence: string | null,
    readonly status: number,
    readonly requestId: string | null = null,
    readonly faults: readonly Fault[] = [],
    /** With "confirm-required": by what the person proves who they are. */
    readonly factor: string | null = null,
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

/** Reads a file from our API, asked for by POST where it is asked for with something. Throws Problem. */
export async function readFile(url: string, question?: unknown): Promise<Blob> {
  const posted = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(question) };
  return (await ask(url, question === undefined ? {} : posted)).blob();
}

type Confirmer = (factor: string | null) => Promise<boolean>;
let confirmer: Confirmer | null = null;
/** Who asks the person again who they are, when the server wants to know before something sensitive. Gives the way to stop. */
export function confirmBy(ask: Confirmer): () => void {
  confirmer = ask;
  return () => {
    if (confirmer === ask) confirmer = null;
  };
}

/** Sends a change, asking the person once more who they are where the server wants that. `key` makes a repeat of the same act harmless: keep it for a retry, make a new one for a new act. */
export async function sendJson<T>(
  method: "POST" | "PUT" | "PATCH" | "DELETE",
  url: string,
  body: unknown,
  reader: Reader<T>,
  key: string = newKey(),
): Promise<T> {
  const text = JSON.stringify(body);
  const send = () =>
    ask(url, {
      method,
      headers: { accept: "application/json", "content-type": "application/json", "idempotency-key": key },
      body: text,
      // Sent as the page is left it still arrives; the browser allows that for small ones only.
      keepalive: text.length < 20_000,
    });
  const response = await send().catch(async (error: unknown) => {
    const isAsked = error instanceof Problem && error.code === "confirm-required" && confirmer !== null;
    if (isAsked && (await confirmer?.(error.factor))) return send();
    throw error;
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

/** What the server said of a request that did not go through. */
export function problemFrom(status: number, body: unknown): Problem {
  const inside = (name: string, of: unknown = body): unknown => (of && typeof of === "object" ? Reflect.get(of, name) : null);
  const field = (name: string, of?: unknown): string | null => {
    const value = inside(name, of);
    return typeof value === "string" ? value : null;
  };
  const raw = inside("faults");
  const faults = Array.isArray(raw)
    ? raw.flatMap((f: unknown) => {
        const [path, code] = [field("path", f), field("code", f)];
        return path !== null && code !== null ? [{ path, code, title: field("title", f) }] : [];
      })
    : [];
  const factor = field("factor", inside("facts"));
  return new Problem(
    field("code") ?? "unexpected",
    field("detail") ?? field("title"),
    status,
    field("requestId"),
    faults,
    factor,
  );
}

async function understand<T>(response: Response, reader: Reader<T>): Promise<T> {
  const [schema, body] = await Promise.all([reader(), response.json()]);
  const read = schema.safeParse(body);
  if (!read.success) throw new Problem("outdated", null, response.status);
  return read.data;
}
