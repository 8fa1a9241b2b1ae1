import { readDay } from "@/lib/calendar/rules";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import type { MeasureView, SubsystemDetail, SubsystemView } from "../model";
import { staleFrom } from "../rules";

const shown = {
  ...{ id: true, code: true, nameVi: true, nameEn: true, aboutVi: true, aboutEn: true, source: true, cadenceHours: true },
  ...{
    isOn: true,
    isDemo: true,
    version: true,
    unit: { select: { id: true, name: true } },
    _count: { select: { measures: true } },
  },
} as const;
type Row = Awaited<ReturnType<typeof rowsOf>>[number];
const rowsOf = (where: object) => db.subsystem.findMany({ where, select: shown, orderBy: [{ position: "asc" }, { id: "asc" }] });

async function lastSyncs(ids: readonly number[]): Promise<ReadonlyMap<number, Date>> {
  const found = await db.sync.groupBy({
    by: ["subsystemId"],
    where: { subsystemId: { in: [...ids] }, rowsRead: { gt: 0 } },
    _max: { endedAt: true },
  });
  return new Map(found.flatMap(({ subsystemId, _max }) => (_max.endedAt ? [[subsystemId, _max.endedAt] as const] : [])));
}
function viewOf({ _count, ...row }: Row, lastAt: Date | null): SubsystemView {
  const silent = staleFrom(lastAt, row.cadenceHours);
  return {
    ...row,
    measures: _count.measures,
    lastAt: lastAt?.toISOString() ?? null,
    staleFrom: silent?.toISOString() ?? null,
  };
}

/** Every subsystem of the city and since when it is silent; what the city counts is told to whoever looks at its numbers. */
export async function listSubsystems(_actor: Actor): Promise<SubsystemView[]> {
  const rows = await rowsOf({});
  const last = await lastSyncs(rows.map(({ id }) => id));
  return rows.map((row) => viewOf(row, last.get(row.id) ?? null));
}

/** One of them with what it counts. Throws not-found. */
export async function readSubsystem(_actor: Actor, by: { id: number } | { code: string }): Promise<SubsystemDetail> {
  const [row] = await rowsOf(by);
  if (!row) throw new AppError("not-found", "not-found");
  const [last, list] = await Promise.all([lastSyncs([row.id]), measuresOf(row.id)]);
  return { ...viewOf(row, last.get(row.id) ?? null), list };
}

async function measuresOf(subsystemId: number): Promise<MeasureView[]> {
  const [rows, figures] = await Promise.all([
    db.measure.findMany({ where: { subsystemId }, orderBy: [{ position: "asc" }, { id: "asc" }] }),
    db.figure.groupBy({
      by: ["measureId"],
      where: { measure: { subsystemId }, supersededAt: null },
      _count: { _all: true },
      _min: { on: true },
      _max: { on: true },
    }),
  ]);
  const of = new Map(figures.map((one) => [one.measureId, one]));
  return rows.map(({ subsystemId: _, position: __, ...row }) => {
    const told = of.get(row.id);
    return {
      ...row,
      figures: told?._count._all ?? 0,
      firstOn: told?._min.on ? readDay(told._min.on) : null,
      lastOn: told?._max.on ? readDay(told._max.on) : null,
    };
  });
}

/** Is there one of this code, in use or not? */
export async function isSubsystemKept(_actor: Actor, code: string): Promise<boolean> {
  return (await db.subsystem.count({ where: { code } })) > 0;
}

/** Is there one of this code that is in use? */
export async function isSubsystemThere(_actor: Actor, code: string): Promise<boolean> {
  return (await db.subsystem.count({ where: { code, isOn: true } })) > 0;
}
