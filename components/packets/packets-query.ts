import { readJson } from "@/components/ui/request";
import type { PacketFilter } from "@/lib/packets/model";

/** What is exchanged is part of the documents: the topic of the live channel that makes it old is theirs. */
export const packetsQuery = (filter: PacketFilter) => ({
  queryKey: ["documents", "packets", filter] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => {
    const query = new URLSearchParams(
      Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
    );
    return readJson(`/api/v1/packets?${query}`, async () => (await import("@/lib/packets/model")).PacketPage, signal);
  },
});
export const packetQuery = (id: number) => ({
  queryKey: ["documents", "packet", id] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    readJson(`/api/v1/packets/${id}`, async () => (await import("@/lib/packets/model")).PacketDetail, signal),
});
export const dispatchesQuery = (documentId: number) => ({
  queryKey: ["documents", "dispatches", documentId] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    readJson(
      `/api/v1/documents/${documentId}/dispatches`,
      async () => (await import("@/lib/packets/model")).DocumentDispatches,
      signal,
    ),
});
export const agenciesQuery = (text: string) => ({
  queryKey: ["documents", "agencies", text] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    readJson(
      `/api/v1/agencies?${new URLSearchParams(text ? { text } : {})}`,
      async () => (await import("@/lib/packets/model")).AgencyList,
      signal,
    ),
});
export const typesQuery = {
  queryKey: ["documents", "types"] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    readJson(
      "/api/v1/documents/types",
      async () => {
        const [{ DocumentType }, z] = await Promise.all([import("@/lib/documents/model"), import("zod")]);
        return z.object({ types: z.array(DocumentType) });
      },
      signal,
    ),
};
