/**
 * The named sets of a list, by what they tell of: the same words as the indicators', so that a number opens exactly its rows. Without
 * the schema they are parsed with, so that a page can offer them without loading it.
 */
export const setGroups = {
  /** What came or ended in a period. */
  period: [
    "received",
    "resolved",
    "resolved-in-time",
    "resolved-early",
    "resolved-on-time",
    "resolved-late",
    "returned",
    "refused",
    "withdrawn",
  ],
  /** Of what came in a period, the way it came. */
  way: ["online", "full-online", "postal"],
  /** How things stand on a day. */
  standing: ["overdue", "due-soon", "in-progress", "awaiting-applicant", "waiting-long"],
  /** Of what stands open, the time it has left. */
  age: ["age-over-3", "age-1-3", "age-today", "age-late-1-5", "age-late-over-5", "age-no-due"],
  /** The columns of form II.06 that no indicator counts. */
  report: ["direct", "carried", "handled", "ended", "ended-on-time", "stopped", "open", "open-in-time"],
} as const;
/** Who has waited for the applicant for more working days than these is told of. */
export const longWaitDays = 15;
export type SetGroup = keyof typeof setGroups;
export type DossierSet = (typeof setGroups)[SetGroup][number];
export const dossierSets: readonly DossierSet[] = Object.values(setGroups).flat();

const byDue: ReadonlySet<DossierSet> = new Set<DossierSet>([
  "overdue",
  "due-soon",
  ...setGroups.age.filter((set) => set !== "age-no-due"),
]);
/** Does each of its dossiers run to a day? Then it is listed by that day, the longest late first. */
export const isByDue = (set: DossierSet): boolean => byDue.has(set);
const open: ReadonlySet<DossierSet> = new Set<DossierSet>([...setGroups.standing, ...setGroups.age, "open", "open-in-time"]);
/** Is it of work that is open? Then it is told with whom each lies. */
export const isOfOpen = (set: DossierSet): boolean => open.has(set);
