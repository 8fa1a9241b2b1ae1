import { acceptDossier, moveDossier } from "@/lib/dossiers/commands";
import type { MoveName } from "@/lib/dossiers/model";
import { actor, procedure, unit } from "../city";

const day = (on: string) => new Date(`${on}T03:00:00Z`);
export const applicant = { applicantName: "Sùng Thị Hoa Mai", phone: "0912 345 678", idNumber: "002190012345" } as const;

/** A dossier of the desk of phường Trần Phú, accepted on Monday 5/10/2026. */
export const accepted = (more: object = {}): Promise<{ id: number; code: string | null }> =>
  acceptDossier(
    { actor: actor("officer"), now: day("2026-10-05") },
    {
      procedureId: procedure.house,
      unitId: unit.tranPhu,
      receivingUnitId: unit.tranPhuDesk,
      channel: "COUNTER",
      ...applicant,
      ...more,
    },
  );

/** Takes a dossier along, a step a day from 6/10 on: "finish" by the head, everything else by the officer. */
export async function walk(id: number, steps: readonly MoveName[]): Promise<void> {
  for (const [i, move] of steps.entries()) {
    const ctx = { actor: actor(move === "finish" ? "head" : "officer"), now: day(`2026-10-${String(6 + i).padStart(2, "0")}`) };
    const handOver = { delivery: "COUNTER" as const, collectorName: "Sùng Thị Hoa Mai" };
    const reason = "Bản vẽ mặt bằng có chữ ký của chủ nhà";
    await moveDossier(ctx, {
      dossierId: id,
      version: i + 1,
      move,
      ...(move === "return" ? { handOver } : {}),
      ...(move === "requestSupplement" ? { reason } : {}),
    });
  }
}
export const returnedAt = day("2026-10-08");
/** A dossier whose result was returned on 8/10/2026. */
export async function returned(more: object = {}): Promise<{ id: number; code: string | null }> {
  const dossier = await accepted(more);
  await walk(dossier.id, ["start", "finish", "return"]);
  return dossier;
}
