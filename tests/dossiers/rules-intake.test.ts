import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hasSentence } from "@/app/sentences";
import { AcceptInput } from "@/lib/dossiers/model";
import {
  acceptanceFault,
  agencyOfDesk,
  decideMove,
  idNumberFault,
  intakeFaults,
  isAtHome,
  isTaxCodeMistyped,
  newDossier,
} from "@/lib/dossiers/rules";
import { faultsOf } from "@/lib/errors";
import { shipped } from "../calendar/years";

const today = "2026-11-20";

describe("identity numbers (Nghị định 137/2015/NĐ-CP Đ.13; tax codes)", () => {
  test.each([
    ["CITIZEN", "002098003489", null, "a card: born in 1998"],
    ["CITIZEN", "002 098 003 489", null, "written in groups"],
    ["CITIZEN", "002326000001", null, "born in 2026"],
    ["CITIZEN", "002399000001", "id-number-unreadable", "born in 2099"],
    ["CITIZEN", "073123456", null, "an old card of nine digits"],
    ["CITIZEN", "B1234567", null, "a passport"],
    ["CITIZEN", "00209800348", "id-number-unreadable", "a digit short"],
    ["CITIZEN", "0020980034899", "id-number-unreadable", "a digit too many"],
    ["CITIZEN", "ABCDEFGH", "id-number-unreadable", "no digit at all"],
    ["ORGANISATION", "5100234567", null, "a tax code"],
    ["ORGANISATION", "5100234567-001", null, "of a branch"],
    ["ORGANISATION", "002098003489", null, "of a household: its owner's number"],
    ["ORGANISATION", "51002345", "tax-code-unreadable", "too short"],
    ["ORGANISATION", "12/QD-UBND".replace(/[/-]/g, ""), null, "a registration with letters"],
  ] as const)("%s %s: %s (%s)", (kind, text, fault, _why) => expect(idNumberFault(kind, text, today)).toBe(fault));

  test("a tax code's check digit is asked about and never refused", () => {
    // 0100109106: 31·0+29·1+23·0+19·0+17·1+13·0+7·9+5·1+3·0 = 114, 114 mod 11 = 4, 10 − 4 = 6.
    expect(isTaxCodeMistyped("0100109106")).toBe(false);
    expect(isTaxCodeMistyped("0100109106-001")).toBe(false);
    expect(isTaxCodeMistyped("0100109107")).toBe(true);
    expect(isTaxCodeMistyped("002098003489")).toBe(false);
  });
});

describe("the moment of acceptance", () => {
  const now = new Date("2026-11-25T03:00:00Z");
  test.each([
    ["2026-11-25T03:00:00Z", null, "now"],
    ["2026-11-25T03:00:01Z", "accepted-in-future", "a second later"],
    ["2026-11-23T01:00:00Z", null, "the working day before, over the holiday of 24/11"],
    ["2026-11-22T16:59:59Z", "accepted-too-long-ago", "the Sunday before it, on the city's clock"],
    ["2025-11-25T03:00:00Z", "accepted-too-long-ago", "a year ago"],
  ] as const)("%s: %s (%s)", (at, fault, _why) => expect(acceptanceFault(new Date(at), now, shipped)).toBe(fault));
});

const terms = {
  isOffered: true,
  cases: ["Nhà ở riêng lẻ", "Công trình"],
  limit: null,
  papers: [
    { id: 1, name: "Đơn đề nghị", isRequired: true },
    { id: 2, name: "Bản vẽ", isRequired: false },
  ],
  fees: [
    { id: 1, name: "Lệ phí", amountDong: 75_000 },
    { id: 2, name: "Phí thẩm định", amountDong: null },
  ],
  settlers: [{ unitId: 3 }],
  isTakenInAnywhere: false,
};
const lawful = {
  applicantKind: "CITIZEN" as const,
  caseLabel: "Công trình",
  unitId: 3,
  papers: [{ procedurePaperId: 1 }],
  fees: [{ procedureFeeId: 1, quantity: 2 }],
};
const faults = (change: object, of: object = {}, isHome = true) =>
  intakeFaults(
    { ...lawful, ...change },
    { terms: { ...terms, ...of }, acceptedOn: today, calendar: shipped, isAtHome: isHome },
  ).map((f) => `${f.path} ${f.code}`);
const threeDays = { value: 3, unit: "WORKING_DAY", text: null } as const;

describe("what keeps an intake from being accepted, at its field", () => {
  test("nothing, where all is as the catalogue has it", () => {
    expect(faults({})).toEqual([]);
    expect(faults({ fees: undefined })).toEqual([]);
    expect(faults({ papers: [] }, { papers: [{ id: 2, name: "Bản vẽ", isRequired: false }] })).toEqual([]);
  });
  test.each([
    ["a procedure not in force", {}, { isOffered: false }, ["procedureId procedure-not-offered"]],
    ["a case nobody knows", { caseLabel: "Khác" }, {}, ["caseLabel case-unknown"]],
    ["no case where the limit hangs on it", { caseLabel: undefined }, {}, ["caseLabel case-required"]],
    ["no case where one limit is for all", { caseLabel: undefined }, { limit: threeDays }, []],
    ["a unit that does not settle it", { unitId: 5 }, {}, ["unitId unit-not-settler"]],
    ["any unit, where none is named", { unitId: 5 }, { settlers: [] }, []],
    ["an impossible number", { idNumber: "002399000001" }, {}, ["idNumber id-number-unreadable"]],
    [
      "an impossible number of who hands it in",
      { submitter: { idNumber: "12345678" } },
      {},
      ["submitter.idNumber id-number-unreadable"],
    ],
    [
      "a paper of another procedure",
      { papers: [{ procedurePaperId: 1 }, { procedurePaperId: 9 }] },
      {},
      ["papers.1.procedurePaperId paper-unknown"],
    ],
    ["no papers at all where one is required", { papers: [] }, {}, ["papers papers-missing"]],
    ["a required paper left out", { papers: [{ procedurePaperId: 2 }] }, {}, ["papers papers-missing"]],
    ["a fee of another procedure", { fees: [{ procedureFeeId: 7, quantity: 1 }] }, {}, ["fees.0.procedureFeeId fee-unknown"]],
    ["a fee without an amount", { fees: [{ procedureFeeId: 2, quantity: 1 }] }, {}, ["fees.0.amountDong fee-amount-required"]],
    [
      "an amount the catalogue sets",
      { fees: [{ procedureFeeId: 1, quantity: 1, amountDong: 1 }] },
      {},
      ["fees.0.amountDong fee-amount-fixed"],
    ],
    [
      "an amount beyond every obligation",
      { fees: [{ procedureFeeId: 2, quantity: 999, amountDong: 2_000_000_000 }] },
      {},
      ["fees.0.quantity fee-amount-too-large"],
    ],
    ["a promise before the acceptance", { dueOn: "2026-11-19" }, { limit: threeDays }, ["dueOn due-before-acceptance"]],
    ["a promise against the count", { dueOn: "2026-11-30" }, { limit: threeDays }, ["dueOn due-counted"]],
    ["a promise on a day off", { dueOn: "2026-11-24" }, {}, ["dueOn due-not-working-day"]],
    ["a promise in a year nobody decided", { dueOn: "2031-03-03" }, {}, ["dueOn calendar-not-decided"]],
    ["a promise where nothing is counted", { dueOn: "2026-11-25" }, {}, []],
  ] as const)("%s", (_, change, of, told) => expect(faults(change, of)).toEqual(told));
  test("a desk of another unit, unless the procedure may be taken in anywhere", () => {
    expect(faults({}, {}, false)).toEqual(["receivingUnitId not-taken-in-here"]);
    expect(faults({}, { isTakenInAnywhere: true }, false)).toEqual([]);
  });
  test("every fault has a sentence", () => {
    const told = [faults({ caseLabel: "x", unitId: 9, papers: [], idNumber: "1", dueOn: "2020-01-01" }, {}, false)].flat();
    expect(told.length).toBeGreaterThan(4);
    for (const one of told) expect(hasSentence(one.split(" ")[1] ?? "")).toBe(true);
  });
});

test("a day promised by hand stands where the limit is no number, and gives way where it is one", () => {
  const accept = (limit: { value: number | null; unit: "TEXT" | "WORKING_DAY" }) =>
    decideMove(newDossier, "accept", {
      now: new Date("2026-11-20T02:00:00Z"),
      calendar: shipped,
      limit,
      promisedDueOn: "2026-12-15",
      cutoff: "NONE",
      supplementPolicy: "RESTART",
    });
  expect(accept({ value: null, unit: "TEXT" })).toMatchObject({ next: { dueOn: "2026-12-15" } });
  expect(accept({ value: 3, unit: "WORKING_DAY" })).toMatchObject({ next: { dueOn: "2026-11-26" } });
});

const units = [
  { id: 1, kind: "COMMITTEE", parentId: null },
  { id: 2, kind: "DEPARTMENT", parentId: 1 },
  { id: 3, kind: "WARD", parentId: 1 },
  { id: 4, kind: "ONE_STOP_DESK", parentId: 3 },
  { id: 5, kind: "COMMUNE", parentId: 1 },
  { id: 6, kind: "ONE_STOP_DESK", parentId: 1 },
];
test.each([
  [3, 3, true, "the ward itself"],
  [4, 3, true, "the ward's desk"],
  [6, 2, true, "the city's desk for a department of it"],
  [6, 3, true, "the city's desk for a ward below"],
  [4, 2, false, "a ward's desk for a department"],
  [4, 5, false, "a ward's desk for a commune"],
  [3, 5, false, "one ward for another"],
  [2, 3, false, "a department for a ward: it is no desk"],
])("taken in at %i, settled by %i: its own %s (%s)", (desk, unit, expected) => {
  expect(isAtHome(desk, unit, units)).toBe(expected);
});
test("a desk belongs to the unit above it, any other unit to itself", () => {
  expect([agencyOfDesk(4, units), agencyOfDesk(6, units), agencyOfDesk(2, units)]).toEqual([3, 1, 2]);
});

describe("what is typed", () => {
  const body = { procedureId: 1, unitId: 3, channel: "COUNTER", applicantName: "Nguyễn Thị Lan" };
  const told = (change: object) => {
    const read = AcceptInput.safeParse({ ...body, ...change });
    return read.success ? [] : faultsOf(read.error.issues, "body").map((f) => `${f.path} ${f.code}`);
  };
  test.each([
    ["markup in a name", { applicantName: "<b>Lan</b>" }, ["body.applicantName name-signs"]],
    ["a name of 10,000 letters", { applicantName: "a".repeat(10_000) }, ["body.applicantName name-too-long"]],
    ["a name without a letter", { applicantName: "12 34" }, ["body.applicantName name-signs"]],
    ["no name", { applicantName: "  " }, ["body.applicantName name-too-short", "body.applicantName name-signs"]],
    ["a control character", { applicantAddress: "Tổ 5\u0000" }, ["body.applicantAddress text-signs"]],
    ["no phone", { phone: "xin chào" }, ["body.phone phone-unreadable"]],
    ["no e-mail", { email: "a@b" }, ["body.email email-unreadable"]],
    ["the 31st of November", { acceptedAt: "2026-11-31T08:00:00+07:00" }, ["body.acceptedAt instant-unreadable"]],
    ["the 30th of February", { dueOn: "2026-02-30" }, ["body.dueOn day-unreadable"]],
    ["a paper nobody named", { papers: [{ form: "ORIGINAL" }] }, ["body.papers.0.name paper-name-required"]],
    ["an id as a text", { procedureId: "1" }, ["body.procedureId invalid_type"]],
    ["a due day of one's own and a field nobody knows", { due: "2026-11-30" }, ["body unrecognized_keys"]],
  ])("%s", (_, change, faults) => expect(told(change)).toEqual(faults));
  test("what cannot be seen is dropped, spaces are one, and a name is composed", () => {
    const read = AcceptInput.parse({ ...body, applicantName: "\u202e Nguye\u0302\u0303n\u200b  Thị\u00a0Lan " });
    expect(read.applicantName).toBe("Nguyễn Thị Lan");
  });
  test("whatever is typed into the texts, it is read or told in a code with a sentence", () => {
    const any = fc.string({ unit: "binary", maxLength: 400 });
    fc.assert(
      fc.property(any, any, any, any, (applicantName, phone, idNumber, email) => {
        const read = AcceptInput.safeParse({ ...body, applicantName, phone, idNumber, email });
        if (read.success) expect(read.data.applicantName).not.toMatch(/[<>\p{Cc}]/u);
        else for (const { code } of faultsOf(read.error.issues)) expect(hasSentence(code)).toBe(true);
      }),
    );
  });
});
