// What this server may call and how it dials: one fence, whatever is behind it.
import { type LookupAddress, type LookupAllOptions, lookup as resolve } from "node:dns";
import { type OutgoingHttpHeaders, request as plain } from "node:http";
import { request as secure } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { env } from "@/lib/env";

/** A place this server may call: a host and a port, and for one inside the city's networks the range its address must lie in. */
export type Place = { host: string; port: number; range: string | null };

const entry = /^([^\s=,/@]+):(\d{1,5})(?:=([0-9a-fA-F.:]+\/\d{1,3}))?$/;
/** "portal.example:443,adapter.example:8080=10.1.0.0/16": the places of EXCHANGE_HOSTS. Null for one that cannot be read. */
export function readPlaces(text: string): Place[] | null {
  const places = text
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one): Place | null => {
      const [, name = "", port = "", range = null] = entry.exec(one) ?? [];
      // As an address is written by whoever reads it: 0x7f.1 is 127.0.0.1, letters are small.
      const url = `http://${name}:${port}`;
      if (name === "" || Number(port) > 65_535 || !URL.canParse(url) || (range !== null && !ipaddr.isValidCIDR(range)))
        return null;
      return { host: new URL(url).hostname, port: Number(port), range };
    });
  const read = places.filter((one) => one !== null);
  return read.length === places.length ? read : null;
}

/** "10.1.0.0/16". */
const isValidRange = (range: string): boolean => ipaddr.isValidCIDR(range);

const portOf = (url: URL): number => Number(url.port) || (url.protocol === "https:" ? 443 : 80);
const bare = (host: string) => host.replace(/^\[|\]$/g, "");

/** The place an address of ours names, if this server may call it. Only what was written down is; nothing is guessed. */
export function placeOf(url: URL, places: readonly Place[]): Place | null {
  const isPlain = (url.protocol === "http:" || url.protocol === "https:") && url.username === "" && url.password === "";
  return (isPlain && places.find((one) => one.host === url.hostname && one.port === portOf(url))) || null;
}

/** Ranges nobody's portal lies in. */
const never = new Set(["unspecified", "broadcast", "multicast", "linkLocal", "loopback", "reserved"]);

/**
 * May this address be dialled for a place? Asked of what is really dialled, at the moment it is dialled, so that a name that changes its mind
 * gains nothing. A place written as an address is that address and no other; one with a range lies in it; any other is out in the open.
 */
export function isDialable(address: string, place: Place): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (ipaddr.isValid(bare(place.host))) return parsed.toString() === ipaddr.parse(bare(place.host)).toString();
  if (never.has(parsed.range())) return false;
  if (place.range === null) return parsed.range() === "unicast" && (parsed.kind() === "ipv4" || isGlobal(parsed));
  const [base, bits] = ipaddr.parseCIDR(place.range);
  return base.kind() === parsed.kind() && parsed.match(base, bits);
}
const isGlobal = (parsed: ipaddr.IPv4 | ipaddr.IPv6) => parsed.match(ipaddr.parse("2000::"), 3);

/** Addresses of a range that may be dialled at one port: where a city's cameras stand. */
export type Network = { range: string; port: number };
/** "10.20.0.0/16:554,[fd00::/8]:554": the networks of CAMERA_NETWORKS. Null for one that cannot be read. */
export function readNetworks(text: string): Network[] | null {
  const networks = text
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one): Network | null => {
      const [, range = "", port = ""] = /^\[?([\da-fA-F.:]+\/\d{1,3})\]?:(\d{1,5})$/.exec(one) ?? [];
      return isValidRange(range) && Number(port) > 0 && Number(port) <= 65_535 ? { range, port: Number(port) } : null;
    });
  const read = networks.filter((one) => one !== null);
  return read.length === networks.length ? read : null;
}
/** Does an address lie in a network that was written down, and is it neither ourselves nor our database? */
export function isInNetworks(address: string, port: number, networks: readonly Network[]): boolean {
  if (
    !ipaddr.isValid(address) ||
    isOurs({ host: ipaddr.parse(address).kind() === "ipv6" ? `[${address}]` : address, port, range: null })
  )
    return false;
  const parsed = ipaddr.parse(address);
  return networks.some((one) => {
    const [base, bits] = ipaddr.parseCIDR(one.range);
    return one.port === port && base.kind() === parsed.kind() && parsed.match(base, bits);
  });
}

/** Places this server is never to call, whatever is written down: itself and its database. */
export function isOurs(place: Place): boolean {
  const database = new URL(env().DATABASE_URL);
  const isHere = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0|\[::\])$/.test(place.host);
  return (
    (isHere && place.port === env().PORT) || (place.host === database.hostname && place.port === (Number(database.port) || 5432))
  );
}
/** Asks for all addresses of a name. */
export type Look = (
  host: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void;
export const refusedAddress = "an address that may not be dialled";
/** A look-up that lets through only what may be dialled: of a name that answers with anything else, nothing. */
export const guarded =
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

/** An address the deployment wrote down, and where it must lie. */
export type Address = { url: URL; place: Place };
/** "http://crl.example:8080/g2.crl=10.1.0.0/16". Null for one that cannot be read. */
export function readAddress(text: string): Address | null {
  const [, address = "", range = null] = /^(https?:\/\/[^\s=,@]+)(?:=([\da-fA-F.:]+\/\d{1,3}))?$/.exec(text) ?? [];
  if (!URL.canParse(address) || (range !== null && !isValidRange(range))) return null;
  const url = new URL(address);
  return { url, place: { host: url.hostname, port: portOf(url), range } };
}

/** Why nothing that can be read came back. */
export class Unfetched extends Error {
  constructor(readonly why: "address-refused" | "silent" | "unreadable") {
    super(why);
  }
}
type Fetching = { most: number; waitMs: number; signal?: AbortSignal | undefined; look?: Look };
/** Fetches a file by an address the deployment wrote down, with nothing sent but the address. Throws Unfetched, where the answer is not 200 too. */
export async function fetchFile(address: Address, fetching: Fetching): Promise<Buffer> {
  const { status, body } = await askAddress(address, { method: "GET", headers: { accept: "*/*" } }, fetching);
  if (status !== 200) throw new Unfetched("unreadable");
  return body;
}

/** Sends bytes to an address the deployment wrote down, with a key where the other side wants one. Throws Unfetched. */
export function postTo(
  address: Address,
  { type, bytes, key }: { type: string; bytes: Buffer; key?: string | undefined },
  fetching: Fetching,
): Promise<{ status: number; body: Buffer }> {
  const headers = { accept: "*/*", "content-type": type, "content-length": bytes.length };
  const known = key === undefined ? headers : { ...headers, authorization: `Bearer ${key}` };
  return askAddress(address, { method: "POST", headers: known, bytes }, fetching);
}

/** The address is checked as it is dialled; nothing is followed, nothing unpacked; what is too long or takes too long is cut off. */
function askAddress(
  { url, place }: Address,
  { method, headers, bytes }: { method: string; headers: OutgoingHttpHeaders; bytes?: Buffer },
  { most, waitMs, signal, look = resolve }: Fetching,
): Promise<{ status: number; body: Buffer }> {
  const literal = bare(url.hostname);
  if (isOurs(place) || (isIP(literal) !== 0 && !isDialable(literal, place)))
    return Promise.reject(new Unfetched("address-refused"));
  return new Promise((give, fail) => {
    const asked = (url.protocol === "https:" ? secure : plain)(
      url,
      {
        method,
        agent: false,
        lookup: guarded(place, look),
        signal: AbortSignal.any([AbortSignal.timeout(waitMs), ...(signal ? [signal] : [])]),
        headers: { ...headers, "accept-encoding": "identity" },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        let size = 0;
        const cut = () => {
          answer.destroy();
          fail(new Unfetched("unreadable"));
        };
        const packed = answer.headers["content-encoding"];
        if (packed !== undefined && packed !== "identity") return cut();
        answer.on("data", (chunk: Buffer) => {
          size += chunk.length;
          if (size > most) cut();
          else chunks.push(chunk);
        });
        answer.on("error", () => fail(new Unfetched("silent")));
        answer.on("end", () => give({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks) }));
      },
    );
    asked.on("error", (error) => fail(new Unfetched(error.message === refusedAddress ? "address-refused" : "silent")));
    asked.end(bytes);
  });
}
