import { isValidRange, type Place } from "@/lib/egress";
import { env } from "@/lib/env";

/** Where lists are fetched: the address, and for one inside the city's networks the range it must lie in. */
export type Source = { url: URL; place: Place };

/** "http://ca.example/g2.crl,http://crl.example:8080/g2.crl=10.1.0.0/16": the addresses of CRL_SOURCES. Null for one that cannot be read. */
export function readSources(text: string): Source[] | null {
  const read = text
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one): Source | null => {
      const [, address = "", range = null] = /^(https?:\/\/[^\s=,@]+)(?:=([\da-fA-F.:]+\/\d{1,3}))?$/.exec(one) ?? [];
      if (!URL.canParse(address) || (range !== null && !isValidRange(range))) return null;
      const url = new URL(address);
      const port = Number(url.port) || (url.protocol === "https:" ? 443 : 80);
      return { url, place: { host: url.hostname, port, range } };
    });
  const sources = read.filter((one) => one !== null);
  return sources.length === read.length ? sources : null;
}

export const sourcesNow = (): Source[] => readSources(env().CRL_SOURCES) ?? [];
