import { readJson } from "../ui/request";

/** What the city trusts, as react-query knows it: the server fills the same key that the browser refreshes. */
export const trustQuery = {
  queryKey: ["signatures", "trust"] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    readJson("/api/v1/signatures/trust", () => import("@/lib/signatures/model").then((m) => m.TrustStore), signal),
};
export const itemsReader = () => import("@/lib/signatures/model").then((m) => m.TrustItems);
