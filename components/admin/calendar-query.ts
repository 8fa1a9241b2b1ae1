import { readJson } from "@/components/ui/request";

/** The latest changes of the calendar; the first word of the key is the live topic that makes them old. */
export const redatingsQuery = () => ({
  queryKey: ["city", "calendar-changes"],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    readJson("/api/v1/calendar/changes", async () => (await import("@/lib/dossiers/model")).RedatingList, signal),
});
