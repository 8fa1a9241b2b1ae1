import type { DossierFileKind } from "@/lib/attachments/model";
import { queryOf } from "../overview/links";
import { readJson } from "../ui/request";

/** Where a file belongs: one of the papers, the result, or neither. */
export type At = { kind: DossierFileKind; paperId: number | null };
export const keyOf = ({ kind, paperId }: At): string => (paperId === null ? kind : String(paperId));

/** The files of a dossier as react-query knows them; old when any dossier's files change. */
export function filesQuery(dossierId: number) {
  return {
    queryKey: ["files", dossierId] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readJson(
        `/api/v1/dossiers/${dossierId}/files`,
        () => import("@/lib/attachments/model").then((m) => m.AttachmentList),
        signal,
      ),
  };
}
export const fileAddress = (dossierId: number, fileId: number): string => `/api/v1/dossiers/${dossierId}/files/${fileId}`;
export const uploadAddress = (dossierId: number, { kind, paperId }: At): string =>
  `/api/v1/dossiers/${dossierId}/files?${queryOf({ kind, paperId: paperId === null ? null : String(paperId) })}`;
