import * as z from "zod";
import { cityDay, writeDay } from "@/lib/calendar/rules";
import { type Ctx, command, type Work } from "@/lib/command";
import { db, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { can } from "@/lib/policy";
import {
  CatalogueImport,
  type ImportReport,
  ProcedureChange,
  type ProcedureDetail,
  ProcedureFacts,
  Publication,
  SectorChange,
  SectorFacts,
  TermsChange,
} from "./model";
import { findProcedureDetail } from "./queries";
import { writeSheet } from "./sheet/import";
import { changedFacts, checkFacts, insertProcedure, publish, requireSteps, updateFacts } from "./writing/facts";
import { replaceParts } from "./writing/parts";

const one = { procedureId: z.int().positive() };
const subjectOf = (id: number) => ({ type: "procedure", id });

/** Adds a procedure, unpublished: nobody can hand in a dossier of it before its limit is there and it is published. */
export const createProcedure = command(ProcedureFacts, async (work, facts) => {
  await begin(work);
  await checkFacts(work.tx, facts, null);
  const id = await insertProcedure(work.tx, facts);
  work.record("procedure.create", subjectOf(id), { code: facts.code, validFrom: facts.validFrom });
  return { id, version: 1 };
});

/**
 * Changes what is said of a procedure as a whole. Its code is what registers and the national portal know it by: it stays once the
 * procedure was published. What holds from a day on is changed by `changeTerms`.
 */
export const changeProcedure = command(ProcedureChange.extend(one), async (work, { procedureId, version, ...facts }) => {
  await begin(work);
  const before = await take(work, procedureId, version);
  if (facts.code !== before.code && before.firstPublishedOn !== null)
    throw new AppError("refused", "procedure-code-known", { faults: [{ path: "body.code", code: "procedure-code-known" }] });
  await checkFacts(work.tx, facts, procedureId);
  const changed = changedFacts(before, facts);
  if (changed.length === 0) throw new AppError("refused", "nothing-changes");
  await updateFacts(work.tx, procedureId, facts, { bumps: false });
  work.record("procedure.change", subjectOf(procedureId), { code: facts.code, changed, version: version + 1 });
  return { id: procedureId, version: version + 1 };
});

/**
 * Lets limits, papers, fees, steps, service level or settling units be others from a day on. What held before ends the day before
 * and is kept; a dossier keeps what it was accepted under. Of a published procedure the steps must add up to the limit on every
 * day from then on (`steps-differ`), and nothing that has begun is undone (`procedure-past-stays`).
 */
export const changeTerms = command(TermsChange.extend(one), async (work, { procedureId, version, from, source, ...parts }) => {
  await begin(work);
  const before = await take(work, procedureId, version);
  const today = before.isPublished || before.firstPublishedOn !== null ? cityDay(work.now) : null;
  const changed = await replaceParts(work.tx, parts, { procedureId, from, today, source });
  if (changed.length === 0) throw new AppError("refused", "nothing-changes");
  if (before.isPublished && (changed.includes("limits") || changed.includes("steps")))
    requireSteps(await findProcedureDetail(work.actor, procedureId, work.tx), from);
  work.record("procedure.change-terms", subjectOf(procedureId), {
    ...{ code: before.code, changed, validFrom: from, source, version: version + 1 },
  });
  return { id: procedureId, version: version + 1 };
});

/** Shows a procedure to citizens and lets dossiers be accepted. Refuses one without a limit today, or whose steps do not add up to it. */
export const publishProcedure = command(Publication.extend(one), async (work, { procedureId, version, source }) => {
  await begin(work);
  const before = await take(work, procedureId, version);
  if (before.isPublished) throw new AppError("refused", "nothing-changes");
  await publish(work.tx, before, cityDay(work.now));
  work.record("procedure.publish", subjectOf(procedureId), { code: before.code, source, version: version + 1 });
  return { id: procedureId, version: version + 1 };
});

/** Takes a procedure back from the public and from the desks. Dossiers that run go on; what was said of it is kept. */
export const unpublishProcedure = command(Publication.extend(one), async (work, { procedureId, version, source }) => {
  await begin(work);
  const before = await take(work, procedureId, version);
  if (!before.isPublished) throw new AppError("refused", "nothing-changes");
  const firstPublishedOn = writeDay(before.firstPublishedOn ?? before.validFrom);
  await work.tx.procedure.update({ where: { id: procedureId }, data: { isPublished: false, firstPublishedOn } });
  work.record("procedure.unpublish", subjectOf(procedureId), { code: before.code, source, version: version + 1 });
  return { id: procedureId, version: version + 1 };
});

const importInput = CatalogueImport.extend({ state: z.string().max(100) });
/** A sheet of a whole catalogue takes a few statements a line. */
const importTimeoutMs = 60_000;

/**
 * Writes what a sheet says of the catalogue, in one transaction: lines that are refused stay as they were and are told with their
 * reason, the others are written, and a sheet that is sent in again changes nothing. Refuses `catalogue-changed` when the sheet or
 * the catalogue is another than the one the preview was made of.
 */
export const importCatalogue = command(
  importInput,
  async (work, { state, ...input }) => {
    await begin(work);
    const { report, done } = await writeSheet(work.tx, work.actor, input, cityDay(work.now));
    if (report.state !== state) throw new AppError("conflict", "catalogue-changed");
    const { source, from: validFrom } = input;
    for (const { id, version, code, isNew, isPublished, facts, parts } of done) {
      if (isNew) work.record("procedure.create", subjectOf(id), { code, validFrom, version });
      else if (facts.length > 0) work.record("procedure.change", subjectOf(id), { code, changed: [...facts], version });
      if (parts.length > 0)
        work.record("procedure.change-terms", subjectOf(id), { code, changed: [...parts], validFrom, source, version });
      if (isPublished) work.record("procedure.publish", subjectOf(id), { code, source, version });
    }
    const { counts } = report;
    work.record(
      "procedure.import",
      { type: "city", id: 1 },
      {
        ...{ source, validFrom, rowsNew: counts.new, rowsChanged: counts.changed },
        ...{ rowsUnchanged: counts.unchanged, rowsRejected: counts.rejected },
      },
    );
    return report;
  },
  { timeoutMs: importTimeoutMs },
);

/** What importing a sheet would do: it is done, told, and undone, so that it cannot say anything else than the import. */
export async function previewImport(
  { actor, now }: Ctx,
  raw: z.input<typeof CatalogueImport>,
  within?: Tx,
): Promise<ImportReport> {
  if (!can(actor, "procedures.manage", "city"))
    throw new AppError("forbidden", "permission", { detail: { permission: "procedures.manage" } });
  const input = CatalogueImport.parse(raw);
  const perform = async (tx: Tx) => {
    await lock(tx);
    await tx.$executeRaw`savepoint preview`;
    const { report } = await writeSheet(tx, actor, input, cityDay(now));
    await tx.$executeRaw`rollback to savepoint preview`;
    return report;
  };
  return within ? perform(within) : db.$transaction(perform, { timeout: importTimeoutMs, maxWait: 5_000 });
}

/** Adds a sector procedures belong to. */
export const createSector = command(SectorFacts, async (work, sector) => {
  await begin(work);
  await requireFreeSector(work, sector.code, null);
  const { id } = await work.tx.sector.create({ select: { id: true }, data: sector });
  work.record("sector.create", { type: "sector", id }, { code: sector.code, name: sector.name });
  return { id, version: 1 };
});

/** Changes a sector's name, code or place. */
export const changeSector = command(
  SectorChange.extend({ sectorId: z.int().positive() }),
  async (work, { sectorId, version, ...sector }) => {
    await begin(work);
    await takeSector(work, sectorId, version);
    await requireFreeSector(work, sector.code, sectorId);
    await work.tx.sector.update({ where: { id: sectorId }, data: sector });
    work.record("sector.change", { type: "sector", id: sectorId }, { code: sector.code, name: sector.name });
    return { id: sectorId, version: version + 1 };
  },
);

/** Takes away a sector no procedure belongs to; one that is used is refused. */
export const deleteSector = command(
  z.strictObject({ sectorId: z.int().positive(), version: z.int().positive() }),
  async (work, { sectorId, version }) => {
    await begin(work);
    const { code, name } = await takeSector(work, sectorId, version);
    if ((await work.tx.procedure.count({ where: { sectorId } })) > 0) throw new AppError("refused", "sector-in-use");
    await work.tx.sector.delete({ where: { id: sectorId } });
    work.record("sector.delete", { type: "sector", id: sectorId }, { code, name });
    return { id: sectorId };
  },
);

/** Changes of the catalogue come one at a time: two that take the same code would else meet in the index. */
async function begin(work: Work): Promise<void> {
  work.require("procedures.manage", "city");
  await lock(work.tx);
  work.announce("catalogue");
}
const lock = (tx: Tx) => tx.$executeRaw`select pg_advisory_xact_lock(hashtext('procedures'))`;

/** The procedure as it was, taken for this change: of two who come from the same version one wins, the other learns the new one. */
async function take(work: Work, id: number, version: number): Promise<ProcedureDetail> {
  const { count } = await work.tx.procedure.updateMany({ where: { id, version }, data: { version: { increment: 1 } } });
  const procedure = await findProcedureDetail(work.actor, id, work.tx);
  if (count === 0)
    throw new AppError("conflict", "procedure-changed", {
      detail: { version: procedure.version, isPublished: procedure.isPublished, name: procedure.name },
    });
  return procedure;
}
async function takeSector(work: Work, id: number, version: number): Promise<{ code: string; name: string }> {
  const { count } = await work.tx.sector.updateMany({ where: { id, version }, data: { version: { increment: 1 } } });
  const sector = await work.tx.sector.findUnique({ where: { id } });
  if (!sector) throw new AppError("not-found", "not-found");
  if (count === 0) throw new AppError("conflict", "sector-changed", { detail: { version: sector.version, name: sector.name } });
  return sector;
}

async function requireFreeSector(work: Work, code: string, id: number | null): Promise<void> {
  const holder = await work.tx.sector.findUnique({ where: { code }, select: { id: true } });
  if (holder && holder.id !== id)
    throw new AppError("conflict", "sector-code-taken", { faults: [{ path: "body.code", code: "sector-code-taken" }] });
}
