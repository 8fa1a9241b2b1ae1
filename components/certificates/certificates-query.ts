import type { CertificateSet, HolderKind } from "@/lib/indicators/model";
import type { CertificateFilterName } from "@/lib/signatures/model";
import { queryOf } from "../overview/links";
import { readJson } from "../ui/request";

const model = () => import("@/lib/signatures/model");
const at = "/api/v1/signatures/certificates";
export const pageSize = 50;

/** The registry as react-query knows it: the server fills the same key that the browser refreshes. */
export function certificatesQuery(asked: { state: CertificateFilterName | null; text: string }) {
  const { state, text } = asked;
  return {
    queryKey: ["signatures", "certificates", asked] as const,
    initialPageParam: 0,
    queryFn: ({ signal, pageParam }: { signal: AbortSignal; pageParam: number }) => {
      const query = new URLSearchParams({
        skip: String(pageParam),
        take: String(pageSize),
        ...(state && { state }),
        ...(text && { text }),
      });
      return readJson(`${at}?${query}`, () => model().then((m) => m.CertificateList), signal);
    },
    getNextPageParam: (last: { total: number }, _: unknown, skip: number) =>
      skip + pageSize < last.total ? skip + pageSize : null,
  };
}
/** Whatever is listed of certificates is read again. */
export const everyCertificate = ["signatures", "certificates"] as const;

export const holdersQuery = (text: string) => ({
  queryKey: ["signatures", "holders", text] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    readJson(`${at}/holders?${new URLSearchParams({ text })}`, () => model().then((m) => m.CertificateHolders), signal),
});
export const itemsReader = () => model().then((m) => m.CertificateItems);
export const readReader = () => model().then((m) => m.CertificatesRead);

export type CoverageAsked = { unitId?: number; asOf?: string };
/** What is asked of certificates beside other figures: a past day, or now. */
export const coverageAsked = ({ unitId, asOf }: { unitId?: number; asOf: string }, today: string): CoverageAsked => ({
  ...(unitId !== undefined && { unitId }),
  ...(asOf < today && { asOf }),
});
export const coverageQuery = (asked: CoverageAsked) => ({
  queryKey: ["documents", "coverage", asked] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    readJson(
      `/api/v1/certificate-coverage?${queryOf(asked)}`,
      () => import("@/lib/indicators/model").then((m) => m.CertificateCoverage),
      signal,
    ),
});
export type RosterAsked = CoverageAsked & { set: CertificateSet; kind?: HolderKind };
export const rosterQuery = (asked: RosterAsked) => ({
  queryKey: ["documents", "roster", asked] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    readJson(
      `/api/v1/certificate-coverage/roster?${queryOf(asked)}`,
      () => import("@/lib/indicators/model").then((m) => m.CertificateRoster),
      signal,
    ),
});
export const revokedUseQuery = {
  queryKey: ["documents", "revoked-use"] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    readJson("/api/v1/documents/revoked-use", () => import("@/lib/documents/model").then((m) => m.RevokedUse), signal),
};
