import type { Day } from "@/lib/calendar/model";
import { holdsOn, readDay } from "@/lib/calendar/rules";
import { db, type Prisma, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type Actor, holds, nobody } from "@/lib/policy";
import { unitsActing } from "@/lib/units/queries";
import { byVietnamese } from "@/lib/words";
import type { Catalogue, Procedure, ProcedureDetail, ProcedureFilter, ProcedureTerms, Sector, TermsQuestion } from "./model";
import { matches, settlingUnit, termsOn } from "./rules";

export { sheetRows } from "./sheet/write";

const whole = {
  sector: true,
  limits: { orderBy: { id: "asc" } },
  policies: { orderBy: [{ validFrom: "asc" }, { id: "asc" }] },
  serviceLevels: { orderBy: { validFrom: "asc" } },
} as const satisfies Prisma.ProcedureInclude;
type WholeRow = Prisma.ProcedureGetPayload<{ include: typeof whole }>;

/** The catalogue is public law, so every actor lists what is published; the rest only those who keep it. */
function listedFor(actor: Actor): Prisma.ProcedureWhereInput {
  return holds(actor, "procedures.manage") ? {} : { isPublished: true };
}
/** What was taken back is still what running dossiers stand on: by its id everybody finds what was ever published. */
function visibleTo(actor: Actor): Prisma.ProcedureWhereInput {
  return holds(actor, "procedures.manage") ? {} : { OR: [{ isPublished: true }, { firstPublishedOn: { not: null } }] };
}

/** Procedures by sector and name, in Vietnamese order. What depends on a day is left out of the filter unless it says the day. */
export async function listProcedures(actor: Actor, filter: ProcedureFilter = {}, tx: Tx = db): Promise<Procedure[]> {
  const { sectorId, level } = filter;
  const rows = await tx.procedure.findMany({ where: { AND: [listedFor(actor), { sectorId, level }] }, include: whole });
  return rows
    .sort((a, b) => a.sector.position - b.sector.position || a.sectorId - b.sectorId || byVietnamese(a.name, b.name))
    .map(toProcedure)
    .filter((p) => matches(p, filter));
}

/** One procedure with its limits and service levels, or not-found. */
export async function findProcedure(actor: Actor, id: number, tx: Tx = db): Promise<Procedure> {
  const row = await tx.procedure.findFirst({ where: { ...visibleTo(actor), id }, include: whole });
  if (!row) throw new AppError("not-found", "not-found");
  return toProcedure(row);
}

/** Is there such a procedure for whoever asks? */
export async function isProcedureThere(actor: Actor, id: number): Promise<boolean> {
  return (await db.procedure.count({ where: { ...visibleTo(actor), id } })) > 0;
}

/** One procedure with everything recorded of it, past and planned, in one statement; or not-found. */
export async function findProcedureDetail(actor: Actor, id: number, tx: Tx = db): Promise<ProcedureDetail> {
  const [procedure] = await listDetails(actor, tx, id);
  if (!procedure) throw new AppError("not-found", "not-found");
  return procedure;
}

/** Every procedure the actor finds by its id (or one of them) with everything recorded of it, in one statement. */
export async function listDetails(actor: Actor, tx: Tx = db, id: number | null = null): Promise<ProcedureDetail[]> {
  return tx.$queryRaw<ProcedureDetail[]>`
    select p.id, p.code, p.name, p.sector_id as "sectorId", s.name as "sectorName", p.level, p.is_sensitive as "isSensitive",
      p.is_published as "isPublished", p.is_illustrative as "isIllustrative", p.is_demo as "isDemo",
      p.valid_from::text as "validFrom", p.valid_until::text as "validUntil", p.source, p.version, p.result_name as "resultName",
      p.legal_basis as "legalBasis", p.is_taken_in_anywhere as "isTakenInAnywhere",
      p.first_published_on::text as "firstPublishedOn",
      (select coalesce(json_agg(json_build_object('channel', channel, 'caseLabel', case_label, 'value', value, 'unit', unit, 'text', text,
          'validFrom', valid_from, 'validUntil', valid_until) order by id), '[]')
        from procedure_time_limit where procedure_id = p.id) as limits,
      (select coalesce(json_agg(json_build_object('cutoffPolicy', cutoff_policy, 'supplementPolicy', supplement_policy,
          'supplementsAllowed', supplements_allowed, 'source', source, 'validFrom', valid_from, 'validUntil', valid_until) order by valid_from, id), '[]')
        from procedure_policy where procedure_id = p.id) as policies,
      (select coalesce(json_agg(json_build_object('level', level, 'legacyLevel', legacy_level,
          'validFrom', valid_from, 'validUntil', valid_until) order by valid_from, id), '[]')
        from procedure_service_level where procedure_id = p.id) as "serviceLevels",
      (select coalesce(json_agg(json_build_object('position', position, 'name', name, 'role', role, 'workingDays', centidays / 100.0,
          'channel', channel, 'caseLabel', case_label, 'validFrom', valid_from, 'validUntil', valid_until) order by valid_from, position, id), '[]')
        from procedure_step where procedure_id = p.id) as steps,
      (select coalesce(json_agg(json_build_object('id', id, 'position', position, 'name', name, 'originals', originals, 'copies', copies,
          'isRequired', is_required, 'caseLabel', case_label, 'formName', form_name, 'note', note,
          'validFrom', valid_from, 'validUntil', valid_until) order by position, id), '[]')
        from procedure_paper where procedure_id = p.id) as papers,
      (select coalesce(json_agg(json_build_object('id', id, 'kind', kind, 'name', name, 'amountDong', amount_dong, 'channel', channel,
          'caseLabel', case_label, 'text', text, 'source', source, 'validFrom', valid_from, 'validUntil', valid_until) order by id), '[]')
        from procedure_fee where procedure_id = p.id) as fees,
      (select coalesce(json_agg(json_build_object('unitId', t.unit_id, 'unitName', u.name,
          'validFrom', t.valid_from, 'validUntil', t.valid_until) order by t.valid_from, u.position, u.name), '[]')
        from procedure_settler t join unit u on u.id = t.unit_id where t.procedure_id = p.id) as settlers
    from procedure p join sector s on s.id = p.sector_id
    where (${id}::int is null or p.id = ${id}::int)
      and (p.is_published or p.first_published_on is not null or ${holds(actor, "procedures.manage")})
    order by s.position, s.id, p.id`;
}

/**
 * What applies to a dossier of a procedure handed in on a day, through a channel, in a case: limit, papers, fees, steps and who
 * settles it. A settling unit that has ended is followed to those that took its work over. A case nobody recorded is asked
 * about like none; `cases` tells those that are.
 */
export async function findTerms(
  actor: Actor,
  { procedureId, ...asked }: TermsQuestion & { procedureId: number; on: Day },
  tx: Tx = db,
): Promise<ProcedureTerms> {
  const procedure = await findProcedureDetail(actor, procedureId, tx);
  const { on, channel, caseLabel = null, unitId = null } = asked;
  const named = procedure.settlers.filter((s) => holdsOn(s, on)).map((s) => s.unitId);
  const settlers = named.length === 0 ? [] : await unitsActing(named, on, tx);
  return {
    ...termsOn(procedure, { on, channel, caseLabel }),
    settlers: settlers.map((u) => ({ unitId: u.id, unitName: u.name })),
    settlingUnitId: settlingUnit(
      settlers.map((u) => ({ unitId: u.id })),
      unitId,
    ),
  };
}

// ── What is open to everybody ──

type Open = { state: string; procedures: Procedure[]; sectors: Sector[] };
let open: Open | null = null;
/**
 * The published catalogue as it stands, kept in this process for as long as the records tell the same: citizens ask for it far more
 * often than it changes. What is handed out is shared: nobody may change it.
 */
async function openCatalogue(): Promise<Open> {
  const [row] = await db.$queryRaw<{ state: string }[]>`select concat_ws(' ',
    (select md5(string_agg(concat_ws(':', id, version), ',' order by id)) from procedure),
    (select md5(string_agg(concat_ws(':', id, version, position), ',' order by id)) from sector)) as state`;
  const state = row?.state ?? "";
  if (open?.state !== state) open = { state, procedures: await listProcedures(nobody), sectors: await listSectors(nobody) };
  return open;
}
/** The procedures anybody may ask for on a day, by sector and name. */
export async function publishedProcedures(on: Day): Promise<Procedure[]> {
  return (await openCatalogue()).procedures.filter((p) => holdsOn(p, on));
}
/** The sectors that have such procedures, in the city's own order. */
export async function publishedSectors(): Promise<Sector[]> {
  const { procedures, sectors } = await openCatalogue();
  return sectors.filter((sector) => procedures.some((p) => p.sectorId === sector.id));
}
/** A published procedure by its code with the units that settle it on a day; null where there is none. */
export async function findPublished(
  code: string,
  on: Day,
): Promise<{ procedure: ProcedureDetail; settlers: { id: number; name: string }[] } | null> {
  const known = (await publishedProcedures(on)).find((p) => p.code === code);
  if (!known) return null;
  const procedure = await findProcedureDetail(nobody, known.id);
  const named = procedure.settlers.filter((s) => holdsOn(s, on)).map((s) => s.unitId);
  return { procedure, settlers: named.length === 0 ? [] : await unitsActing(named, on) };
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

function toSector({ id, code, name, position, isDemo, version }: Sector): Sector {
  return { id, code, name, position, isDemo, version };
}
function toProcedure(row: WholeRow): Procedure {
  const { sector, limits, policies, serviceLevels } = row;
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
    ...span(row),
    source: row.source,
    version: row.version,
    limits: limits.map((l) => ({
      channel: l.channel,
      caseLabel: l.caseLabel,
      value: l.value,
      unit: l.unit,
      text: l.text,
      ...span(l),
    })),
    policies: policies.map(({ cutoffPolicy, supplementPolicy, supplementsAllowed, source, ...p }) => {
      return { cutoffPolicy, supplementPolicy, supplementsAllowed, source, ...span(p) };
    }),
    serviceLevels: serviceLevels.map((s) => ({ level: s.level, legacyLevel: s.legacyLevel, ...span(s) })),
  };
}
function span({ validFrom, validUntil }: { validFrom: Date; validUntil: Date | null }) {
  return { validFrom: readDay(validFrom), validUntil: validUntil && readDay(validUntil) };
}
