import { type Address, readAddress } from "@/lib/egress";
import { env } from "@/lib/env";

/** "http://ca.example/g2.crl,http://crl.example:8080/g2.crl=10.1.0.0/16": the addresses of CRL_SOURCES, of OCSP_SOURCES. Null for one that cannot be read. */
export function readSources(text: string): Address[] | null {
  const read = text
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean)
    .map(readAddress);
  const sources = read.filter((one) => one !== null);
  return sources.length === read.length ? sources : null;
}

export const sourcesNow = (): Address[] => readSources(env().CRL_SOURCES) ?? [];
/** The responders (OCSP) that may be asked; a certificate that names another is not asked about. */
export const respondersNow = (): Address[] => readSources(env().OCSP_SOURCES) ?? [];
