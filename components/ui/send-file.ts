import { Problem, problemFrom, type Reader } from "./request";

/**
 * Sends a file as the body of a request and tells how much of it has gone; `fetch` cannot. Throws Problem, and an AbortError where the signal
 * ended it. `key` makes a repeat harmless: the same for the same file.
 */
export function sendFile<T>(
  url: string,
  file: File,
  how: { key: string; signal: AbortSignal; reader: Reader<T>; onSent(share: number): void },
): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const leave = () => request.abort();
    how.signal.addEventListener("abort", leave);
    request.upload.addEventListener("progress", ({ loaded, total }) => how.onSent(total > 0 ? loaded / total : 1));
    request.addEventListener("loadend", () => how.signal.removeEventListener("abort", leave));
    request.addEventListener("abort", () => reject(new DOMException("cancelled", "AbortError")));
    request.addEventListener("error", () => reject(new Problem("offline", null, 0)));
    request.addEventListener("load", () => {
      const body = parsed(request.responseText);
      if (request.status !== 200) return reject(problemFrom(request.status, body));
      how.reader().then((schema) => {
        const read = schema.safeParse(body);
        if (read.success) resolve(read.data);
        else reject(new Problem("outdated", null, request.status));
      }, reject);
    });
    request.open("POST", url);
    request.setRequestHeader("accept", "application/json");
    request.setRequestHeader("content-type", file.type || "application/octet-stream");
    request.setRequestHeader("x-file-name", encodeURIComponent(file.name.slice(-200)));
    request.setRequestHeader("idempotency-key", how.key);
    request.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
