import * as z from "zod";
import { newKey, Problem } from "@/components/ui/request";

const Accepted = z.object({ id: z.int() });
const Refused = z.object({ code: z.string(), title: z.string(), requestId: z.string().optional() });

/** Sends a file as it is to where registers or what goes with them come in, telling the share sent in percent. Throws Problem like every request. */
export function sendFile(file: File, url: string, onPercent: (percent: number) => void): Promise<{ id: number }> {
  return new Promise((resolve, reject) => {
    // fetch cannot tell how much of an upload is through.
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("x-file-name", encodeURIComponent(file.name));
    request.setRequestHeader("idempotency-key", newKey());
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.onprogress = (event) => event.lengthComputable && onPercent(Math.round((event.loaded / event.total) * 100));
    request.upload.onload = () => onPercent(100);
    request.onerror = () => reject(new Problem("offline", null, 0));
    request.onload = () => {
      const body = parse(request.responseText);
      if (request.status < 300) {
        const read = Accepted.safeParse(body);
        return read.success ? resolve(read.data) : reject(new Problem("outdated", null, request.status));
      }
      const refused = Refused.safeParse(body);
      reject(
        refused.success
          ? new Problem(refused.data.code, refused.data.title, request.status, refused.data.requestId ?? null)
          : new Problem("unexpected", null, request.status),
      );
    };
    request.send(file);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
