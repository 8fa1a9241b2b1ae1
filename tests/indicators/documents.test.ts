import { describe, expect, test } from "vitest";
import { certificateSetOf, documentSetOf, meetingSetOf } from "@/components/documents/figures/board-query";
import { columnCodes } from "@/components/documents/figures/rows-table";
import { type DocumentCounts, documentMeasureNames } from "@/lib/documents/measures";
import { labelOf } from "@/lib/indicators/labels";
import {
  cameraCodes,
  certificateCodes,
  documentCodes,
  indicatorCodes,
  meetingCodes,
  rowCodes,
  targetCodes,
} from "@/lib/indicators/model";
import {
  certificateCatalogue,
  certificateReading,
  definitionOf,
  documentCatalogue,
  documentReading,
  meetingCatalogue,
  meetingReading,
} from "@/lib/indicators/rules";

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

test.each(documentCodes)("%s: the board knows the lists the catalogue has", (code) => {
  const { set, base, bottom } = documentCatalogue[code];
  expect(documentSetOf[code]).toEqual({ set, base });
  expect(base === null).toBe(bottom === null);
});

test.each(certificateCodes)("%s: the board knows the rosters the catalogue has", (code) => {
  const { set, base, holder, shareOf } = certificateCatalogue[code];
  expect(certificateSetOf[code]).toEqual({ set, base, kind: holder });
  expect(base === null).toBe(shareOf === null);
});

test.each(targetCodes)("%s: told in both languages; a share names what it is a share of", (code) => {
  const { name, definition, numerator, denominator, law } = labelOf(code);
  for (const words of [name, definition, numerator, typeof law === "function" ? law("2026-11-22") : law])
    expect(words.vi.length * words.en.length).toBeGreaterThan(0);
  expect(denominator === null).toBe(!["ratio", "mean"].includes(definitionOf(code).kind));
});

test("no code is of two kinds of records, and the columns of the board are the first of what its rows tell", () => {
  expect(new Set(targetCodes).size).toBe(targetCodes.length);
  expect(targetCodes).toHaveLength(
    indicatorCodes.length + documentCodes.length + certificateCodes.length + meetingCodes.length + cameraCodes.length,
  );
  expect(rowCodes.slice(0, columnCodes.length)).toEqual(columnCodes);
});

describe("the share of those who hold a certificate", () => {
  const share = (top: number, bottom: number) => ({ top, bottom });
  const counts = { holders: share(36, 37), leaders: share(19, 20), agencies: share(17, 17), mobile: share(0, 0), ending: 2 };
  const asked = { ...target, aim: 0.98, floor: 0.9 };
  test.each([
    ["certificate-rate", 36, 37, 36 / 37, "watch"],
    ["leader-certificate-rate", 19, 20, 0.95, "watch"],
    ["agency-certificate-rate", 17, 17, 1, "good"],
    ["mobile-signing-rate", 0, 0, null, "no-data"],
  ] as const)("%s", (code, top, bottom, value, verdict) =>
    expect(certificateReading(code, counts, asked)).toEqual({ code, top, bottom, value, verdict, target: asked }),
  );
  test("what soon ends is a count, and less of it is better", () => {
    const few = { ...target, aim: 0, floor: 5 };
    expect(certificateReading("certificates-ending", counts, few)).toMatchObject({
      top: 2,
      bottom: null,
      value: 2,
      verdict: "watch",
    });
    expect(certificateReading("certificates-ending", { ...counts, ending: 6 }, few)).toMatchObject({ verdict: "bad" });
  });
  test.each(certificateCodes)("%s of a day of which the registry tells nothing is no figure", (code) =>
    expect(certificateReading(code, null, asked)).toMatchObject({ top: 0, value: null, verdict: "no-data" }),
  );
});

describe("the share of paperless meetings", () => {
  const one = { ...target, aim: 1, floor: 0.9 };
  test.each([
    ["all of them", { held: 12, counted: 10, full: 10 }, 1, "good"],
    ["nine of ten", { held: 10, counted: 10, full: 9 }, 0.9, "watch"],
    ["half of them", { held: 4, counted: 4, full: 2 }, 0.5, "bad"],
    ["none had papers: nothing to tell", { held: 3, counted: 0, full: 0 }, null, "no-data"],
  ] as const)("%s", (_, counts, value, verdict) => expect(meetingReading(counts, one)).toMatchObject({ value, verdict }));

  test.each(meetingCodes)("%s: the board knows the lists the catalogue has", (code) => {
    const { set, base } = meetingCatalogue[code];
    expect(meetingSetOf[code]).toEqual({ set, base });
  });
});
