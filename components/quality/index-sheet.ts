import type { SheetTable } from "@/lib/files/rules";
import { filled, indexWords, reportWords } from "@/lib/quality/labels";
import type { IndexAnswer } from "@/lib/quality/model";
import { formatInstant, type Locale, say } from "@/lib/words";
import { lowestFirst } from "./order";
import { reasonOf } from "./reason";

type Names = Record<
  "part" | "points" | "max" | "top" | "bottom" | "why" | "unit" | "counted" | "received" | "closedUnits",
  string
>;
type About = { locale: Locale; told: IndexAnswer; title: string; whose: string; names: Names };

const notesOf = ({ locale, told, whose }: About): string[] => [
  `${say(locale, indexWords[told.kind].name)} – ${told.definition.source}`,
  `${told.month.slice(5)}/${told.month.slice(0, 4)} – ${whose}`,
  ...(told.computedAt ? [filled(say(locale, reportWords.at), { time: formatInstant(new Date(told.computedAt)) })] : []),
  ...(told.isDemo ? [say(locale, reportWords.demo)] : []),
];

/** The components of an index as a table for a file: numbers stay numbers, and what nobody knows stays empty. */
export function partsSheet(about: About): SheetTable {
  const { locale, told, title, names } = about;
  return {
    title,
    notes: notesOf(about),
    columns: [names.part, names.points, names.max, names.top, names.bottom, names.why],
    rows: told.groups.flatMap((group) => [
      [say(locale, group.name), group.points, group.max, null, null, null],
      ...group.components.map((c) => {
        const figure = c.formula.is === "tiers" ? null : (c.figures[0] ?? null);
        const why = reasonOf(locale, c, told.definition.decimals);
        return [`${c.code} ${say(locale, c.name)}`, c.points, c.max, figure?.top ?? null, figure?.bottom ?? null, why];
      }),
    ]),
  };
}

/** The units below as a table for a file, in the order of the screen. */
export function unitsSheet(about: About): SheetTable {
  const { locale, told, title, names } = about;
  const groups = told.groups.length > 1 ? told.groups : [];
  return {
    title,
    notes: notesOf(about),
    columns: [names.unit, names.received, names.points, names.counted, ...groups.map((g) => say(locale, g.name))],
    rows: lowestFirst(told.units).map((unit) => {
      const isJudged = unit.received > 0;
      return [
        unit.unitId === null
          ? unit.name === ""
            ? names.closedUnits
            : filled(say(locale, reportWords.rest), { name: unit.name })
          : unit.name,
        unit.received,
        isJudged ? unit.total.points : null,
        isJudged ? unit.total.counted : null,
        ...groups.map((_, i) => (isJudged ? (unit.groups[i]?.points ?? null) : null)),
      ];
    }),
  };
}
