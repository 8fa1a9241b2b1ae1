import type pg from "pg";
import { searchable } from "@/lib/words";
import type { SeedArea } from "./areas";
import { type Cell, copyRows, type Ids, reserve } from "./copy";
import { type SeedProcedure, type SeedStep, sectors } from "./procedures";
import { founded, olderOrder, units } from "./units";

/** One complete request (NĐ 61/2018). What has held since 1/7/2025 we know from texts about it only. */
const policySource =
  "Nghị định 61/2018/NĐ-CP, Điều 15 và Điều 19; từ 01/07/2025 theo Nghị định 118/2025/NĐ-CP (chưa đối chiếu văn bản gốc)";

/** Areas; answers their ids by code. */
export async function loadAreas(client: pg.Client, areas: readonly SeedArea[]): Promise<Ids> {
  const first = await reserve(client, "area", areas.length);
  const ids = new Map(areas.map((a, i) => [a.code, first + i]));
  const columns = [
    "id",
    "code",
    "kind",
    "name",
    "parent_id",
    "valid_from",
    "latitude",
    "longitude",
    "boundary",
    "boundary_source",
    "is_demo",
  ];
  const rows = areas.map((a, i): Cell[] => [
    ...[
      first + i,
      a.code,
      a.kind,
      a.name,
      a.parentCode === null ? null : (ids.get(a.parentCode) ?? null),
      founded,
      a.latitude,
      a.longitude,
    ],
    ...[a.boundary ? JSON.stringify(a.boundary) : null, a.boundary ? "illustrative" : null, true],
  ]);
  await copyRows(client, "area", columns, rows);
  return ids;
}

/** Units with their identifiers in both orders; answers their ids by key. */
export async function loadUnits(client: pg.Client, areaIds: Ids): Promise<Ids> {
  const first = await reserve(client, "unit", units.length);
  const ids = new Map(units.map((u, i) => [u.key, first + i]));
  const columns = [
    "id",
    "code",
    "kind",
    "name",
    "short_name",
    "parent_id",
    "area_id",
    "head_title",
    "phone",
    "address",
    "position",
    "valid_from",
    "is_demo",
  ];
  const rows = units.map((u, i): Cell[] => [
    ...[first + i, u.code, u.kind, u.name, u.shortName, u.parent === null ? null : (ids.get(u.parent) ?? null)],
    ...[
      u.areaCode === null ? null : (areaIds.get(u.areaCode) ?? null),
      u.headTitle,
      u.phone ?? null,
      u.address ?? null,
      i,
      founded,
      true,
    ],
  ]);
  await copyRows(client, "unit", columns, rows);
  const identifiers = units.flatMap((u, i): Cell[][] =>
    u.kind === "ONE_STOP_DESK"
      ? []
      : [
          [u.code, first + i, "QD20", founded],
          [olderOrder(u.code), first + i, "QCVN102", founded],
        ],
  );
  await copyRows(client, "unit_identifier", ["code", "unit_id", "scheme", "valid_from"], identifiers);
  return ids;
}

const sameProcess = (a: SeedStep, b: SeedStep) =>
  a.channel === b.channel && a.caseLabel === b.caseLabel && a.validFrom === b.validFrom;

/** Sectors and procedures with everything that holds for them; answers the procedures' ids by code. */
export async function loadProcedures(client: pg.Client, procedures: readonly SeedProcedure[], unitIds: Ids): Promise<Ids> {
  const firstSector = await reserve(client, "sector", sectors.length);
  const sectorIds = new Map(sectors.map((s, i) => [s.code, firstSector + i]));
  await copyRows(
    client,
    "sector",
    ["id", "code", "name", "position", "is_demo"],
    sectors.map((s, i) => [firstSector + i, s.code, s.name, i + 1, true]),
  );
  const first = await reserve(client, "procedure", procedures.length);
  const columns = [
    "id",
    "code",
    "name",
    "name_search",
    "sector_id",
    "level",
    "is_sensitive",
    "is_published",
    "is_illustrative",
    "valid_from",
    "first_published_on",
    "source",
    "result_name",
    "legal_basis",
    "is_demo",
  ];
  const rows = procedures.map((p, i): Cell[] => [
    ...[first + i, p.code, p.name, searchable(p.name), sectorIds.get(p.sector) ?? null, p.level, p.isSensitive],
    ...[true, p.isIllustrative, p.validFrom, p.validFrom, p.source, p.resultName, p.legalBasis, true],
  ]);
  await copyRows(client, "procedure", columns, rows);
  await copyRows(
    client,
    "procedure_policy",
    ["procedure_id", "cutoff_policy", "supplement_policy", "supplements_allowed", "source", "valid_from"],
    procedures.map((p, i): Cell[] => [first + i, p.cutoffPolicy, p.supplementPolicy, 1, policySource, p.validFrom]),
  );
  await copyRows(
    client,
    "procedure_time_limit",
    ["procedure_id", "channel", "case_label", "value", "unit", "text", "valid_from", "valid_until"],
    procedures.flatMap((p, i) =>
      p.limits.map((l): Cell[] => [first + i, l.channel, l.caseLabel, l.value, l.unit, l.text, l.validFrom, l.validUntil]),
    ),
  );
  await copyRows(
    client,
    "procedure_service_level",
    ["procedure_id", "level", "legacy_level", "valid_from", "valid_until"],
    procedures.flatMap((p, i) =>
      p.serviceLevels.map((s): Cell[] => [first + i, s.level, s.legacyLevel, s.validFrom, s.validUntil]),
    ),
  );
  await copyRows(
    client,
    "procedure_step",
    ["procedure_id", "position", "name", "role", "centidays", "channel", "case_label", "valid_from", "valid_until"],
    procedures.flatMap((p, i) =>
      p.steps.map((s): Cell[] => {
        const process = p.steps.filter((o) => sameProcess(o, s));
        return [
          ...[first + i, process.indexOf(s) + 1, s.name, s.role, s.centidays],
          ...[s.channel, s.caseLabel, s.validFrom, s.validUntil],
        ];
      }),
    ),
  );
  await copyRows(
    client,
    "procedure_paper",
    ["procedure_id", "position", "name", "originals", "copies", "is_required", "case_label", "form_name", "note", "valid_from"],
    procedures.flatMap((p, i) =>
      p.papers.map((one, n): Cell[] => [
        ...[first + i, n + 1, one.name, one.originals, one.copies, one.isRequired, one.caseLabel],
        ...[one.formName, one.note, p.validFrom],
      ]),
    ),
  );
  await copyRows(
    client,
    "procedure_fee",
    ["procedure_id", "kind", "name", "amount_dong", "channel", "text", "source", "valid_from"],
    procedures.flatMap((p, i) =>
      p.fees.map((f): Cell[] => [first + i, f.kind, f.name, f.amountDong, f.channel, f.text, f.source, p.validFrom]),
    ),
  );
  await copyRows(
    client,
    "procedure_settler",
    ["procedure_id", "unit_id", "valid_from"],
    procedures.flatMap((p, i) => (p.by === null ? [] : [[first + i, unitIds.get(p.by) ?? null, p.validFrom]])),
  );
  return new Map(procedures.map((p, i) => [p.code, first + i]));
}
