import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { grantsOf, isAddressAllowed, isCommonPassword, isTotpRequired, networkOf, safeNext } from "@/lib/auth/rules";

describe("grants", () => {
  it("add up over posts, and the root gives all", () => {
    const grants = grantsOf([
      { role: "SPECIALIST", units: [3, 4] },
      { role: "LEADER", units: [5] },
      { role: "IT_ADMIN", units: "all" },
    ]);
    expect(grants.find((g) => g.permission === "dossiers.view")?.units).toEqual([3, 4, 5]);
    expect(grants.find((g) => g.permission === "dossiers.process")?.units).toEqual([3, 4]);
    expect(grants.find((g) => g.permission === "overview.view")?.units).toBe("all");
    expect(grants.find((g) => g.permission === "dossiers.approve")).toBeUndefined();
  });
  it("of nobody are none", () => expect(grantsOf([])).toEqual([]));
});

describe("a demanded second factor", () => {
  it.each([
    [{ totpRequired: false, roles: ["LEADER"] as const }, [], false],
    [{ totpRequired: true, roles: [] as const }, [], true],
    [{ totpRequired: false, roles: ["LEADER", "IT_ADMIN"] as const }, ["IT_ADMIN"], true],
    [{ totpRequired: false, roles: ["LEADER"] as const }, ["IT_ADMIN"], false],
  ])("%j with %j: %s", (user, roles, wanted) => expect(isTotpRequired(user, roles)).toBe(wanted));
});

describe("common passwords", () => {
  const owner = { login: "mai.le", name: "Lê Thị Mai" };
  it.each([
    "123456789012",
    "aaaaaaaaaaaa",
    "abcabcabcabcabc",
    "matkhau123456",
    "Mật khẩu 2026!",
    "Password@2026",
    "qwertyuiop123",
    "VietNam@12345",
    "maile19901990",
    "ThanhPhoHaGiang2026",
  ])("%s is refused", (password) => expect(isCommonPassword(password, owner)).toBe(true));
  it.each(["cầu Yên Biên chiều mưa", "correct horse battery staple", "suối-đá-cổng-trời-89", "x9!Lq2vT0mRzw"])(
    "%s is taken",
    (password) => expect(isCommonPassword(password, owner)).toBe(false),
  );
});

describe("networks", () => {
  it.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:db8:1:2::ffff", "2001:db8:1:2"],
    ["", "local"],
    ["local", "local"],
    ["192.0.2.7, 10.0.0.1", "local"],
  ])("%s counts for %s", (address, network) => expect(networkOf(address)).toBe(network));

  it.each([
    ["10.1.2.3", ["10.0.0.0/8"], true],
    ["11.1.2.3", ["10.0.0.0/8"], false],
    ["::ffff:10.1.2.3", ["10.0.0.0/8"], true],
    ["10.1.2.3", ["10.1.2.3"], true],
    ["10.1.2.4", ["10.1.2.3"], false],
    ["2001:db8::5", ["2001:db8::/32"], true],
    ["10.1.2.3", ["2001:db8::/32"], false],
    ["local", ["10.0.0.0/8"], false],
    ["local", [], true],
  ])("%s against %j: %s", (address, ranges, wanted) => expect(isAddressAllowed(address, ranges)).toBe(wanted));
});

describe("where to go after signing in", () => {
  it.each([
    ["/dossiers?state=OPEN&q=a%20b", "/dossiers?state=OPEN&q=a%20b"],
    ["/", "/"],
    [undefined, "/"],
    ["https://evil.example/", "/"],
    ["//evil.example", "/"],
    ["/\\evil.example", "/"],
    ["/\t/evil.example", "/"],
    ["/x\\..\\evil", "/"],
    ["/api/auth/signout", "/"],
    ["javascript:alert(1)", "/"],
    [["/a", "/b"], "/"],
  ])("%j leads to %s", (next, wanted) => expect(safeNext(next)).toBe(wanted));

  it("never leaves our own site", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((s) => `/${s}`),
        ),
        (next) => {
          const url = new URL(safeNext(next), "https://ours.example");
          expect(url.origin).toBe("https://ours.example");
        },
      ),
    );
  });
});
