import { cityDay } from "@/lib/calendar/rules";
import type { Work } from "@/lib/command";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import type { Paper } from "@/lib/procedures/model";
import { findProcedureDetail } from "@/lib/procedures/queries";
import { papersFor } from "@/lib/procedures/rules";
import type { ActName, ActPreview, Channel, PaperForm } from "../model";
import type { Standing } from "../record/standing";
import type { AskedPaper, SuppliedPaper } from "./model";

/** The papers of the catalogue on the day a dossier was accepted; none for a procedure the actor does not find. */
export async function catalogued(actor: Actor, { procedureId, caseLabel, facts }: Standing, now: Date, tx: Tx): Promise<Paper[]> {
  try {
    return papersFor(await findProcedureDetail(actor, procedureId, tx), facts.acceptedOn ?? cityDay(now), caseLabel);
  } catch (error) {
    if (error instanceof AppError && error.kind === "not-found") return [];
    throw error;
  }
}

/** Asked-for papers by the names they are called by; refuses `paper-unknown` for one that is none of the procedure's. */
export async function nameAsked(work: Work, row: Standing, asked: readonly AskedPaper[]): Promise<AskedPaper[]> {
  if (asked.every((paper) => paper.procedurePaperId === undefined)) return [...asked];
  const known = new Map((await catalogued(work.actor, row, work.now, work.tx)).map((paper) => [paper.id, paper.name]));
  return asked.map((paper, i) => {
    const { procedurePaperId } = paper;
    if (procedurePaperId === undefined) return paper;
    const name = known.get(procedurePaperId);
    if (name !== undefined) return { procedurePaperId, name };
    const faults = [{ path: `askedPapers.${i}.procedurePaperId`, code: "paper-unknown" }];
    throw new AppError("refused", "paper-unknown", { faults });
  });
}

/** The kind and number a paper most likely comes in. */
export function likely(paper: Paper | undefined, channel: Channel): { form: PaperForm; count: number } {
  if (channel === "ONLINE") return { form: "ELECTRONIC", count: 1 };
  if (!paper || paper.originals > 0) return { form: "ORIGINAL", count: paper?.originals ?? 1 };
  return paper.copies > 0 ? { form: "CERTIFIED_COPY", count: paper.copies } : { form: "ELECTRONIC", count: 1 };
}

/** The papers an act has to do with: with a request those of the catalogue, with its receipt those that were asked for. */
export async function offeredPapers(actor: Actor, row: Standing, act: ActName, now: Date, tx: Tx): Promise<ActPreview["papers"]> {
  if (act !== "requestSupplement" && act !== "receiveSupplement") return [];
  const known = await catalogued(actor, row, now, tx);
  if (act === "requestSupplement") {
    const noted = await tx.dossierPaper.findMany({
      where: { dossierId: row.id, procedurePaperId: { not: null } },
      select: { procedurePaperId: true, struckAt: true },
    });
    const has = new Set(noted.flatMap((paper) => (paper.struckAt === null ? [paper.procedurePaperId] : [])));
    return known.map((paper) => ({
      ...{ askedPaperId: null, procedurePaperId: paper.id, name: paper.name, ...likely(paper, row.channel) },
      // Of a dossier whose register brought no papers nothing is known to be lacking.
      isLacking: paper.isRequired && noted.length > 0 && !has.has(paper.id),
    }));
  }
  return row.desk.asked.map(({ id, name, procedurePaperId }) => {
    const paper = known.find((one) => one.id === procedurePaperId);
    return { askedPaperId: id, procedurePaperId, name, ...likely(paper, row.channel), isLacking: true };
  });
}

/** Writes what a request for a supplement names; its stop stands open already. */
export async function writeAsked({ tx }: Work, { id }: Pick<Standing, "id">, asked: readonly AskedPaper[]): Promise<void> {
  if (asked.length === 0) return;
  const stop = await tx.dossierClockStop.findFirstOrThrow({
    where: { dossierId: id, resumedAt: null, kind: "SUPPLEMENT" },
    select: { id: true },
  });
  await tx.dossierAskedPaper.createMany({
    data: asked.map(({ name = "", procedurePaperId = null }, i) => ({
      ...{ stopId: stop.id, position: i + 1, name, procedurePaperId },
    })),
  });
}

/** Writes the papers that came in with the supplement that is being received, behind those that are there. */
export async function writeSupplied(
  { tx }: Work,
  { id, facts, desk }: Pick<Standing, "id" | "facts" | "desk">,
  papers: readonly SuppliedPaper[],
): Promise<void> {
  if (papers.length === 0) return;
  const last = await tx.dossierPaper.aggregate({ where: { dossierId: id }, _max: { position: true } });
  const supplement = facts.stops.filter((stop) => stop.kind === "SUPPLEMENT").length;
  await tx.dossierPaper.createMany({
    data: papers.map(({ askedPaperId, name, form, count, note = null }, i) => {
      const asked = desk.asked.find((one) => one.id === askedPaperId);
      return {
        ...{ dossierId: id, position: (last._max.position ?? 0) + i + 1, form, count, note, supplement },
        ...{ name: asked?.name ?? name ?? "", procedurePaperId: asked?.procedurePaperId ?? null },
      };
    }),
  });
}
