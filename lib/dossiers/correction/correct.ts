import { command, type Work } from "@/lib/command";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { searchable } from "@/lib/words";
import { catalogued } from "../desk/papers";
import { sealIdentifiers, sealSubmitterId } from "../identifiers/sealed";
import { writeEvent } from "../record/event";
import { type CorrectionDecision, correctionRight, decideCorrection, type Written } from "./decide";
import { type Corrected, type CorrectedField, CorrectInput } from "./model";
import { findWritten, placeOf, sealChanges } from "./read";

type Lawful = Extract<CorrectionDecision, { ok: true }>;

/**
 * Corrects what was written of an accepted dossier, with a reason: its person, its papers, how the result is wanted. Its procedure, case
 * and units stay, for its due time hangs on them. What stood before stays, sealed, in the event. Whoever may process the dossier may,
 * at the desk that took it in too; after its end the head alone. A paper it is not complete without and which is struck is named in the
 * event. Refuses what `decideCorrection` refuses, `correction-not-open` before
 * the acceptance, `dossier-changed` for a version that is gone.
 */
export const correctDossier = command(
  CorrectInput,
  async (work, { dossierId: id, version, reason, ...asked }): Promise<Corrected> => {
    const { tx, actor, now } = work;
    const found = await findWritten(tx, actor, id);
    if (!found) throw new AppError("not-found", "not-found");
    const { row, written } = found;
    const right = correctionRight(actor, placeOf(found));
    work.require(right.permission, right.unitId);
    if (row.facts.version !== version) throw new AppError("conflict", "dossier-changed");
    const { acceptedOn, state, dueAt } = row.facts;
    if (acceptedOn === null) throw new AppError("refused", "correction-not-open");
    const papers = asked.papers ? await catalogued(actor, row, now, tx) : [];
    const decision = decideCorrection(written, asked, {
      acceptedOn,
      known: new Map(papers.map((paper) => [paper.id, paper.name])),
      required: papers.filter((paper) => paper.isRequired).map((paper) => paper.id),
      areas: asked.areaId === undefined ? new Map() : await areaNames(tx, [written.areaId, asked.areaId]),
    });
    if (!decision.ok) throw new AppError("refused", decision.code, { faults: decision.faults });

    const { changed, changes, lacks } = decision;
    const note = lacks.length > 0 ? `${reason}\nHồ sơ còn thiếu: ${lacks.join("; ")}` : reason;
    const { count } = await tx.dossier.updateMany({
      where: { id, version },
      data: { ...columnsOf(decision.next, changed), version: version + 1, changedAt: now },
    });
    if (count === 0) throw new AppError("conflict", "dossier-changed");
    await writePapers(work, id, decision.papers);
    await writeEvent(work, id, right.unitId, {
      ...{ version: version + 1, kind: "correct", fromState: state, toState: state, at: now, note },
      ...{ dueAtBefore: dueAt, dueAtAfter: dueAt },
      changed: { fields: changed, sealed: sealChanges(changes) },
    });
    work.record("dossier.correct", { type: "dossier", id }, { version: version + 1, changed: [...changed] }, row.unitId);
    work.announce("dossiers");
    return { id, version: version + 1, changed: [...changed] };
  },
);

async function areaNames(tx: Tx, ids: readonly (number | null)[]): Promise<Map<number, string>> {
  const rows = await tx.area.findMany({
    where: { id: { in: ids.filter((id) => id !== null) } },
    select: { id: true, name: true },
  });
  return new Map(rows.map((area) => [area.id, area.name]));
}

/** What was not touched keeps its seal: a number sealed anew for nothing would look like another. */
function columnsOf(next: Omit<Written, "papers">, changed: readonly CorrectedField[]) {
  const is = (field: CorrectedField) => changed.includes(field);
  const { phoneSealed, phoneIndex, idNumberSealed, idNumberIndex } = sealIdentifiers(next);
  const { applicantKind, applicantName, applicantAddress, areaId, submitterName, subject, setCount, resultDelivery } = next;
  return {
    ...{ applicantKind, applicantName, applicantSearch: searchable(applicantName), applicantAddress, areaId },
    ...{ applicantEmail: next.email, submitterName, subject, setCount, resultDelivery },
    ...(is("phone") ? { phoneSealed, phoneIndex } : {}),
    ...(is("idNumber") ? { idNumberSealed, idNumberIndex } : {}),
    ...(is("submitterIdNumber") ? { submitterIdSealed: sealSubmitterId(next.submitterIdNumber) } : {}),
  };
}

async function writePapers({ tx, now }: Work, dossierId: number, { struck, kept, added }: Lawful["papers"]): Promise<void> {
  if (struck.length > 0)
    await tx.dossierPaper.updateMany({ where: { dossierId, id: { in: [...struck] } }, data: { struckAt: now } });
  for (const { id, form, count } of kept) await tx.dossierPaper.updateMany({ where: { id, dossierId }, data: { form, count } });
  if (added.length === 0) return;
  const last = await tx.dossierPaper.aggregate({ where: { dossierId }, _max: { position: true } });
  const from = (last._max.position ?? 0) + 1;
  await tx.dossierPaper.createMany({ data: added.map((paper, i) => ({ ...paper, dossierId, position: from + i })) });
}
