import type { Permission } from "@/lib/policy";

export const importKinds = ["dossiers", "documents"] as const;
export type ImportKind = (typeof importKinds)[number];

/** What one must hold in a unit to bring in registers of a kind for it. */
export const rightToImport = (kind: string): Permission => (kind === "documents" ? "documents.register" : "dossiers.import");
