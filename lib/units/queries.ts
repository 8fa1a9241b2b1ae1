import type { Day } from "@/lib/calendar/model";
import { db, Prisma, type Tx } from "@/lib/db/client";
import type { Actor } from "@/lib/policy";
import { makeLookup, type UnitLookup } from "./lookup/lookup";
import type { SuccessionLine, Unit, UnitNode } from "./model";
import { aloneOn, type Standing, type Succession, treeOn } from "./rules";

export type { UnitLookup };

const columns = Prisma.sql`u.id, u.code, u.kind::text as kind, u.name, u.short_name as "shortName", u.parent_id as "parentId",
  u.area_id as "areaId", a.code as "areaCode", u.head_title as "headTitle", u.phone, u.address, u.position,
  u.valid_from::text as "validFrom", u.valid_until::text as "validUntil", u.is_demo as "isDemo"`;

function everyUnit(tx: Tx): Promise<Unit[]> {
  return tx.$queryRaw<
    Unit[]
  >`select ${columns} from unit u left join area a on a.id = u.area_id order by u.position, u.name, u.id`;
}
function everySuccession(tx: Tx): Promise<Succession[]> {
  return tx.$queryRaw<
    Succession[]
  >`select predecessor_id as "predecessorId", successor_id as "successorId", "on"::text as "on" from unit_succession`;
}

/** The units of the city as a tree, as they stand on a day. Names of agencies are public: any actor sees all of it. */
export async function unitTree(_actor: Actor, on: Day): Promise<UnitNode[]> {
  const { units, successions } = await unitStanding();
  return treeOn(units, successions, on);
}

/** Every succession of units, the latest first: what was renamed, merged and split, from which day and on what paper. */
export async function listSuccessions(_actor: Actor): Promise<SuccessionLine[]> {
  return db.$queryRaw<SuccessionLine[]>`
    select s.predecessor_id as "predecessorId", p.name as "predecessorName", s.successor_id as "successorId", n.name as "successorName",
      s."on"::text as "on", s.source,
      case when count(*) over (partition by s.predecessor_id) > 1 then 'split'
        when p.code = n.code then 'renamed' else 'merged' end as kind
    from unit_succession s join unit p on p.id = s.predecessor_id join unit n on n.id = s.successor_id
    order by s."on" desc, n.name, p.name`;
}

/** The same as a list, each after the one it belongs to. */
export async function listUnits(actor: Actor, on: Day): Promise<Unit[]> {
  const flat = (nodes: readonly UnitNode[]): Unit[] => nodes.flatMap(({ children, ...unit }) => [unit, ...flat(children)]);
  return flat(await unitTree(actor, on));
}

/**
 * The ids a number or a list of a unit is about on a day: itself, all below it, and the closed units that went into one of
 * these and nowhere else, so that a renamed or merged unit keeps its past. A unit that was split counts for itself alone: no
 * dossier is ever counted under two units of one day. Empty for an unknown id.
 */
export async function unitsBelow(unitId: number, on: Day, tx: Tx = db): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    with recursive below (id) as (
      select id from unit where id = ${unitId}::int
      union
      select more.id from below b cross join lateral (
        select c.id from unit c where c.parent_id = b.id and c.valid_from <= ${on}::date
        union all
        select s.predecessor_id from unit_succession s where s.successor_id = b.id and s."on" <= ${on}::date
          and not exists (select from unit_succession o where o.predecessor_id = s.predecessor_id and o.successor_id <> s.successor_id)
      ) more
    ) select id from below order by id`;
  return rows.map(({ id }) => id);
}

/** Of these the ids of the unit alone, without what the units directly below it stand for; none for an unknown id. */
export async function unitsAlone(unitId: number, on: Day): Promise<number[]> {
  const standing = await unitStanding();
  return standing.units.some(({ id }) => id === unitId) ? aloneOn(standing, on, unitId) : [];
}

/** Every unit there ever was and every succession, for what asks about many. */
export async function unitStanding(): Promise<Standing<Unit>> {
  const [units, successions] = await Promise.all([everyUnit(db), everySuccession(db)]);
  return { units, successions };
}

/**
 * The ids a post in a unit reaches on a day: what stands below it, and every unit whose work it took over, in part or whole.
 * Where the unit itself was only renamed (one successor, which has one predecessor), the post carries over to the new name.
 */
export async function unitsReached(unitId: number, on: Day, tx: Tx = db): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`select id from units_reached(${unitId}::int, ${on}::date) id order by id`;
  return rows.map((r) => r.id);
}

/**
 * The units that do on a day what some units did: each itself while it stands, else whoever took its work over, through every
 * renaming, merger and split since. In the city's order; empty where the work ended with the unit.
 */
export async function unitsActing(unitIds: readonly number[], on: Day, tx: Tx = db): Promise<{ id: number; name: string }[]> {
  return tx.$queryRaw<{ id: number; name: string }[]>`
    with recursive acting (id) as (
      select unnest(${[...unitIds]}::int[])
      union
      select s.successor_id from acting a join unit u on u.id = a.id join unit_succession s on s.predecessor_id = a.id
        where u.valid_until < ${on}::date and s."on" <= ${on}::date
    ) select u.id, u.name from acting a join unit u on u.id = a.id
      where u.valid_from <= ${on}::date and (u.valid_until is null or u.valid_until >= ${on}::date)
      order by u.position, u.name, u.id`;
}

/**
 * The agency a dossier received by a unit on a day is numbered under: the unit's own identifier or that of the nearest unit
 * above it (or of its new name), in the order of QĐ 20 where it has both. Null where none of them has one.
 */
export async function agencyCodeOf(unitId: number, on: Day, tx: Tx = db): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ code: string }[]>`
    with recursive above (id, step) as (
      select ${unitId}::int, 0
      union all
      select more.id, a.step + more.steps from above a cross join lateral (
        select u.parent_id as id, 1 as steps from unit u where u.id = a.id and u.parent_id is not null
        union all
        select s.successor_id, 0 from unit_succession s where s.predecessor_id = a.id and s."on" <= ${on}::date
          and not exists (select from unit_succession o where o.predecessor_id = s.predecessor_id and o.successor_id <> s.successor_id)
      ) more where a.step < 20
    ) select i.code from above a join unit_identifier i on i.unit_id = a.id
      where i.valid_from <= ${on}::date and (i.valid_until is null or i.valid_until >= ${on}::date)
      order by a.step, (i.scheme = 'QD20') desc, i.code limit 1`;
  return row?.code ?? null;
}

/** How written words become units, for one import or one search: read once, asked many times. */
export async function unitLookup(tx: Tx = db): Promise<UnitLookup> {
  const units = await everyUnit(tx);
  const identifiers = await tx.$queryRaw<{ code: string; unitId: number; validFrom: Day; validUntil: Day | null }[]>`
    select code, unit_id as "unitId", valid_from::text as "validFrom", valid_until::text as "validUntil" from unit_identifier`;
  return makeLookup(units, identifiers);
}
