import type { ActName } from "@/lib/dossiers/model";
import { queryOf } from "../overview/links";
import { readJson } from "../ui/request";

/** What an act would do, as react-query knows it: old with every change of dossiers, so that it always tells of the newest state. */
export function outlookQuery(
  id: number,
  move: ActName,
  { extendedDueOn, answerOn }: { extendedDueOn: string | null; answerOn: string | null },
) {
  const query = queryOf({ move, extendedDueOn, answerOn });
  return {
    queryKey: ["dossiers", "outlook", id, query] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readJson(
        `/api/v1/dossiers/${id}/moves/preview?${query}`,
        () => import("@/lib/forms/model").then((m) => m.ActOutlook),
        signal,
      ),
  };
}

/** The units that stand today. */
export const unitsQuery = {
  queryKey: ["units", "standing"] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => readJson("/api/v1/units", unitsReader, signal),
};
const unitsReader = async () => {
  const [{ z }, { Unit }] = await Promise.all([import("zod"), import("@/lib/units/model")]);
  return z.object({ units: z.array(Unit) });
};

/** Who a dossier of a unit can be given to. */
export function colleaguesQuery(unitId: number) {
  return {
    queryKey: ["users", "colleagues", unitId] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) => readJson(`/api/v1/units/${unitId}/colleagues`, colleaguesReader, signal),
  };
}
const colleaguesReader = async () => {
  const [{ z }, { Colleague }] = await Promise.all([import("zod"), import("@/lib/auth/model")]);
  return z.object({ colleagues: z.array(Colleague) });
};
