import { readDay } from "@/lib/calendar/rules";
import { db, type Prisma, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type Actor, holds } from "@/lib/policy";
import { byVietnamese } from "@/lib/words";
import type { Catalogue, Procedure, ProcedureDetail, ProcedureFilter, Sector } from "./model";
import { matchesText } from "./rules";

const whole = {
  sector: true,
  limits: { orderBy: { id: "asc" } },
  serviceLevels: { orderBy: { validFrom: "asc" } },
} as const satisfies Prisma.ProcedureInclude;
type WholeRow = Prisma.ProcedureGetPayload<{ include: typeof whole }>;

/** The catalogue is public law, so every actor reads it; what is not published yet only those who keep it. */
function visibleTo(actor: Actor): Prisma.ProcedureWhereInput {
  return holds(actor, "procedures.manage") ? {} : { isPublished: true };
}

/** Procedures by sector and name, in Vietnamese order. */
export async function listProcedures(actor: Actor, filter: ProcedureFilter = {}, tx: Tx = db): Promise<Procedure[]> {
  const rows = await tx.procedure.findMany({
    where: { ...visibleTo(actor), ...(filter.sectorId === undefined ? {} : { sectorId: filter.sectorId }) },
    include: whole,
  });
  return rows
    .filter((p) => matchesText(p, filter.text ?? ""))
    .sort((a, b) => a.sector.position - b.sector.position || a.sectorId - b.sectorId || byVietnamese(a.name, b.name))
    .map(toProcedure);
}

/** One procedure with the steps of its process, or not-found. */
export async function findProcedure(actor: Actor, id: number, tx: Tx = db): Promise<ProcedureDetail> {
  const row = await tx.procedure.findFirst({
    where: { ...visibleTo(actor), id },
    include: { ...whole, steps: { orderBy: { position: "asc" } } },
  });
  if (!row) throw new AppError("not-found", "not-found");
  return {
    ...toProcedure(row),
    steps: row.steps.map((s) => ({
      position: s.position,
      name: s.name,
      role: s.role,
      workingDays: s.centidays === null ? null : s.centidays / 100,
    })),
  };
}

/** The sectors in the city's own order. */
export async function listSectors(_actor: Actor, tx: Tx = db): Promise<Sector[]> {
  const rows = await tx.sector.findMany({ orderBy: [{ position: "asc" }, { id: "asc" }] });
  return rows.map(toSector);
}

/** Everything at once, unpublished procedures too: a register of past years names them. For rules that run a row, not for screens. */
export async function loadCatalogue(tx: Tx = db): Promise<Catalogue> {
  const procedures = (await tx.procedure.findMany({ include: whole, orderBy: { id: "asc" } })).map(toProcedure);
  const sectors = await tx.sector.findMany();
  return {
    procedures,
    byId: new Map(procedures.map((p) => [p.id, p])),
    byCode: new Map(procedures.map((p) => [p.code, p])),
    sectors: new Map(sectors.map((s) => [s.id, toSector(s)])),
  };
}

function toSector({ id, code, name, isDemo }: Sector): Sector {
  return { id, code, name, isDemo };
}
function toProcedure(row: WholeRow): Procedure {
  const { sector, limits, serviceLevels } = row;
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    sectorId: row.sectorId,
    sectorName: sector.name,
    level: row.level,
    isSensitive: row.isSensitive,
    isPublished: row.isPublished,
    isIllustrative: row.isIllustrative,
    isDemo: row.isDemo,
    supplementPolicy: row.supplementPolicy,
    cutoffPolicy: row.cutoffPolicy,
    ...span(row),
    source: row.source,
    limits: limits.map((l) => ({
      channel: l.channel,
      caseLabel: l.caseLabel,
      value: l.value,
      unit: l.unit,
      text: l.text,
      ...span(l),
    })),
    serviceLevels: serviceLevels.map((s) => ({ level: s.level, legacyLevel: s.legacyLevel, ...span(s) })),
  };
}
function span({ validFrom, validUntil }: { validFrom: Date; validUntil: Date | null }) {
  return { validFrom: readDay(validFrom), validUntil: validUntil && readDay(validUntil) };
}
