import type { MeetingFilter } from "@/lib/meetings/model";
import { queryOf } from "../overview/links";
import { readJson } from "../ui/request";

const model = () => import("@/lib/meetings/model");
export const keptReader = () => model().then((m) => m.MeetingKept);

export type MeetingAddress = Omit<MeetingFilter, "take">;
export const meetingPageSize = 30;
/** Old with every change of documents: what is signed decides how a meeting stands. */
export function meetingsQuery(filter: MeetingAddress) {
  return {
    queryKey: ["documents", "meetings", filter] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readJson(
        `/api/v1/meetings?${queryOf({ ...filter, take: meetingPageSize })}`,
        () => model().then((m) => m.MeetingPage),
        signal,
      ),
  };
}
/** One meeting as react-query knows it: the server fills the same key that the browser refreshes. */
export function meetingQuery(id: number) {
  return {
    queryKey: ["documents", "meeting", id] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readJson(`/api/v1/meetings/${id}`, () => model().then((m) => m.MeetingView), signal),
  };
}
export function invitableQuery(unitId: number | null) {
  return {
    queryKey: ["users", "invitable", unitId] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readJson(`/api/v1/meetings/invitable?${queryOf({ unitId })}`, () => model().then((m) => m.Invitable), signal),
  };
}
/** Registered documents a typed word finds, for whoever lays one before a meeting. */
export function layableQuery(text: string) {
  return {
    queryKey: ["documents", "layable", text] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readJson(
        `/api/v1/documents?${queryOf({ text, state: "REGISTERED", take: 20 })}`,
        () => import("@/lib/documents/model").then((m) => m.DocumentPage),
        signal,
      ),
  };
}
export const paperAddress = (id: number, paperId: number, fileId: number | null): string =>
  `/api/v1/meetings/${id}/papers/${paperId}${fileId === null ? "" : `?file=${fileId}`}`;
