import { isIP } from "node:net";

/**
 * The address a request comes from: the socket's, or what the outermost of our own `trusted` proxies saw. Entries further
 * left were written by the client and count for nothing.
 */
export function clientAddress(socket: string | undefined, forwarded: string | undefined, trusted: number): string {
  const own = plain(socket ?? "");
  if (trusted === 0) return own;
  const hops = (forwarded ?? "").split(",").map((hop) => plain(hop.trim()));
  const seen = hops.at(-trusted);
  return hops.length >= trusted && seen && isIP(seen) ? seen : own;
}

const plain = (address: string): string =>
  address.startsWith("::ffff:") && isIP(address.slice(7)) === 4 ? address.slice(7) : address;
