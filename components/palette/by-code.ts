export const byCodeReader = () => import("@/lib/dossiers/model").then((m) => m.FoundByCode);
