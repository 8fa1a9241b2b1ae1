import { queryOf } from "../overview/links";
import { readJson } from "../ui/request";
import { byCodeReader } from "./by-code";
import { looksLikeCode } from "./wedge";

const most = 6;

/** What the box finds of dossiers within the reach of whoever asks; the code of one that only its desk sees is asked for itself. */
export function foundDossiers(text: string) {
  return {
    queryKey: ["dossiers", "palette", text] as const,
    queryFn: async ({ signal }: { signal: AbortSignal }) => {
      const { rows } = await readJson(
        `/api/v1/dossiers?${queryOf({ text, take: most })}`,
        () => import("@/lib/dossiers/model").then((m) => m.DossierPage),
        signal,
      );
      if (rows.length > 0 || !looksLikeCode(text)) return { rows, byCode: null };
      const byCode = await readJson(`/api/v1/dossiers/by-code?${queryOf({ text })}`, byCodeReader, signal).catch(() => null);
      return { rows, byCode };
    },
  };
}

export function foundProcedures(text: string) {
  return {
    queryKey: ["catalogue", "palette", text] as const,
    queryFn: async ({ signal }: { signal: AbortSignal }) => {
      const { procedures } = await readJson(
        `/api/v1/procedures?${queryOf({ text })}`,
        () => import("@/lib/procedures/model").then((m) => m.ProcedureList),
        signal,
      );
      return procedures.slice(0, most);
    },
  };
}
