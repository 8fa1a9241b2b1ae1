import { AppError } from "@/lib/errors";
import { mostRows, type SentFigure } from "../model";
import { readFigureSheet } from "../rules";

type Sheet = readonly { line: number; cells: readonly string[] }[];
/** The rows of the first of a file's sheets that has figures, and where each stands in it. Refuses `figure-sheet-not-found`, `figure-sheet-empty`, `too-many-rows`. */
export function figureRows(sheets: readonly Sheet[]): { rows: SentFigure[]; lines: number[] } {
  const found = sheets.map(readFigureSheet).find((one) => one !== null);
  if (!found) throw new AppError("refused", "figure-sheet-not-found");
  const told = found.filter(({ sent }) => Object.values(sent).some((text) => text !== ""));
  if (told.length === 0) throw new AppError("refused", "figure-sheet-empty");
  if (told.length > mostRows) throw new AppError("refused", "too-many-rows");
  return { rows: told.map(({ sent }) => sent), lines: told.map(({ line }) => line) };
}
