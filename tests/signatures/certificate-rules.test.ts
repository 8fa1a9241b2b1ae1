import { describe, expect, test } from "vitest";
import { authorityText } from "@/lib/signatures/certificates/labels";
import {
  authorityOf,
  certificateStanding,
  isInCertificateFilter,
  isNameAlike,
  maskedName,
  plainSerial,
  type RegisteredSigner,
} from "@/lib/signatures/certificates/rules";
import { certificateFilters } from "@/lib/signatures/model";

/** Ten in the morning in the city. */
const now = new Date("2026-11-27T03:00:00Z");
const at = (text: string) => new Date(text);
const times = (more: Partial<Parameters<typeof certificateStanding>[0]> = {}) => ({
  ...{ validFrom: at("2024-01-01T00:00:00Z"), validUntil: at("2028-01-01T00:00:00Z"), revokedAt: null, endedAt: null },
  ...more,
});

describe("how a certificate stands", () => {
  test.each([
    ["in its time", times(), "in-force"],
    ["at its first moment", times({ validFrom: now }), "in-force"],
    ["a millisecond before it", times({ validFrom: new Date(now.getTime() + 1) }), "not-yet"],
    ["at its last moment", times({ validUntil: now }), "in-force"],
    ["a millisecond after it", times({ validUntil: new Date(now.getTime() - 1) }), "expired"],
    ["revoked this moment", times({ revokedAt: now }), "revoked"],
    ["revoked by a list from a moment still to come", times({ revokedAt: new Date(now.getTime() + 1) }), "in-force"],
    ["ended by an administrator", times({ endedAt: at("2026-11-01T00:00:00Z") }), "ended"],
    ["ended, and expired since", times({ endedAt: at("2026-01-01T00:00:00Z"), validUntil: at("2026-02-01T00:00:00Z") }), "ended"],
    [
      "revoked, ended and expired",
      times({ revokedAt: at("2026-01-01T00:00:00Z"), endedAt: now, validUntil: at("2026-02-01T00:00:00Z") }),
      "revoked",
    ],
  ] as const)("%s: %s", (_, given, state) => {
    expect(certificateStanding(given, now).state).toBe(state);
  });

  // Days are the city's: 17:00Z is the next day there already.
  test.each([
    ["later today", "2026-11-27T16:59:59Z", 0],
    ["at midnight in the city", "2026-11-27T17:00:00Z", 1],
    ["on the thirtieth day", "2026-12-27T16:59:59Z", 30],
    ["on the day after it", "2026-12-27T17:00:00Z", 31],
    ["on the sixtieth day", "2027-01-26T03:00:00Z", 60],
    ["on the ninetieth day", "2027-02-25T16:59:59Z", 90],
    ["on the day after that", "2027-02-25T17:00:00Z", 91],
  ])("it ends %s: so many days are left", (_, validUntil, daysLeft) => {
    expect(certificateStanding(times({ validUntil: at(validUntil) }), now)).toEqual({ state: "in-force", daysLeft });
  });
  test("what is not in force has no days left", () => {
    for (const given of [times({ endedAt: now }), times({ revokedAt: now }), times({ validUntil: at("2026-11-26T00:00:00Z") })])
      expect(certificateStanding(given, now).daysLeft).toBeNull();
  });

  test.each([
    [0, ["in-force", "ends-30", "ends-60", "ends-90"]],
    [30, ["in-force", "ends-30", "ends-60", "ends-90"]],
    [31, ["in-force", "ends-60", "ends-90"]],
    [60, ["in-force", "ends-60", "ends-90"]],
    [61, ["in-force", "ends-90"]],
    [90, ["in-force", "ends-90"]],
    [91, ["in-force"]],
  ])("with %s days left it is in the lists %j", (daysLeft, lists) => {
    expect(certificateFilters.filter((name) => isInCertificateFilter({ state: "in-force", daysLeft }, name))).toEqual(lists);
  });
  test("each other state is in its own list alone", () => {
    for (const state of ["not-yet", "expired", "revoked", "ended"] as const)
      expect(certificateFilters.filter((name) => isInCertificateFilter({ state, daysLeft: null }, name))).toEqual([state]);
  });
});

test.each([
  ["Nguyễn Thị Lan", "Nguyễn Thị Lan"],
  ["Nguyễn Thị Lan, CCCD:002099123456", "Nguyễn Thị Lan, CCCD:*********456"],
  ["NGUYEN THI LAN 073 123 456", "NGUYEN THI LAN *** *** 456"],
  ["UBND phường 2", "UBND phường 2"],
])("a number of a person in a name is masked: %s", (name, shown) => {
  expect(maskedName(name)).toBe(shown);
});

test("names are compared as authorities wrote them over the years", () => {
  expect(isNameAlike("Trần Văn Hùng", "TRAN VAN HUNG")).toBe(true);
  expect(isNameAlike("UBND phường Trần Phú", "Ủy ban nhân dân phường Trần Phú")).toBe(true);
  expect(isNameAlike("TRẦN VĂN HÙNG".normalize("NFD"), "Trần Văn Hùng")).toBe(true);
  expect(isNameAlike("Trần Văn Hùng", "Trần Văn Hưng")).toBe(false);
  expect(isNameAlike("Trần Văn Hùng", "Trần Văn Hải")).toBe(false);
});

test.each([
  ["54:01:0A:FF", "54010aff"],
  ["0x00 54 01", "5401"],
  ["0", "0"],
])("a serial is read however it is written: %s", (written, serial) => {
  expect(plainSerial(written)).toBe(serial);
});

describe("had the signer the authority on the day", () => {
  type Person = NonNullable<RegisteredSigner["person"]>;
  const post = (more: Partial<Person["posts"][number]> = {}): Person["posts"][number] => ({
    ...{ role: "UNIT_HEAD", title: "Chủ tịch UBND", unitName: "UBND phường Trần Phú", validFrom: "2024-01-01", validUntil: null },
    ...more,
  });
  const person = (posts: Person["posts"], more: Partial<RegisteredSigner> & { disabledAt?: Date } = {}): RegisteredSigner => ({
    ...{ endedAt: more.endedAt ?? null, agency: null },
    person: { name: "Nguyễn Văn Bình", disabledAt: more.disabledAt ?? null, posts },
  });
  const agency = (more: Partial<NonNullable<RegisteredSigner["agency"]>> = {}): RegisteredSigner => ({
    ...{ endedAt: null, person: null },
    agency: { name: "UBND phường Trần Phú", kind: "WARD", validFrom: "2024-01-01", validUntil: null, ...more },
  });
  const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
  test.each<[string, RegisteredSigner | null, Date | null, string]>([
    ["a head", person([post()]), now, "authorised post-signs"],
    ["a leader of the city", person([post({ role: "LEADER" })]), now, "authorised post-signs"],
    ["on the post's first day", person([post({ validFrom: "2026-11-27" })]), now, "authorised post-signs"],
    ["the day before it", person([post({ validFrom: "2026-11-28" })]), now, "without-authority no-post"],
    ["on its last day", person([post({ validUntil: "2026-11-27" })]), now, "authorised post-signs"],
    ["the day after it", person([post({ validUntil: "2026-11-26" })]), now, "without-authority no-post"],
    [
      "late that evening, the next day in the city",
      person([post({ validUntil: "2026-11-27" })]),
      later(15),
      "without-authority no-post",
    ],
    ["an officer", person([post({ role: "SPECIALIST" })]), now, "without-authority post-signs-not"],
    [
      "a clerk who was head once",
      person([post({ role: "RECORDS_CLERK" }), post({ validUntil: "2025-12-31" })]),
      now,
      "without-authority post-signs-not",
    ],
    ["a clerk who is a head as well", person([post({ role: "RECORDS_CLERK" }), post()]), now, "authorised post-signs"],
    ["nobody's post", person([]), now, "without-authority no-post"],
    ["whose account was closed before", person([post()], { disabledAt: now }), now, "without-authority account-closed"],
    ["whose account was closed since", person([post()], { disabledAt: later(1) }), now, "authorised post-signs"],
    ["with a certificate ended here before", person([post()], { endedAt: now }), now, "without-authority certificate-ended"],
    ["with a certificate ended here since", person([post()], { endedAt: later(1) }), now, "authorised post-signs"],
    ["who knows when", person([post()]), null, "without-authority day-unknown"],
    ["a ward", agency(), now, "authorised seal"],
    ["a ward of later", agency({ validFrom: "2026-11-28" }), now, "without-authority unit-gone"],
    ["a ward that was merged", agency({ validUntil: "2025-06-30" }), now, "without-authority unit-gone"],
    ["an office within one", agency({ kind: "OFFICE" }), now, "without-authority no-seal"],
    ["a desk", agency({ kind: "ONE_STOP_DESK" }), now, "without-authority no-seal"],
    ["an account that is gone", { endedAt: null, person: null, agency: null }, now, "not-registered holder-gone"],
    ["a stranger", null, now, "not-registered certificate-unknown"],
  ])("%s", (_, signer, signedAt, said) => {
    const found = authorityOf(signer, signedAt);
    expect(`${found.state} ${found.reason}`).toBe(said);
    for (const locale of ["vi", "en"] as const) expect(authorityText(found, locale)).not.toMatch(/[{}]|, ,| {2}/);
  });
  test("is told with the post of that day", () => {
    expect(authorityText(authorityOf(person([post()]), now), "vi")).toBe(
      "Có thẩm quyền ký: ngày 27/11/2026, Nguyễn Văn Bình giữ chức vụ Chủ tịch UBND, UBND phường Trần Phú.",
    );
    expect(authorityText(authorityOf(null, now), "vi")).toMatch(/^Không có trong danh mục chứng thư: /);
  });
});
