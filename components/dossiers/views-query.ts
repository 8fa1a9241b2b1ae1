import { readJson } from "../ui/request";

/** The saved views of the person, as react-query knows them. Not of the live channel: only their owner changes them. */
export const viewsQuery = {
  queryKey: ["views"] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => readJson("/api/v1/views", viewsReader, signal),
};
const viewsReader = async () => {
  const [{ z }, { SavedView }] = await Promise.all([import("zod"), import("@/lib/dossiers/model")]);
  return z.object({ views: z.array(SavedView) });
};
