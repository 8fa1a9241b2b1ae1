import type { Outcome } from "@/lib/dossiers/model";
import { anyDossier, type Chance } from "./records";
import type { Stop, Story } from "./recount";

/** A life as the commands write it: it runs, waits, runs again (late from the first day when its time was up before), and ends. */
export function life(c: Chance): Omit<Story, "id"> {
  const base = {
    ...anyDossier(c),
    accepted: c.below(60),
    ended: null,
    returned: null,
    outcome: null,
    refused: false,
    used: null,
  };
  let due: number | null = c.happens(0.9) ? base.accepted + c.below(20) : null;
  let now = base.accepted + c.below(10);
  const stops: Stop[] = [];
  for (let i = c.below(4); i > 0; i--) {
    const resumed = c.happens(0.8) ? now + c.below(12) : null;
    stops.push({ stopped: now, resumed, dueBefore: due });
    if (resumed === null) return { ...base, due: null, stops };
    // PAUSE moves the due day by the wait (perhaps to a day already past); RESTART counts anew.
    if (due !== null) due = c.happens(0.5) ? due + (resumed - now) : resumed + c.below(15);
    now = resumed + c.below(12);
  }
  if (c.happens(0.3)) return { ...base, due, stops };
  const ended = now + c.below(10);
  const resolved: Outcome = due === null || ended === due ? "ON_TIME" : ended < due ? "EARLY" : "LATE";
  const outcome = c.happens(0.9) ? resolved : c.one<Outcome>(["WITHDRAWN", "STOPPED"]);
  return {
    ...base,
    due,
    ended,
    outcome,
    refused: outcome === resolved && c.happens(0.2),
    used: outcome === resolved ? c.below(20) : null,
    returned: c.happens(0.5) ? ended + c.below(4) : null,
    stops,
  };
}
