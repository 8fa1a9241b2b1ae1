import { describe, expect, test } from "vitest";
import { documentSetOf } from "@/components/documents/figures/board-query";
import { type DocumentCounts, documentMeasureNames } from "@/lib/documents/measures";
import { documentLabels } from "@/lib/indicators/labels";
import { documentCodes, indicatorCodes } from "@/lib/indicators/model";
import { documentCatalogue, documentReading } from "@/lib/indicators/rules";

const none = Object.fromEntries(documentMeasureNames.map((name) => [name, 0])) as DocumentCounts;
const target = { aim: 0.99, floor: 0.95, source: "Kế hoạch", validFrom: "2026-01-01" };

describe("the e-signature rate", () => {
  test.each([
    ["all signed", { outgoing: 200, signed: 200 }, 1, "good"],
    ["two of 200 are not: still what was aimed at", { outgoing: 200, signed: 198, unsigned: 2 }, 0.99, "good"],
    ["what waits to be checked is not proven", { outgoing: 200, signed: 190, pending: 10 }, 0.95, "watch"],
    ["what cannot be told is not proven", { outgoing: 200, signed: 180, unknown: 20 }, 0.9, "bad"],
    ["the exempt are in neither number", { outgoing: 200, signed: 100, exempt: 100 }, 1, "good"],
    ["nothing had to be signed", { outgoing: 3, exempt: 3 }, null, "no-data"],
  ] as const)("%s", (_, flows, value, verdict) =>
    expect(documentReading("e-signature-rate", { flows: { ...none, ...flows }, stocks: none }, target)).toMatchObject({
      value,
      verdict,
    }),
  );
});

test.each(documentCodes)("%s: the board knows the lists the catalogue has; it is told in both languages", (code) => {
  const { set, base, bottom } = documentCatalogue[code];
  expect(documentSetOf[code]).toEqual({ set, base });
  expect(base === null).toBe(bottom === null);
  const { name, definition, numerator, denominator, law } = documentLabels[code];
  for (const words of [name, definition, numerator, law]) expect(words.vi.length * words.en.length).toBeGreaterThan(0);
  expect(denominator === null).toBe(bottom === null);
  expect(indicatorCodes).not.toContain(code);
});
