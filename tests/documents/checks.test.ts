import { expect, test } from "vitest";
import { doubtsOf, type Registered } from "@/lib/documents/checks/against";
import type { CheckedSignature } from "@/lib/signatures/model";

const signer = (name: string, more: object = {}) => ({
  ...{ name, organisation: null, unit: null, title: null, identifier: null, issuer: null, serial: "1", sha256: "0" },
  ...{ validFrom: "2025-01-01T00:00:00.000Z", validUntil: "2028-01-01T00:00:00.000Z" },
  ...more,
});
const by = (who: object | null, more: Partial<CheckedSignature> = {}): CheckedSignature => ({
  ...{
    kind: "signature",
    field: "x",
    verdict: "valid",
    reasons: [],
    permission: null,
    after: [],
    revocation: null,
    covers: null,
    path: [],
  },
  signer: who as CheckedSignature["signer"],
  signedAt: { at: "2026-11-24T03:00:00.000Z", by: "claimed" },
  ...more,
});
const head = by(signer("Trần Văn Hùng", { organisation: "UBND phường Trần Phú", identifier: "CCCD:*********456" }));
const seal = by(signer("ỦY BAN NHÂN DÂN PHƯỜNG TRẦN PHÚ", { identifier: "MST:0101234567" }));
const document: Registered = {
  direction: "OUTGOING",
  issuer: "UBND phường Trần Phú",
  signerName: "Trần Văn Hùng",
  symbol: "05/QĐ-UBND",
  issuedOn: "2026-11-24",
};
const text =
  "ỦY BAN NHÂN DÂN\nSố: 05/QĐ-UBND\nTrần Phú, ngày 24 tháng 11 năm 2026\nCăn cứ Quyết định số 9/QĐ-UBND ngày 2 tháng 1 năm 2026";

test.each<[string, Partial<Registered>, CheckedSignature[], string | null, string[]]>([
  ["signed by both as registered", {}, [head, seal], text, []],
  ["names without diacritics, as old certificates have them", {}, [head, by(signer("UBND phuong Tran Phu"))], text, []],
  ["a number under ten written without its nought", {}, [head, seal], text.replace("05/QĐ", "5/QĐ"), []],
  ["nothing signed: that is the verdict's to say", {}, [], text, []],
  ["what is written cannot be read", {}, [head, seal], null, []],
  ["by the person alone", {}, [head], text, ["agency-missing"]],
  ["by the agency alone", {}, [seal], text, ["person-missing"]],
  ["an internal one needs no seal", { direction: "INTERNAL" }, [head], text, []],
  ["a broken signature is none", {}, [head, { ...seal, verdict: "invalid" }], text, ["agency-missing"]],
  ["a timestamp of the file is none", {}, [head, { ...seal, kind: "timestamp" }], text, ["agency-missing"]],
  [
    "by another agency",
    { issuer: "Sở Nội vụ" },
    [by(signer("Trần Văn Hùng", { identifier: "CCCD:1" })), seal],
    text,
    ["issuer-differs"],
  ],
  ["by another person", { signerName: "Lê Thị Hoa" }, [head, seal], text, ["signer-differs"]],
  ["the number of another document", { symbol: "06/QĐ-UBND" }, [head, seal], text, ["symbol-differs"]],
  ["the day of another", { issuedOn: "2026-11-25" }, [head, seal], text, ["day-differs"]],
  [
    "signed the day after, by the city's clock",
    {},
    [head, by(seal.signer, { signedAt: { at: "2026-11-24T17:30:00.000Z", by: "proven" } })],
    text,
    ["signed-late"],
  ],
])("NĐ 30/2020: %s", (_, change, signatures, written, said) =>
  expect(doubtsOf({ ...document, ...change }, signatures, written)).toEqual(said),
);
