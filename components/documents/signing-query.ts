import type { SigningFilter } from "@/lib/documents/model";
import { queryOf } from "../overview/links";
import { readJson } from "../ui/request";

const model = () => import("@/lib/documents/model");

/** What of a document was laid before whom; old with every change of documents. */
export function signingsQuery(id: number) {
  return {
    queryKey: ["documents", "signings", id] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readJson(`/api/v1/documents/${id}/signings`, () => model().then((m) => m.SigningBoard), signal),
  };
}

export type SigningAddress = Omit<SigningFilter, "take">;
export const signingPageSize = 50;
export function signingQueueQuery(filter: SigningAddress) {
  return {
    queryKey: ["documents", "signing-queue", filter] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readJson(
        `/api/v1/signings?${queryOf({ ...filter, take: signingPageSize })}`,
        () => model().then((m) => m.SigningPage),
        signal,
      ),
  };
}
