import * as z from "zod";
import { listAreas } from "@/lib/areas/queries";
import { cityDay, writeDay } from "@/lib/calendar/rules";
import { command, type Work } from "@/lib/command";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { reachOf } from "@/lib/policy";
import { unitLookup } from "@/lib/units/queries";
import { FigurePush, type SyncView, syncWays } from "../model";
import { type JudgedFigure, judgeFigures, type Known } from "../rules";
import { syncViews } from "./read";

/** What rows may name, by code, as it stands while they are taken. */
async function knownTo({ tx, actor, now }: Work, subsystemId: number): Promise<Known> {
  const today = cityDay(now);
  const [measures, units, areas] = await Promise.all([
    tx.measure.findMany({ where: { subsystemId }, select: { id: true, code: true, place: true, grain: true, decimals: true } }),
    unitLookup(tx),
    listAreas(actor, today, tx),
  ]);
  const byCode = new Map(measures.map((one) => [one.code, one]));
  const areaOf = new Map(areas.map(({ code, id }) => [code, id]));
  const reach = reachOf(actor, "figures.record");
  return {
    measure: (name) => byCode.get(name.trim().toLowerCase()) ?? null,
    unit: (code, on) => {
      const id = units.byCode(code, on);
      return id === null ? null : { id, isReached: reach === "all" || reach.includes(id) };
    },
    area: (code) => areaOf.get(code) ?? null,
    today,
  };
}

type Counted = { rowsNew: number; rowsChanged: number; rowsSame: number };
/** Writes what is new or other than it was; what was is kept, as of when it was known. */
async function write(work: Work, syncId: bigint, figures: readonly JudgedFigure[]): Promise<Counted> {
  const { tx, now, actor } = work;
  const columns = [
    figures.map((f) => f.measureId),
    figures.map((f) => f.unitId),
    figures.map((f) => f.areaId),
    figures.map((f) => f.on),
    figures.map((f) => f.value),
  ] as const;
  const [measures, units, areas, days, values] = columns;
  const standing = await tx.$queryRaw<{ i: number; id: bigint; isSame: boolean }[]>`
    select n.i::int as i, f.id, f.value = n.value as "isSame"
    from unnest(${measures}::int[], ${units}::int[], ${areas}::int[], ${days}::date[], ${values}::numeric[])
      with ordinality n(measure_id, unit_id, area_id, "on", value, i)
    join figure f on f.measure_id = n.measure_id and f."on" = n."on" and f.unit_id is not distinct from n.unit_id
      and f.area_id is not distinct from n.area_id and f.superseded_at is null`;
  const same = new Set(standing.filter(({ isSame }) => isSame).map(({ i }) => i - 1));
  const replaced = standing.filter(({ isSame }) => !isSame).map(({ id }) => id);
  if (replaced.length > 0) await tx.$executeRaw`update figure set superseded_at = ${now} where id = any (${replaced}::bigint[])`;
  const fresh = figures.filter((_, i) => !same.has(i));
  if (fresh.length > 0)
    await tx.figure.createMany({
      data: fresh.map(({ on, ...figure }) => ({ ...figure, on: writeDay(on), syncId, recordedBy: actor.id, recordedAt: now })),
    });
  return { rowsNew: fresh.length - replaced.length, rowsChanged: replaced.length, rowsSame: same.size };
}

const Recording = FigurePush.extend({
  id: z.int().positive(),
  way: z.enum(syncWays).default("push"),
  fileName: z.string().max(200).nullable().default(null),
  /** As a sheet numbers them, where they came in one. */
  lines: z.array(z.int()).optional(),
});

/**
 * Takes figures in: each row for itself, all of those that can be taken together, and the others told with the reason and kept. What is already
 * known so is counted as such, so that sending again changes nothing. Refuses not-found, `subsystem-off`.
 */
export const recordFigures = command(Recording, async (work, { id, way, fileName, rows, lines }): Promise<SyncView> => {
  const { tx, now, actor } = work;
  const reach = reachOf(actor, "figures.record");
  work.require("figures.record", reach === "all" ? "city" : (reach[0] ?? "city"));
  const subsystem = await tx.subsystem.findUnique({ where: { id }, select: { code: true, isOn: true } });
  if (!subsystem) throw new AppError("not-found", "not-found");
  if (!subsystem.isOn) throw new AppError("refused", "subsystem-off");
  await inTurn(tx, id);
  const { taken, refused } = judgeFigures(rows, await knownTo(work, id));
  const base = { subsystemId: id, way, fileName, by: actor.id, startedAt: now, endedAt: now, rowsRead: rows.length };
  const nothing = { rowsNew: 0, rowsChanged: 0, rowsSame: 0, rowsRefused: refused.length };
  const sync = await tx.sync.create({ data: { ...base, ...nothing }, select: { id: true } });
  const counted = await write(work, sync.id, taken);
  await tx.sync.update({ where: { id: sync.id }, data: counted });
  if (refused.length > 0)
    await tx.syncFault.createMany({
      data: refused.map(({ row, ...fault }) => ({ ...fault, row: lines?.[row - 1] ?? row, syncId: sync.id })),
    });
  work.record(
    "figures.record",
    { type: "subsystem", id },
    { way, rows: rows.length, refused: refused.length, changed: counted.rowsChanged },
  );
  if (counted.rowsNew + counted.rowsChanged > 0) work.announce("figures");
  const [view] = await syncViews(tx, { id: sync.id }, 1);
  if (!view) throw new Error("a sync that was just written is not there");
  return view;
});

/** One at a time for a subsystem: two that tell of the same figure would each find the other's missing. */
async function inTurn(tx: Tx, subsystemId: number): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('figure'), ${subsystemId}::int)`;
}
