import type { IndexAnswer } from "@/lib/quality/model";

type Unit = IndexAnswer["units"][number];
const share = ({ received, total }: Unit): number => (received === 0 || total.counted === 0 ? 2 : total.points / total.counted);

/** Units by the share of what could be counted that they won, the lowest first; last, those nothing can be said of. */
export const lowestFirst = (units: readonly Unit[]): Unit[] => [...units].sort((a, b) => share(a) - share(b));
