import type { Calendars, Day, OfficeWeek, UnitPlace, UnitWeek, WorkingCalendar } from "../model";
import { weekOn } from "./office";
import { dayOf, ordinalOf } from "./ordinals";

/** Whose hours a unit keeps, nearest first: whoever took the whole of it over, itself, what it was called before, then what it stands under. */
function lineOf(unitId: number, places: ReadonlyMap<number, UnitPlace>): number[] {
  const line = new Set<number>();
  const along = (from: number, step: "heirId" | "formerId") => {
    const path = new Set<number>();
    for (let at: number | null = from; at !== null && !path.has(at); at = places.get(at)?.[step] ?? null) path.add(at);
    return [...path];
  };
  for (let at: number | null = unitId; at !== null && !line.has(at); ) {
    const heirs = along(at, "heirId").reverse();
    for (const id of [...heirs, ...along(at, "formerId")]) line.add(id);
    at = places.get(heirs[0] ?? at)?.parentId ?? null;
  }
  return [...line];
}

/** The weeks that hold one after the other, where some units' own come before the city's. */
function weeksOf(own: readonly (readonly UnitWeek[])[], city: readonly OfficeWeek[]): OfficeWeek[] {
  const days = own
    .flat()
    .flatMap((w) => (w.validUntil === null ? [w.validFrom] : [w.validFrom, dayOf(ordinalOf(w.validUntil) + 1)]));
  return [...new Set([...city.map((w) => w.validFrom), ...days])].sort().map((day) => {
    const holds = (w: UnitWeek) => w.validFrom <= day && (w.validUntil === null || day <= w.validUntil);
    const week = own.map((weeks) => weeks.findLast(holds)).find((w) => w !== undefined) ?? weekOn({ hours: city }, day);
    return { validFrom: day, stretches: week?.stretches ?? [] };
  });
}

/** The calendars of a city in which some units keep hours of their own; units that keep the same share one, since what is counted is kept with it. */
export function calendarsOf(city: WorkingCalendar, units: readonly UnitWeek[], places: readonly UnitPlace[]): Calendars {
  const placeOf = new Map(places.map((p) => [p.id, p]));
  const inOrder = units.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  const known = new Map<number | `by ${string}`, WorkingCalendar>();
  const find = (unitId: number): WorkingCalendar => {
    const own = lineOf(unitId, placeOf)
      .map((id) => inOrder.filter((w) => w.unitId === id))
      .filter((weeks) => weeks.length > 0);
    if (own.length === 0) return city;
    const key = `by ${own.map(([first]) => first?.unitId).join()}` as const;
    const shared = known.get(key) ?? { ...city, hours: weeksOf(own, city.hours) };
    known.set(key, shared);
    return shared;
  };
  return {
    ...{ city, units, places },
    of(unitId) {
      const calendar = known.get(unitId) ?? find(unitId);
      known.set(unitId, calendar);
      return calendar;
    },
  };
}

/** The units whose hours a unit's own have a say in: itself, what stands below it, and what was it before or after. */
export function unitsUnder(unitId: number, places: readonly UnitPlace[]): number[] {
  const placeOf = new Map(places.map((p) => [p.id, p]));
  return places.filter((p) => lineOf(p.id, placeOf).includes(unitId)).map((p) => p.id);
}

/** A unit's own hours ended with a day; what was planned from later days is gone. */
export function withoutUnitHours(units: readonly UnitWeek[], unitId: number, last: Day): UnitWeek[] {
  return units.flatMap((w) => {
    if (w.unitId !== unitId || (w.validUntil !== null && w.validUntil <= last)) return [w];
    return w.validFrom > last ? [] : [{ ...w, validUntil: last }];
  });
}
