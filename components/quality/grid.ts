import type { Reported, ReportedFigure } from "@/lib/quality/model";

type Unit = { id: number; name: string };
type Typed = {
  measure: ReportedFigure["measure"];
  source: string;
  cellOf: (unitId: number, part: "top" | "bottom") => string;
};

/**
 * What was typed for a figure that is another than what stands: a figure, or none where both cells were emptied. Where one of two cells is
 * empty, whose it is.
 */
export function changedFigures(
  units: readonly Unit[],
  standing: readonly Pick<Reported, "unitId" | "top" | "bottom">[],
  { measure, source, cellOf }: Typed,
): { rows: ReportedFigure[] } | { half: string } {
  const rows: ReportedFigure[] = [];
  for (const { id: unitId, name } of units) {
    const [top, bottom] = [cellOf(unitId, "top"), cellOf(unitId, "bottom")];
    const was = standing.find((row) => row.unitId === unitId);
    if ((top === "") !== (bottom === "")) return { half: name };
    if (top === "") {
      if (was) rows.push({ unitId, measure, figure: null, source });
    } else if (was?.top !== Number(top) || was.bottom !== Number(bottom))
      rows.push({ unitId, measure, figure: { top: Number(top), bottom: Number(bottom) }, source });
  }
  return { rows };
}
