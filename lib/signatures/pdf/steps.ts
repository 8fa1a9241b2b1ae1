import { type Changes, changesBetween } from "./changes";
import { type PdfFile, Revision } from "./revision";
import { isAllTold } from "./tail";
import { PdfFault } from "./values";

/** What an update between two places of a file did; null where nobody can say, since it cannot be read as one thing. */
export type Step = { from: number; to: number; changes: Changes | null };

/** The updates between the ends of signed revisions, the last one to the end of the file. `ends` rise. */
export function stepsBetween(file: PdfFile, ends: readonly number[]): Step[] {
  const revisions = ends.map((end) => read(() => new Revision(file, end)));
  return ends.slice(1).map((to, i) => {
    const [from = 0, earlier, later] = [ends[i], revisions[i], revisions[i + 1]];
    const isChained = earlier && later?.sections.some(({ offset }) => offset === earlier.sections[0]?.offset);
    if (!earlier || !later || !isChained || !isAllTold(later, from)) return { from, to, changes: null };
    return { from, to, changes: read(() => changesBetween(earlier, later)) };
  });
}

function read<T>(how: () => T): T | null {
  try {
    return how();
  } catch (error) {
    if (error instanceof PdfFault) return null;
    throw error;
  }
}
