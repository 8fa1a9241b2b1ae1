import type * as z from "zod";
import type { Day } from "@/lib/calendar/model";
import { addDays, holdsOn } from "@/lib/calendar/rules";
import { command, type Work } from "@/lib/command";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { NewUnit, UnitClosing, UnitContact, UnitMerger, UnitRenaming, UnitSplit } from "./model";
import { unitsBelow } from "./queries";
import { canonicalIdentifier } from "./rules";

type Standing = { id: number; validFrom: Day; validUntil: Day | null };

/** Adds a unit from a day on. Refuses a code or identifier that another unit holds on that day. */
export const createUnit = command(NewUnit, async (work, { validFrom, ...unit }) => {
  await begin(work);
  const id = await insertUnit(work.tx, unit, validFrom);
  work.record("unit.create", { type: "unit", id }, { code: unit.code, kind: unit.kind, from: validFrom }, id);
  return { id };
});

/**
 * Gives a unit another name or title of its head from a day on. The old row ends the day before and keeps its records; a new one
 * follows it with the same code, place, phone and identifiers. Answers with the new id.
 */
export const renameUnit = command(UnitRenaming, async (work, { unitId, on, name, shortName, headTitle, source }) => {
  await begin(work);
  const { tx } = work;
  const old = await standing(tx, unitId, on);
  if (old.validFrom >= on) throw new AppError("refused", "unit-change-too-early");
  await endUnit(tx, unitId, addDays(on, -1));
  const [row] = await tx.$queryRaw<{ id: number }[]>`
    insert into unit (code, kind, name, short_name, parent_id, area_id, head_title, phone, address, position, valid_from, valid_until, is_demo)
    select code, kind, ${name}, ${shortName}, parent_id, area_id, ${headTitle}, phone, address, position, ${on}::date, ${old.validUntil}::date, is_demo
    from unit where id = ${unitId} returning id`;
  if (!row) throw new AppError("not-found", "not-found");
  await tx.$executeRaw`insert into unit_identifier (code, unit_id, scheme, valid_from, valid_until)
    select code, ${row.id}, scheme, ${on}::date, ${old.validUntil}::date from unit_identifier
    where unit_id = ${unitId} and valid_until = ${addDays(on, -1)}::date`;
  await succeed(tx, unitId, row.id, on, source);
  work.record("unit.rename", { type: "unit", id: unitId }, { from: on, successor: row.id, source }, unitId);
  return { id: row.id };
});

/** Says how citizens reach a unit. It holds at once and has no history: what was printed before keeps what it bears. */
export const setUnitContact = command(UnitContact, async (work, { unitId, phone, address }) => {
  await begin(work);
  const before = await work.tx.unit.findUnique({ where: { id: unitId }, select: { phone: true, address: true } });
  if (!before) throw new AppError("not-found", "not-found");
  await work.tx.unit.update({ where: { id: unitId }, data: { phone, address } });
  const changed = [...(before.phone === phone ? [] : ["phone"]), ...(before.address === address ? [] : ["unitAddress"])];
  work.record("unit.set-contact", { type: "unit", id: unitId }, { changed }, unitId);
  return { id: unitId };
});

/**
 * Ends units on the day before `on` and names the unit that takes over. Their records stay theirs. A unit that was split is
 * named again in the merger of its other part, after it has ended. Answers with the successor's id.
 */
export const mergeUnits = command(UnitMerger, async (work, { predecessors, successor, on, source }) => {
  await begin(work);
  const { tx } = work;
  const last = addDays(on, -1);
  const old = [...new Set(predecessors)];
  if ("id" in successor && old.includes(successor.id)) throw new AppError("refused", "unit-merges-into-itself");
  for (const id of old) {
    const unit = await standing(tx, id, last);
    if (unit.validUntil === null || unit.validUntil > last) await endWithParts(tx, id, last);
  }
  const id = "id" in successor ? (await standing(tx, successor.id, on)).id : await insertUnit(tx, successor, on);
  for (const predecessor of old) await succeed(tx, predecessor, id, on, source);
  work.record("unit.merge", { type: "unit", id }, { predecessors: old, from: on, source }, id);
  return { id };
});

/**
 * Ends a unit on the day before `on` and names the units that take over, each a new one or one that stands on that day. Its records
 * stay its own. Answers with the ids of the parts.
 */
export const splitUnit = command(UnitSplit, async (work, { unitId, parts, on, source }) => {
  await begin(work);
  const { tx } = work;
  const last = addDays(on, -1);
  await standing(tx, unitId, last);
  if (parts.some((part) => "id" in part && part.id === unitId)) throw new AppError("refused", "unit-merges-into-itself");
  await endWithParts(tx, unitId, last);
  const ids: number[] = [];
  for (const part of parts) {
    const id = "id" in part ? (await standing(tx, part.id, on)).id : await insertUnit(tx, part, on);
    await succeed(tx, unitId, id, on, source);
    ids.push(id);
  }
  work.record("unit.split", { type: "unit", id: unitId }, { parts: ids, from: on, source }, unitId);
  return { ids };
});

/** Ends a unit and all below it: the day given is their last. */
export const closeUnit = command(UnitClosing, async (work, { unitId, on, source }) => {
  await begin(work);
  await standing(work.tx, unitId, on);
  const closed = await endWithParts(work.tx, unitId, on);
  work.record("unit.close", { type: "unit", id: unitId }, { until: on, closed, source }, unitId);
  return { closed };
});

/** Changes to the tree come one at a time: what one checks, another must not undo. */
async function begin(work: Work): Promise<void> {
  work.require("units.manage", "city");
  await work.tx.$executeRaw`select pg_advisory_xact_lock(hashtext('units'))`;
  work.announce("city");
}

async function standing(tx: Tx, id: number, on: Day): Promise<Standing> {
  const [unit] = await tx.$queryRaw<Standing[]>`
    select id, valid_from::text as "validFrom", valid_until::text as "validUntil" from unit where id = ${id}`;
  if (!unit) throw new AppError("not-found", "not-found");
  if (!holdsOn(unit, on)) throw new AppError("refused", "unit-not-standing");
  return unit;
}

async function insertUnit(tx: Tx, unit: Omit<z.output<typeof NewUnit>, "validFrom">, from: Day): Promise<number> {
  const taken = await tx.$queryRaw<unknown[]>`
    select 1 from unit where code = ${unit.code} and (valid_until is null or valid_until >= ${from}::date)`;
  if (taken.length > 0) throw new AppError("conflict", "unit-code-taken");
  if (unit.parentId !== null) {
    const parent = await tx.$queryRaw<unknown[]>`select 1 from unit where id = ${unit.parentId}
      and valid_from <= ${from}::date and (valid_until is null or valid_until >= ${from}::date)`;
    if (parent.length === 0) throw new AppError("refused", "unit-parent-not-standing");
  }
  if (unit.areaId !== null && !(await tx.area.findUnique({ where: { id: unit.areaId }, select: { id: true } })))
    throw new AppError("not-found", "not-found");
  const [row] = await tx.$queryRaw<{ id: number }[]>`
    insert into unit (code, kind, name, short_name, parent_id, area_id, head_title, phone, address, position, valid_from)
    values (${unit.code}, ${unit.kind}::unit_kind, ${unit.name}, ${unit.shortName}, ${unit.parentId}, ${unit.areaId},
      ${unit.headTitle}, ${unit.phone}, ${unit.address}, ${unit.position}, ${from}::date) returning id`;
  if (!row) throw new Error("a unit was not inserted");
  for (const { code, scheme } of unit.identifiers) {
    const holders = await tx.$queryRaw<unknown[]>`select 1 from unit_identifier
      where code = ${code} and (valid_until is null or valid_until >= ${from}::date)`;
    if (holders.length > 0 || !canonicalIdentifier(code)) throw new AppError("conflict", "unit-identifier-taken");
    await tx.$executeRaw`insert into unit_identifier (code, unit_id, scheme, valid_from) values (${code}, ${row.id}, ${scheme}, ${from}::date)`;
  }
  return row.id;
}

/** Ends one unit and its identifiers; what begins later than its last day never was. */
async function endUnit(tx: Tx, id: number, last: Day): Promise<void> {
  await tx.$executeRaw`update unit set valid_until = ${last}::date where id = ${id}`;
  await tx.$executeRaw`delete from unit_identifier where unit_id = ${id} and valid_from > ${last}::date`;
  await tx.$executeRaw`update unit_identifier set valid_until = ${last}::date
    where unit_id = ${id} and (valid_until is null or valid_until > ${last}::date)`;
}

/** A part does not outlive its whole. Answers how many units ended. */
async function endWithParts(tx: Tx, id: number, last: Day): Promise<number> {
  const below = await unitsBelow(id, last, tx);
  const open = await tx.$queryRaw<{ id: number }[]>`
    select id from unit where id = any (${below}) and valid_from <= ${last}::date and (valid_until is null or valid_until > ${last}::date)`;
  for (const unit of open) await endUnit(tx, unit.id, last);
  return open.length;
}

async function succeed(tx: Tx, predecessor: number, successor: number, on: Day, source: string): Promise<void> {
  const added = await tx.$executeRaw`insert into unit_succession (predecessor_id, successor_id, "on", source)
    values (${predecessor}, ${successor}, ${on}::date, ${source}) on conflict do nothing`;
  if (added === 0) throw new AppError("conflict", "unit-merged-before");
}
