import { readJson } from "@/components/ui/request";
import type { MessageFilter } from "@/lib/exchange/model";

export const boardQuery = (filter: MessageFilter) => ({
  queryKey: ["exchange", "board", filter],
  queryFn: ({ signal }: { signal: AbortSignal }) => {
    const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== undefined && value !== ""));
    return readJson(`/api/v1/exchange?${query}`, async () => (await import("@/lib/exchange/model")).ExchangeBoard, signal);
  },
});
export const messageQuery = (id: string) => ({
  queryKey: ["exchange", "message", id],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    readJson(`/api/v1/exchange/messages/${id}`, async () => (await import("@/lib/exchange/model")).MessageView, signal),
});
