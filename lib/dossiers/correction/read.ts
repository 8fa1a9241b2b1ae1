import * as z from "zod";
import { listAreas } from "@/lib/areas/queries";
import { isWardLevel } from "@/lib/areas/rules";
import { cityDay } from "@/lib/calendar/rules";
import { db, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type Actor, can } from "@/lib/policy";
import { open, seal } from "@/lib/secrets";
import { catalogued, likely } from "../desk/papers";
import { maskNumber } from "../identifiers/keys";
import { openIdNumber, openPhone, openSubmitterId } from "../identifiers/sealed";
import { findStanding, type Standing } from "../record/standing";
import { correctionRight, shownChange, type Written } from "./decide";
import { Change, type Correctable } from "./model";

const changesPlace = "dossier_event.changes";
export const sealChanges = (changes: readonly Change[]) => seal(JSON.stringify(changes), changesPlace);
/** What a correction changed, as it may be shown: numbers masked. */
export function openChanges(sealed: Uint8Array | null): Change[] {
  return sealed === null
    ? []
    : z
        .array(Change)
        .parse(JSON.parse(open(sealed, changesPlace)))
        .map(shownChange);
}

/** Beside the rest: with which supplement a paper came. */
type WrittenPaper = Written["papers"][number] & { supplement: number };
export type Found = { row: Standing; written: Omit<Written, "papers"> & { papers: WrittenPaper[] }; isSensitive: boolean };

/** A dossier within the actor's reach with all a correction may change; null for one they do not see. */
export async function findWritten(tx: Tx, actor: Actor, id: number): Promise<Found | null> {
  const row = await findStanding(tx, actor, id);
  if (!row) return null;
  const dossier = await tx.dossier.findUniqueOrThrow({
    where: { id },
    select: {
      ...{ applicantKind: true, applicantName: true, applicantAddress: true, applicantEmail: true, subject: true },
      ...{ submitterName: true, submitterIdSealed: true, phoneSealed: true, idNumberSealed: true },
      ...{ setCount: true, resultDelivery: true, areaId: true },
    },
  });
  const procedure = await tx.procedure.findUniqueOrThrow({ where: { id: row.procedureId }, select: { isSensitive: true } });
  const papers = await tx.$queryRaw<WrittenPaper[]>`
    select p.id, p.name, p.form::text as form, p.count, p.procedure_paper_id as "procedurePaperId", p.supplement,
      exists (select from dossier_file f where f.paper_id = p.id and f.removed_at is null) as "hasFiles"
    from dossier_paper p where p.dossier_id = ${id} and p.struck_at is null order by p.position`;
  const { applicantEmail: email, phoneSealed, idNumberSealed, submitterIdSealed, ...plain } = dossier;
  const numbers = {
    phone: openPhone(phoneSealed),
    idNumber: openIdNumber(idNumberSealed),
    submitterIdNumber: openSubmitterId(submitterIdSealed),
  };
  return { row, written: { ...plain, ...numbers, email, papers }, isSensitive: procedure.isSensitive };
}

/**
 * What the form that corrects a dossier begins with. Not-found out of reach; `permission` for who may not correct it;
 * `correction-not-open` before it is accepted.
 */
export async function findCorrectable(actor: Actor, id: number, now: Date): Promise<Correctable> {
  const found = await findWritten(db, actor, id);
  if (!found) throw new AppError("not-found", "not-found");
  const { row, written } = found;
  const right = correctionRight(actor, placeOf(found));
  if (!can(actor, right.permission, right.unitId))
    throw new AppError("forbidden", "permission", { detail: { permission: right.permission } });
  if (row.facts.acceptedOn === null) throw new AppError("refused", "correction-not-open");
  const masked = (text: string | null) => text && maskNumber(text);
  const { papers, phone, idNumber, submitterIdNumber, ...plain } = written;
  const noted = new Set(papers.map((paper) => paper.procedurePaperId));
  const known = await catalogued(actor, row, now, db);
  return {
    ...plain,
    version: row.facts.version,
    ...{ phoneMasked: masked(phone), idNumberMasked: masked(idNumber), submitterIdNumberMasked: masked(submitterIdNumber) },
    papers,
    offered: known
      .filter((paper) => !noted.has(paper.id))
      .map((paper) => ({ procedurePaperId: paper.id, name: paper.name, ...likely(paper, row.channel) })),
    required: known.filter((paper) => paper.isRequired).map((paper) => ({ procedurePaperId: paper.id, name: paper.name })),
    areas: (await listAreas(actor, cityDay(now), db, "upper"))
      .filter((area) => isWardLevel(area.kind) || area.id === written.areaId)
      .map(({ id: areaId, name }) => ({ id: areaId, name })),
  };
}

export const placeOf = ({ row, isSensitive }: Pick<Found, "row" | "isSensitive">) => ({
  ...{ unitId: row.unitId, receivingUnitId: row.receivingUnitId, isSensitive },
  isEnded: row.facts.endedAt !== null,
});
