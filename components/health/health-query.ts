import { readJson } from "@/components/ui/request";

/** Measured when asked and once a minute while somebody looks: a disk that fills announces nothing. */
export const healthQuery = () => ({
  queryKey: ["city", "health"],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    readJson("/api/v1/health", async () => (await import("@/lib/health/model")).Health, signal),
  staleTime: 0,
  refetchInterval: 60_000,
});
