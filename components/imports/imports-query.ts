import { readJson } from "@/components/ui/request";

/** The list of imports and one of them; the first word of the key is the live topic that makes them old. */
export const importsQuery = () => ({
  queryKey: ["imports", "list"],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    readJson("/api/v1/imports", async () => (await import("@/lib/imports/model")).ImportList, signal),
});
export const importQuery = (id: number) => ({
  queryKey: ["imports", id],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    readJson(`/api/v1/imports/${id}`, async () => (await import("@/lib/imports/model")).ImportBatchDetail, signal),
});
