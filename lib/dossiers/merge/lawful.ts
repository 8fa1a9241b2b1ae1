import { type DossierState, moves } from "../model";

/**
 * Every pair of states of which the second can be reached from the first by moves: a register shows where a dossier stands now,
 * not each step it took; what takes a step back is done here or not at all. From a closed dossier nothing is reached.
 */
export function lawfulJumps(): [DossierState, DossierState][] {
  const steps = Object.values(moves).flatMap((m) =>
    "isUndo" in m ? [] : m.from.map((from): [DossierState, DossierState] => [from, m.to]),
  );
  const starts = new Set(steps.map(([from]) => from));
  return [...starts].flatMap((start) => {
    const reached = new Set<DossierState>();
    const open: DossierState[] = [start];
    for (let at = open.pop(); at !== undefined; at = open.pop())
      for (const [from, to] of steps)
        if (from === at && !reached.has(to)) {
          reached.add(to);
          open.push(to);
        }
    return [...reached].filter((to) => to !== start).map((to): [DossierState, DossierState] => [start, to]);
  });
}
