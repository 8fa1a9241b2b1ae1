const timesUsual = 5;
/** Fewer people's files than this are a day's work, however little somebody read before. */
const everydayFiles = 50;
/** Of somebody who has read on fewer days nobody knows yet what is usual. */
const daysKnown = 5;
const newcomersFiles = 200;

/** What is usual for somebody who opened so many files on each of the days they read at all: the median, or null when nobody knows yet. */
export function usualReading(days: readonly number[]): number | null {
  if (days.length < daysKnown) return null;
  const sorted = [...days].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [below, above] = [sorted[Math.ceil(sorted.length / 2) - 1] ?? 0, sorted[middle] ?? 0];
  return (below + above) / 2;
}

/** Did somebody open so many files in a day that an auditor is to look? `usual` as `usualReading` says. */
export function isUnusualReading(files: number, usual: number | null): boolean {
  return usual === null ? files > newcomersFiles : files > everydayFiles && files > timesUsual * usual;
}
