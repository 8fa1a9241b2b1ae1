import { writeDay } from "@/lib/calendar/rules";
import type { Work } from "@/lib/command";
import { AppError } from "@/lib/errors";
import { sealCollectorId } from "../identifiers/sealed";
import type { ActName } from "../model";
import type { Standing } from "../record/standing";
import type { Desk } from "./facts";
import type { Fee, Given } from "./model";
import { writeAsked, writeSupplied } from "./papers";

/** Writes the steps of the internal process that an act changed. */
export async function writeSteps({ tx }: Work, { id, desk }: Pick<Standing, "id" | "desk">, after: Desk): Promise<void> {
  for (const { position, assigneeId, startedAt, dueAt, endedAt } of after.steps.filter((s) => !desk.steps.includes(s)))
    await tx.dossierStep.updateMany({
      where: { dossierId: id, position },
      data: { assigneeId, startedAt, dueAt, endedAt },
    });
}

/** Writes what an act says beside its name: papers, the question to another agency and its answer, money, who took the result away. */
export async function writeParticulars(work: Work, row: Standing, act: ActName, given: Given): Promise<void> {
  const { tx, now, actor } = work;
  const { id, desk } = row;
  const { askedPapers = [], papers = [], consultation, opinion, fee, payment, handOver } = given;
  if (act === "requestSupplement") await writeAsked(work, row, askedPapers);
  if (act === "receiveSupplement") await writeSupplied(work, row, papers);
  if (act === "consult" && consultation) {
    const { agency, unitId, question, dueOn } = consultation;
    await tx.dossierConsultation.create({
      data: { dossierId: id, agency, unitId, question, dueOn: writeDay(dueOn), askedAt: now, askedBy: actor.name },
    });
  }
  if (act === "receiveOpinion" && opinion) {
    const { count } = await tx.dossierConsultation.updateMany({
      where: { id: opinion.consultationId, dossierId: id, answeredAt: null },
      data: { answeredAt: now, answer: opinion.answer },
    });
    if (count === 0) throw new AppError("conflict", "dossier-changed");
  }
  if (act === "requestPayment" && fee) await tx.dossierFee.create({ data: { ...onTheWay(id, fee) } });
  if (act === "confirmPayment" && payment) {
    const paid = { paidAt: now, method: payment.method, receiptNumber: payment.receiptNumber ?? null };
    await tx.dossierFee.updateMany({ where: { id: { in: desk.unpaid.map((f) => f.id) }, paidAt: null }, data: paid });
    if (payment.fee) await tx.dossierFee.create({ data: { ...onTheWay(id, payment.fee), ...paid } });
  }
  if (act === "return" && handOver) {
    const { delivery, collectorName = null, collectorId, trackingNumber = null, note = null } = handOver;
    await tx.dossierHandOver.create({
      data: {
        ...{ dossierId: id, delivery, collectorName, trackingNumber, note, at: now },
        collectorIdSealed: sealCollectorId(collectorId),
      },
    });
  }
}

/** An obligation that came up while the dossier was worked on: neither taken at the counter nor with the result. */
const onTheWay = (dossierId: number, { kind, name, amountDong }: Fee) =>
  ({ dossierId, kind, name, amountDong, stage: "SUPPLEMENT" }) as const;
