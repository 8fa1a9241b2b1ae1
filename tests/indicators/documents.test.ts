import { describe, expect, test } from "vitest";
import { documentSetOf, meetingSetOf } from "@/components/documents/figures/board-query";
import { type DocumentCounts, documentMeasureNames } from "@/lib/documents/measures";
import { documentLabels, meetingLabels } from "@/lib/indicators/labels";
import { documentCodes, indicatorCodes, meetingCodes } from "@/lib/indicators/model";
import { documentCatalogue, documentReading, meetingCatalogue, meetingReading } from "@/lib/indicators/rules";

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

describe("the share of paperless meetings", () => {
  const one = { ...target, aim: 1, floor: 0.9 };
  test.each([
    ["all of them", { held: 12, counted: 10, full: 10 }, 1, "good"],
    ["nine of ten", { held: 10, counted: 10, full: 9 }, 0.9, "watch"],
    ["half of them", { held: 4, counted: 4, full: 2 }, 0.5, "bad"],
    ["none had papers: nothing to tell", { held: 3, counted: 0, full: 0 }, null, "no-data"],
  ] as const)("%s", (_, counts, value, verdict) => expect(meetingReading(counts, one)).toMatchObject({ value, verdict }));

  test.each(meetingCodes)("%s: the board knows the lists the catalogue has; it is told in both languages", (code) => {
    const { set, base } = meetingCatalogue[code];
    expect(meetingSetOf[code]).toEqual({ set, base });
    const { name, definition, numerator, denominator, law } = meetingLabels[code];
    for (const words of [name, definition, numerator, denominator, law])
      expect((words?.vi.length ?? 0) * (words?.en.length ?? 0)).toBeGreaterThan(0);
  });
});
