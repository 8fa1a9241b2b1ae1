import { lookup as resolve } from "node:dns";
import { type ClientRequest, type OutgoingHttpHeaders, request as plain, type RequestOptions } from "node:http";
import { request as secure } from "node:https";
import { isIP } from "node:net";
import { pipeline } from "node:stream/promises";
import { guarded, isDialable, isOurs, type Look, type Place, placeOf, readPlaces, refusedAddress } from "@/lib/egress";
import { env } from "@/lib/env";

/** Why nothing came back. `mayHaveArrived`: it had been handed to the wire, so the other side may have acted on it. */
export class NoAnswer extends Error {
  constructor(
    readonly why: "address-refused" | "portal-silent" | "portal-unreadable",
    readonly mayHaveArrived: boolean,
    cause?: unknown,
  ) {
    super(why, { cause });
  }
}

export const mostBytes = 2 * 1024 * 1024;
export const longestMs = 20_000;

/** The place an address names, if this server may call it. */
export function allowedPlace(url: URL): Place | null {
  const place = placeOf(url, readPlaces(env().EXCHANGE_HOSTS) ?? []);
  return place && !isOurs(place) ? place : null;
}

type Posting = { signal?: AbortSignal | undefined; waitMs?: number; look?: Look };
/**
 * The only way out: posts JSON to a place that was written down, and gives back what was answered. The address is checked as it is dialled;
 * nothing is followed, nothing unpacked; what is too long or takes too long is cut off. Throws NoAnswer.
 */
export function postJson(url: URL, body: unknown, options: Posting = {}): Promise<{ status: number; text: string }> {
  const sent = Buffer.from(JSON.stringify(body));
  const headers = { "content-type": "application/json; charset=utf-8", "content-length": sent.length };
  return post(url, headers, (asked) => asked.end(sent), options);
}

const longestStreamMs = 10 * 60_000;
/** The same of what comes in pieces and is never held whole, with a key where the other side wants one. Throws NoAnswer, and what the source throws. */
export async function postStream(
  url: URL,
  source: AsyncIterable<Uint8Array>,
  { type, key, ...options }: Posting & { type: string; key?: string },
): Promise<{ status: number; text: string }> {
  const headers = { "content-type": type, ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) };
  const broken: { by?: unknown } = {};
  // What breaks may be the source and not the way.
  async function* heard() {
    try {
      yield* source;
    } catch (error) {
      broken.by = error;
      throw error;
    }
  }
  try {
    // The answer, or why there is none, is heard by the request itself.
    const give = (asked: ClientRequest) => void pipeline(heard, asked).catch(() => asked.destroy());
    return await post(url, headers, give, { waitMs: longestStreamMs, ...options });
  } catch (error) {
    throw broken.by ?? error;
  }
}

function post(
  url: URL,
  headers: OutgoingHttpHeaders,
  give: (asked: ClientRequest) => void,
  { signal, waitMs = longestMs, look = resolve }: Posting,
): Promise<{ status: number; text: string }> {
  const place = allowedPlace(url);
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  if (!place || (isIP(literal) !== 0 && !isDialable(literal, place)))
    return Promise.reject(new NoAnswer("address-refused", false));
  const options: RequestOptions = {
    method: "POST",
    agent: false,
    lookup: guarded(place, look),
    signal: AbortSignal.any([AbortSignal.timeout(waitMs), ...(signal ? [signal] : [])]),
    headers: { ...headers, accept: "application/json", "accept-encoding": "identity" },
  };
  return new Promise((answered, fail) => {
    let isSent = false;
    const asked = (url.protocol === "https:" ? secure : plain)(url, options, (answer) => {
      const chunks: Buffer[] = [];
      let size = 0;
      const cut = (cause?: unknown) => {
        answer.destroy();
        fail(new NoAnswer("portal-unreadable", true, cause));
      };
      const packed = answer.headers["content-encoding"];
      if (packed !== undefined && packed !== "identity") return cut();
      answer.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > mostBytes) cut();
        else chunks.push(chunk);
      });
      answer.on("error", (error) => fail(new NoAnswer("portal-silent", true, error)));
      answer.on("end", () => answered({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }));
    });
    asked.on("error", (error) => {
      const isRefused = error instanceof Error && error.message === refusedAddress;
      fail(isRefused ? new NoAnswer("address-refused", false) : new NoAnswer("portal-silent", isSent, error));
    });
    asked.on("socket", (socket) => {
      const isOn = () => {
        isSent = true;
      };
      if (!socket.connecting) isOn();
      else socket.once("connect", isOn);
    });
    give(asked);
  });
}
