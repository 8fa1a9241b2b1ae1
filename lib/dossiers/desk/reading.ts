import { readDay } from "@/lib/calendar/rules";
import { db } from "@/lib/db/client";
import { maskedCollectorId } from "../identifiers/sealed";
import { iso } from "../list/row";
import type { DossierDetail } from "../model";
import type { Desk } from "./facts";

/** How a dossier goes through the house: its steps, the opinions asked for, its money, and who took the result away. */
export async function deskDetail(
  id: number,
  { assigneeId, steps }: Pick<Desk, "assigneeId" | "steps">,
  isHidden: boolean,
): Promise<Pick<DossierDetail, "assignee" | "steps" | "consultations" | "fees" | "handOver">> {
  const [consultations, fees, handOver] = await Promise.all([
    db.dossierConsultation.findMany({ where: { dossierId: id }, orderBy: { id: "asc" } }),
    db.dossierFee.findMany({ where: { dossierId: id }, orderBy: { id: "asc" } }),
    db.dossierHandOver.findUnique({ where: { dossierId: id } }),
  ]);
  const ids = [assigneeId, ...steps.map((s) => s.assigneeId)].filter((one) => one !== null);
  const people = ids.length === 0 ? [] : await db.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const names = new Map(people.map((p) => [p.id, p.name]));
  const nameOf = (userId: number | null) => (userId === null ? null : (names.get(userId) ?? null));
  const assigned = nameOf(assigneeId);
  return {
    assignee: assigneeId !== null && assigned !== null ? { userId: assigneeId, name: assigned } : null,
    steps: steps.map(({ position, name, role, centidays, startedAt, dueAt, endedAt, assigneeId: whose }) => ({
      ...{ position, name, role, workingDays: centidays === null ? null : centidays / 100, assigneeName: nameOf(whose) },
      ...{ startedAt: iso(startedAt), dueAt: iso(dueAt), endedAt: iso(endedAt) },
    })),
    consultations: consultations.map(({ id: one, agency, question, askedAt, askedBy, dueOn, answeredAt, answer }) => ({
      ...{ id: one, agency, question: isHidden ? "" : question, askedAt: askedAt.toISOString(), askedBy, dueOn: readDay(dueOn) },
      ...{ answeredAt: iso(answeredAt), answer: isHidden ? null : answer },
    })),
    fees: fees.map(({ kind, name, amountDong, paidAt, method, receiptNumber }) => ({
      ...{ kind, name, amountDong: Number(amountDong), paidAt: iso(paidAt), method, receiptNumber },
    })),
    handOver: handOver && {
      ...{ delivery: handOver.delivery, trackingNumber: handOver.trackingNumber, at: handOver.at.toISOString() },
      collectorName: isHidden ? null : handOver.collectorName,
      collectorIdMasked: isHidden ? null : maskedCollectorId(handOver.collectorIdSealed),
      note: isHidden ? null : handOver.note,
    },
  };
}
