import { type LookupAddress, type LookupAllOptions, lookup as resolve } from "node:dns";
import { request as plain, type RequestOptions } from "node:http";
import { request as secure } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { env } from "@/lib/env";
import { isDialable, type Place, placeOf, readPlaces } from "./hosts";

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

/** Places this server is never to call, whatever is written down: itself and its database. */
function isOurs(place: Place): boolean {
  const database = new URL(env().DATABASE_URL);
  const isHere = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0|\[::\])$/.test(place.host);
  return (
    (isHere && place.port === env().PORT) || (place.host === database.hostname && place.port === (Number(database.port) || 5432))
  );
}
/** The place an address names, if this server may call it. */
export function allowedPlace(url: URL): Place | null {
  const place = placeOf(url, readPlaces(env().EXCHANGE_HOSTS) ?? []);
  return place && !isOurs(place) ? place : null;
}

/** Asks for all addresses of a name. */
export type Look = (
  host: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void;
/**
 * The only way out: posts JSON to a place that was written down, and gives back what was answered. The address is checked as it is dialled;
 * nothing is followed, nothing unpacked; what is too long or takes too long is cut off. Throws NoAnswer.
 */
export function postJson(
  url: URL,
  body: unknown,
  { signal, waitMs = longestMs, look = resolve }: { signal?: AbortSignal | undefined; waitMs?: number; look?: Look } = {},
): Promise<{ status: number; text: string }> {
  const place = allowedPlace(url);
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  if (!place || (isIP(literal) !== 0 && !isDialable(literal, place)))
    return Promise.reject(new NoAnswer("address-refused", false));
  const sent = Buffer.from(JSON.stringify(body));
  const options: RequestOptions = {
    method: "POST",
    agent: false,
    lookup: guarded(place, look),
    signal: AbortSignal.any([AbortSignal.timeout(waitMs), ...(signal ? [signal] : [])]),
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-length": sent.length,
      accept: "application/json",
      "accept-encoding": "identity",
    },
  };
  return new Promise((give, fail) => {
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
      answer.on("end", () => give({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }));
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
    asked.end(sent);
  });
}

const refusedAddress = "an address that may not be dialled";
/** A look-up that lets through only what may be dialled: of a name that answers with anything else, nothing. */
const guarded =
  (place: Place, look: Look): LookupFunction =>
  (host, options, done) => {
    look(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, "", 0);
      const [first] = found;
      if (!first || found.some((one) => !isDialable(one.address, place))) return done(new Error(refusedAddress), "", 0);
      if (options.all) return done(null, found);
      done(null, first.address, first.family);
    });
  };
