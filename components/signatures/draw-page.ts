import type { Asked, Drawn, Told } from "./page-worker";

const longestMs = 15_000;

/**
 * A page of a file as a picture, drawn in a thread of its own that ends with it. Throws where the file is not the one that was checked any more,
 * and where it cannot be drawn in time.
 */
export async function drawPage(
  file: File,
  how: { page: number | null; pixels: number; sha256?: string; signal: AbortSignal },
): Promise<Drawn> {
  const bytes = await file.arrayBuffer();
  // Browsers tell a digest only where the address is a safe one; elsewhere they refuse to read a file that was changed.
  const digest = how.sha256 && globalThis.crypto.subtle ? await crypto.subtle.digest("SHA-256", bytes) : null;
  if (digest && hex(digest) !== how.sha256) throw new Error("another file");
  how.signal.throwIfAborted();
  const worker = new Worker(new URL("./page-worker.ts", import.meta.url), { type: "module" });
  try {
    return await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("too long")), longestMs);
      how.signal.addEventListener("abort", () => reject(new Error("no longer wanted")));
      worker.onerror = () => reject(new Error("broken"));
      worker.onmessage = ({ data }: MessageEvent<Partial<{ drawn: Drawn; fault: true }> & Partial<Told>>) => {
        // The reader says a word of its own when it is loaded.
        if (!("drawn" in data) && !("fault" in data)) return;
        clearTimeout(timer);
        if (data.drawn) resolve(data.drawn);
        else reject(new Error("unreadable"));
      };
      worker.postMessage({ bytes, page: how.page, pixels: how.pixels } satisfies Asked, [bytes]);
    });
  } finally {
    worker.terminate();
  }
}

const hex = (bytes: ArrayBuffer) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
