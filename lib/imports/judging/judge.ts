import type { Day } from "@/lib/calendar/model";
import { workingCalendars } from "@/lib/calendar/queries";
import { cityDay } from "@/lib/calendar/rules";
import { db, type Tx } from "@/lib/db/client";
import type { Channel } from "@/lib/dossiers/model";
import type { Reach } from "@/lib/policy";
import { loadCatalogue } from "@/lib/procedures/queries";
import { policyOn, serviceLevelOn, timeLimitFor } from "@/lib/procedures/rules";
import { unitLookup } from "@/lib/units/queries";
import { searchable } from "@/lib/words";
import type { Judge, Terms } from "../rules";

/** What every row of a batch is judged by, loaded once: units, catalogue, calendar. */
export async function loadJudge(of: { unitId: number; reach: Reach; now: Date }, tx: Tx = db): Promise<Judge> {
  const [units, catalogue, calendars] = [await unitLookup(tx), await loadCatalogue(tx), await workingCalendars(tx)];
  const byName = new Map<string, number | null>();
  for (const p of catalogue.procedures) {
    const name = searchable(p.name);
    // Two procedures of one name: the name says nothing.
    byName.set(name, byName.has(name) ? null : p.id);
  }
  const terms = remember((procedureId: number, channel: Channel, on: Day): Terms => {
    const procedure = catalogue.byId.get(procedureId);
    if (!procedure) throw new Error("a procedure that is not in the catalogue");
    const limit = timeLimitFor(procedure, channel, on);
    return {
      limit: limit && { value: limit.value, unit: limit.unit },
      cutoff: policyOn(procedure, on).cutoffPolicy,
      serviceLevel: serviceLevelOn(procedure, on),
    };
  });
  return {
    ...of,
    today: cityDay(of.now),
    reach: of.reach === "all" ? "all" : [...of.reach],
    calendarIn: calendars.of,
    unitByCode: remember((code: string, on: Day) => units.byCode(code, on)),
    unitByText: remember((text: string, on: Day) => units.find(text, on)),
    procedureBy: remember((code: string, name: string) => {
      // A code may carry a province's ending (2.000815.000.00.00.H61) or its name ("1.001193 - Đăng ký khai sinh"), in either column.
      for (const text of [code, name]) {
        const national = /(?:^|[^\d.])(\d\.\d{6})(?=\D|$)/.exec(text)?.[1];
        const found = catalogue.byCode.get(national ?? text);
        if (found) return found.id;
      }
      return byName.get(searchable(name)) ?? byName.get(searchable(code)) ?? null;
    }),
    termsOf: terms,
  };
}

/** Registers say the same few things over and over: what was asked is kept, up to a bound. */
function remember<A extends (string | number)[], R>(ask: (...args: A) => R): (...args: A) => R {
  const kept = new Map<string, R>();
  return (...args) => {
    const key = args.join("\u0000");
    const known = kept.get(key);
    if (known !== undefined || kept.has(key)) return known as R;
    const answer = ask(...args);
    if (kept.size >= 50_000) kept.clear();
    kept.set(key, answer);
    return answer;
  };
}
