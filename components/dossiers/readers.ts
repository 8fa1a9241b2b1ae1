/** Reads the full numbers of a person; the schema is loaded when somebody asks. */
export const revealReader = () => import("@/lib/dossiers/model").then((m) => m.RevealedIdentity);
export const movedReader = () => import("@/lib/dossiers/model").then((m) => m.MovedDossier);
