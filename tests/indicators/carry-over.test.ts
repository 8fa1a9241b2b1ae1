import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "@/lib/calendar/rules";
import { measureNames } from "@/lib/dossiers/measures";
import { Ledger, type SumRow } from "@/lib/indicators/reading/sums";
import { catalogue, sumOf } from "@/lib/indicators/rules";

/**
 * Form II.06: what is received with what was carried over is what was settled or left with what is still open, (1) = (5) + (9), and
 * what one period carries over is what the one before left open. Over any facts, cut into any periods.
 */
type Life = {
  received: number;
  ended: number | null;
  how: "early" | "onTime" | "late" | "withdrawn" | "stopped";
  waits: [number, number | null] | null;
};
const life: fc.Arbitrary<Life> = fc
  .record({
    received: fc.nat(120),
    lasts: fc.option(fc.nat(60)),
    how: fc.constantFrom("early" as const, "onTime" as const, "late" as const, "withdrawn" as const, "stopped" as const),
    waits: fc.option(fc.tuple(fc.nat(20), fc.nat(20))),
  })
  .map(({ received, lasts, how, waits }) => {
    const ended = lasts === null ? null : received + lasts;
    const from = waits && received + waits[0];
    const until = waits && received + waits[0] + waits[1];
    // A wait lies within the life; one that is open at the end ends with it.
    const isWithin = from !== null && (ended === null || from <= ended);
    return {
      received,
      ended,
      how,
      waits: isWithin ? [from, until === null || (ended !== null && until > ended) ? ended : until] : null,
    };
  });

const start = "2026-01-01";
const at = (name: string, bucket: number): SumRow => ["", bucket, ...measureNames.map((m) => (m === name ? 1 : 0))];
const waitOver = (bucket: number): SumRow => ["", bucket, ...measureNames.map((m) => (m === "waiting" ? -1 : 0))];

test("(1) = (5) + (9), and (4) of a period is (9) of the one before", () => {
  fc.assert(
    fc.property(
      fc.array(life, { maxLength: 60 }),
      fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 8 }),
      (lives, ends) => {
        const days = ends.sort((a, b) => a - b);
        const cuts = [-1, ...days].map((n) => addDays(start, n));
        const bucketOf = (day: number) => days.filter((end) => end < day).length + 1;
        const rows = lives.flatMap((l): SumRow[] => [
          at("received", bucketOf(l.received)),
          ...(l.ended === null ? [] : [at(l.how, bucketOf(l.ended))]),
          ...(l.waits
            ? [at("waiting", bucketOf(l.waits[0])), ...(l.waits[1] === null ? [] : [waitOver(bucketOf(l.waits[1]))])]
            : []),
        ]);
        const ledger = new Ledger(rows, cuts);
        let carried = 0;
        days.forEach((end, i) => {
          const before = days[i - 1] ?? -1;
          const flows = ledger.within({ from: addDays(start, before + 1), to: addDays(start, end) });
          const stocks = ledger.at(addDays(start, end));
          const open = ["in-progress", "awaiting-applicant"] as const;
          const nine = open.reduce((sum, code) => {
            const { top } = catalogue[code];
            return sum + sumOf(top, stocks);
          }, 0);
          const five = sumOf(catalogue.resolved.top, flows);
          expect(flows.received + carried).toBe(five + flows.withdrawn + flows.stopped + nine);
          // And what is open is so by the lives themselves.
          expect(nine).toBe(lives.filter((l) => l.received <= end && (l.ended === null || l.ended > end)).length);
          carried = nine;
        });
      },
    ),
  );
});
