import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "@/lib/calendar/rules";
import { formatDossierCode, parseDossierCode } from "@/lib/dossiers/rules";

test.each([
  ["H22.15.7-230101-0001", "H22.15.7", "2023-01-01", 1, "the order of QĐ 20/2020"],
  ["000.00.07.H22-210405-0003", "000.00.07.H22", "2021-04-05", 3, "the order of QCVN 102:2016"],
  ["000.17.22.H56-210531-0001", "000.17.22.H56", "2021-05-31", 1, "as seen in the wild"],
  ["H56.14-240823-0001", "H56.14", "2024-08-23", 1, "two levels"],
  ["H22-260829-12345", "H22", "2026-08-29", 12345, "past 9999"],
  ["H22.15.7-260125-010001", "H22.15.7", "2026-01-25", 10001, "TT 04/2025 Đ.23: two digits of the ministry before"],
  ["  h22.15.7-230101-0001 ", "H22.15.7", "2023-01-01", 1, "lower case and spaces"],
  ["Ｈ22.15.7－230101－0001", "H22.15.7", "2023-01-01", 1, "full width"],
  ["H22.15.7–230101—0001", "H22.15.7", "2023-01-01", 1, "a word processor's dashes"],
])("reads %s", (text, agencyCode, on, serial) => {
  expect(parseDossierCode(text)).toMatchObject({ agencyCode, on, serial });
});

test.each([
  "",
  "H22.15.7-230101-001",
  "H22.15.7-230230-0001",
  "H22.15.7-231301-0001",
  "Z22.15.7-230101-0001",
  "H22.15.7.1.2-230101-0001",
  "H22.15.7-230101-0001x",
  "000.00.07-210405-0003",
  "1.001193",
  "'; drop table dossier; --",
])("%j is no code", (text) => expect(parseDossierCode(text)).toBeNull());

test("what is written is read back", () => {
  const agency = fc.constantFrom("H22", "H22.15", "H22.15.7", "000.07.15.H22");
  fc.assert(
    fc.property(agency, fc.nat({ max: 9000 }), fc.integer({ min: 1, max: 99_999 }), (agencyCode, n, serial) => {
      const on = addDays("2010-01-01", n);
      const code = formatDossierCode(agencyCode, on, serial);
      expect(parseDossierCode(code)).toEqual({ code, agencyCode, on, serial });
    }),
  );
});
