import { expect, test } from "vitest";
import type { DossierState } from "@/lib/dossiers/model";
import { formKinds, Sheet } from "@/lib/forms/model";
import { buildSheet, formsFor, generationOn, maskSheet, placeText, type Standing } from "@/lib/forms/rules";
import { bareFacts, factsOf, samples } from "./samples";

test("the circular follows the day of issue", () => {
  expect(generationOn("2023-03-31")).toBe("TT01_2018");
  expect(generationOn("2025-09-14")).toBe("TT01_2018");
  expect(generationOn("2025-09-15")).toBe("TT03_2025");
});

const now: Standing = { state: "IN_PROGRESS", resultKind: null, isAccepted: true, isExtended: false, wasRedated: false };
test.each<[string, Partial<Standing>, string[]]>([
  ["not yet accepted", { state: "REGISTERED", isAccepted: false }, ["SUPPLEMENT_REQUEST"]],
  ["declined at intake", { state: "NOT_ACCEPTED", isAccepted: false }, ["REFUSAL"]],
  ["in progress", {}, ["RECEIPT", "CONTROL_SHEET"]],
  ["waiting for papers", { state: "AWAITING_SUPPLEMENT" }, ["RECEIPT", "SUPPLEMENT_REQUEST", "CONTROL_SHEET"]],
  ["put off", { isExtended: true }, ["RECEIPT", "APOLOGY", "CONTROL_SHEET"]],
  ["moved with the calendar", { wasRedated: true }, ["RECEIPT", "CONTROL_SHEET", "CHANGE_SLIP"]],
  ["stopped", { state: "STOPPED" }, ["STOP_NOTICE", "CONTROL_SHEET"]],
  ["withdrawn", { state: "WITHDRAWN" }, ["STOP_NOTICE", "CONTROL_SHEET"]],
  ["refused after appraisal", { state: "FINISHED", resultKind: "REFUSED" }, ["RECEIPT", "REFUSAL", "CONTROL_SHEET"]],
  ["returned", { state: "RETURNED", resultKind: "GRANTED" }, ["CONTROL_SHEET"]],
])("what may be issued for a dossier that is %s", (_, change, kinds) => {
  expect(formsFor({ ...now, ...change }, "2026-11-25")).toEqual(kinds);
});
test("the circular of 2018 has no stop notice", () => {
  expect(formsFor({ ...now, state: "STOPPED" as DossierState }, "2023-03-31")).toEqual(["CONTROL_SHEET"]);
});

test("every form is whole data, filled or bare", () => {
  for (const facts of Object.values(samples())) expect(() => Sheet.parse(buildSheet(facts))).not.toThrow();
  for (const kind of formKinds) {
    const sheet = buildSheet(bareFacts(kind, "TT03_2025"));
    expect(JSON.stringify(sheet)).not.toMatch(/undefined|NaN|"null"/);
  }
});

test("a corrected receipt names the one it replaces", () => {
  const facts = {
    ...factsOf("RECEIPT", "TT03_2025"),
    replaces: { numberText: "05/GTN", issuedAt: new Date("2026-11-19T03:00:00Z") },
  };
  expect(buildSheet(facts).replaces).toBe("(Thay thế giấy số 05/GTN ngày 19 tháng 11 năm 2026)");
});

test("who may not see the numbers of a person gets them masked, wherever the form has them", () => {
  for (const facts of Object.values(samples())) {
    const text = JSON.stringify(maskSheet(buildSheet(facts)));
    expect(text).not.toContain("0912345678");
    expect(text).not.toContain("002189001234");
  }
});

test.each([
  ["Phường Trần Phú", "Trần Phú"],
  ["Thành phố Hà Giang", "Hà Giang"],
  ["Phường Hà Giang 1", "Hà Giang 1"],
  ["Phường 5", "Phường 5"],
  ["Xã Ngọc Đường", "Ngọc Đường"],
])("the place written for %s is %s", (area, place) => expect(placeText(area)).toBe(place));
