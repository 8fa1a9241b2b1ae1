import { queryOf } from "../overview/links";
import { readJson } from "../ui/request";

export type BoardQuestion = { from: string; to: string; asOf: string; unitId?: number };
const asked = ({ from, to, asOf, unitId }: BoardQuestion) => ({ from, to, asOf, ...(unitId !== undefined && { unitId }) });

/** A subsystem's board as react-query knows it: the server fills the same key that the browser refreshes. */
export const subsystemBoardQuery = (id: number, question: BoardQuestion) => ({
  queryKey: ["figures", "board", id, asked(question)] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    readJson(
      `/api/v1/subsystems/${id}/board?${queryOf(asked(question))}`,
      () => import("@/lib/indicators/model").then((m) => m.SubsystemBoard),
      signal,
    ),
});
