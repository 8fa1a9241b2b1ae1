import ipaddr from "ipaddr.js";

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
