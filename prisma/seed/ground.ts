import type pg from "pg";
import { searchable } from "@/lib/words";
import type { SeedArea } from "./areas";
import { type Cell, copyRows, type Ids, reserve } from "./copy";
import { type SeedProcedure, sectors } from "./procedures";
import { founded, olderOrder, units } from "./units";

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
    "position",
    "valid_from",
    "is_demo",
  ];
  const rows = units.map((u, i): Cell[] => [
    ...[first + i, u.code, u.kind, u.name, u.shortName, u.parent === null ? null : (ids.get(u.parent) ?? null)],
    ...[u.areaCode === null ? null : (areaIds.get(u.areaCode) ?? null), u.headTitle, i, founded, true],
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

/** Sectors and procedures with limits, service levels and steps; answers the procedures' ids by code. */
export async function loadProcedures(client: pg.Client, procedures: readonly SeedProcedure[]): Promise<Ids> {
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
    "supplement_policy",
    "cutoff_policy",
    "is_published",
    "is_illustrative",
    "valid_from",
    "first_published_on",
    "source",
    "is_demo",
  ];
  const rows = procedures.map((p, i): Cell[] => [
    ...[
      first + i,
      p.code,
      p.name,
      searchable(p.name),
      sectorIds.get(p.sector) ?? null,
      p.level,
      p.isSensitive,
      p.supplementPolicy,
    ],
    ...[p.cutoffPolicy, true, p.isIllustrative, p.validFrom, p.validFrom, p.source, true],
  ]);
  await copyRows(client, "procedure", columns, rows);
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
    ["procedure_id", "position", "name", "role", "centidays", "valid_from"],
    procedures.flatMap((p, i) => p.steps.map((s, n): Cell[] => [first + i, n + 1, s.name, s.role, s.centidays, p.validFrom])),
  );
  return new Map(procedures.map((p, i) => [p.code, first + i]));
}
