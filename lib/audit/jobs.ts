import { sealPending } from "./sealing/seal";

/** The job "seal-audit": seals what is committed and exports the heads. Harmless to run twice at once. */
export async function sealAudit(): Promise<void> {
  await sealPending();
}
