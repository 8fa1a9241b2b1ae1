import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanName, disposition, endingOf } from "@/lib/files/rules";
import { isRegisterName, nameFits } from "@/lib/imports/rules";

/** T-34: names as they are sent to harm: what is kept of each, and whether a register may be called so. */
const hostile: readonly [sent: string, kept: string | null, isRegister: boolean][] = [
  // Paths, of every system and in letters that only look like them.
  ["../../etc/passwd", "passwd", false],
  ["../../../sổ.csv", "sổ.csv", true],
  ["..\\..\\windows\\win.ini", "win.ini", false],
  ["C:\\Users\\an\\sổ.csv", "sổ.csv", true],
  ["\\\\server\\share\\sổ.xlsx", "sổ.xlsx", true],
  ["/etc/shadow", "shadow", false],
  ["file:///etc/passwd", "passwd", false],
  ["a\u2215b\u2215sổ.csv", "sổ.csv", true],
  ["a\u2044sổ.csv", "sổ.csv", true],
  ["a\uff0fsổ.csv", "sổ.csv", true],
  ["a\uff3csổ.csv", "sổ.csv", true],
  ["sổ.csv/", null, false],
  ["..", null, false],
  [".", null, false],
  ["", null, false],
  ["   ", null, false],
  ["....//....//sổ.csv", "sổ.csv", true],
  ["%2e%2e%2fsổ.csv", "%2e%2e%2fsổ.csv", true],
  [".htaccess", "htaccess", false],
  [".csv", "csv", false],
  ["~/.ssh/id_rsa", "id_rsa", false],
  // Endings behind endings.
  ["sổ.csv.exe", "sổ.csv.exe", false],
  ["sổ.xlsx.js", "sổ.xlsx.js", false],
  ["sổ.exe.csv", "sổ.exe.csv", true],
  ["sổ.php.xlsx", "sổ.php.xlsx", true],
  ["sổ.csv.", "sổ.csv", true],
  ["sổ.csv...   ", "sổ.csv", true],
  ["sổ.csv .exe", "sổ.csv .exe", false],
  ["sổ.csv                                                    .exe", "sổ.csv .exe", false],
  ["sổ.CSV", "sổ.CSV", true],
  ["sổ.XlSx", "sổ.XlSx", true],
  ["sổ.csv;.exe", "sổ.csv;.exe", false],
  ["sổ.csv%00.exe", "sổ.csv%00.exe", false],
  ["sổ.csv::$DATA", "sổ.csv$DATA", false],
  ["sổ.xlsm", "sổ.xlsm", false],
  ["sổ.xlsb", "sổ.xlsb", false],
  ["sổ.xltx", "sổ.xltx", false],
  ["sổ.docx", "sổ.docx", false],
  ["sổ.pdf", "sổ.pdf", false],
  ["sổ.html", "sổ.html", false],
  ["sổ.svg", "sổ.svg", false],
  ["sổ.hta", "sổ.hta", false],
  ["sổ.lnk", "sổ.lnk", false],
  ["sổ.url", "sổ.url", false],
  ["sổ.zip", "sổ.zip", false],
  ["sổ.xls", "sổ.xls", true],
  ["sổ.txt", "sổ.txt", true],
  ["sổ", "sổ", false],
  ["__proto__", "__proto__", false],
  ["a.__proto__", "a.__proto__", false],
  ["a.constructor", "a.constructor", false],
  ["a.toString", "a.toString", false],
  // What a reader does not see, or sees in another order.
  ["sổ\u202evsc.exe", "sổvsc.exe", false],
  ["sổ\u202excod.csv", "sổxcod.csv", true],
  ["\u202esổ.csv", "sổ.csv", true],
  ["sổ\u2066.csv\u2069", "sổ.csv", true],
  ["sổ\u200f.csv", "sổ.csv", true],
  ["sổ\u200b.csv\u200b", "sổ.csv", true],
  ["sổ\u200d.\u2060csv", "sổ.csv", true],
  ["\ufeffsổ.csv", "sổ.csv", true],
  ["sổ\u00ad.csv", "sổ.csv", true],
  ["sổ\u0000.csv", "sổ.csv", true],
  ["sổ.csv\u0000.exe", "sổ.csv.exe", false],
  ["sổ.exe\u0000.csv", "sổ.exe.csv", true],
  ["sổ\u2028.csv", "sổ.csv", true],
  ["sổ\u001b[2J.csv", "sổ[2J.csv", true],
  ["sổ\u009b2J.csv", "sổ2J.csv", true],
  ["\ud800sổ.csv", "sổ.csv", true],
  ["sổ\udc00.csv", "sổ.csv", true],
  ["sổ\ue000.csv", "sổ.csv", true],
  ["\u{e0041}sổ.csv", "sổ.csv", true],
  // Ends of lines, headers and quotes.
  ["sổ\r\nSet-Cookie: a=b.csv", "sổSet-Cookie a=b.csv", true],
  ['sổ"; filename="x.exe', "sổ; filename=x.exe", false],
  ["sổ\t.csv", "sổ.csv", true],
  ["sổ\n.csv", "sổ.csv", true],
  // Commands, pages, queries, formulas.
  ["$(reboot).csv", "$(reboot).csv", true],
  ["`reboot`.csv", "`reboot`.csv", true],
  ["a;rm -rf ~.csv", "a;rm -rf ~.csv", true],
  ["a|b.csv", "ab.csv", true],
  ["a&b.csv", "a&b.csv", true],
  ["-rf.csv", "-rf.csv", true],
  ["--help.csv", "--help.csv", true],
  ["<svg onload=alert(1)>.csv", "svg onload=alert(1).csv", true],
  ["<script>.xlsx", "script.xlsx", true],
  ["'; drop table dossier; --.csv", "'; drop table dossier; --.csv", true],
  ["=cmd|' !A0.csv", "=cmd' !A0.csv", true],
  ["{{7*7}}.csv", "{{77}}.csv", true],
  ["*.csv", "csv", false],
  ["?.csv", "csv", false],
  // Devices of one system, and what others forbid.
  ["CON", "CON", false],
  ["desktop.ini", "desktop.ini", false],
  ["sổ.csv.lnk", "sổ.csv.lnk", false],
  ["sổ.csv\u202e\u0000/..", null, false],
  ["NUL.csv", "NUL.csv", true],
  ["COM1.xlsx", "COM1.xlsx", true],
  ["a:b.csv", "ab.csv", true],
  // Letters of ours and of everywhere, which are no attack.
  ["Sổ hồ sơ tháng 1.csv", "Sổ hồ sơ tháng 1.csv", true],
  ["Sổ hồ sơ.csv".normalize("NFD"), "Sổ hồ sơ.csv", true],
  ["ＳＯ.csv", "ＳＯ.csv", true],
  ["登记册.xlsx", "登记册.xlsx", true],
  ["👩‍👩‍👧.csv", "👩👩👧.csv", true],
  ["so (1).csv", "so (1).csv", true],
  ["so 100%.csv", "so 100%.csv", true],
];

test("the set is large enough to be worth its name", () => expect(hostile.length).toBeGreaterThan(100));
test.each(hostile)("%j", (sent, kept, isRegister) => {
  expect(cleanName(sent)).toBe(kept);
  expect(isRegisterName(kept ?? "")).toBe(isRegister);
});
test.each(["sổ", "😀"])("of a name without end its beginning and its ending stay: %s", (sign) => {
  const kept = cleanName(`${sign.repeat(900)}.csv`) ?? "";
  expect(kept.length).toBeLessThanOrEqual(255);
  expect(kept).not.toMatch(/\p{Cs}/u);
  expect(endingOf(kept)).toBe("csv");
});
test("what is in a file must be what its name says", () => {
  const fits = (["csv", "xlsx"] as const).map((format) =>
    ["a.csv", "a.txt", "a.xlsx", "a.xls", "a"].map((n) => nameFits(n, format)),
  );
  expect(fits).toEqual([
    [true, true, false, false, true],
    [false, false, true, false, true],
  ]);
});

/** What a browser makes of the header (RFC 6266, RFC 8187); null where it is no such header. */
function read(header: string): { how: string; plain: string | null; full: string | null } | null {
  const parsed =
    /^(inline|attachment)(?:; filename="([A-Za-z0-9._-]+)")?(?:; filename\*=UTF-8''((?:[A-Za-z0-9._~$&+^`|-]|%[0-9A-F]{2})+))?$/.exec(
      header,
    );
  return parsed && { how: parsed[1] ?? "", plain: parsed[2] ?? null, full: parsed[3] ? decodeURIComponent(parsed[3]) : null };
}
describe("the name a file is handed back under", () => {
  test.each(hostile.map(([sent, kept]) => [sent, kept] as const))("%j", (sent, kept) => {
    const header = disposition("attachment", sent);
    const heard = read(header);
    expect(heard, header).not.toBeNull();
    expect(() => new Headers({ "content-disposition": header })).not.toThrow();
    if (kept === null) expect(header).toBe("attachment");
    else expect(heard?.full ?? heard?.plain).toBe(kept);
  });
  test("a plain name is said once, one in Vietnamese also in plain letters", () => {
    expect(disposition("attachment", "nhat-ky.csv")).toBe('attachment; filename="nhat-ky.csv"');
    expect(disposition("inline", "receipt-H22.15.7-261120-0001.pdf")).toBe('inline; filename="receipt-H22.15.7-261120-0001.pdf"');
    expect(disposition("attachment", "Đơn đề nghị.pdf")).toBe(
      `attachment; filename="Don-de-nghi.pdf"; filename*=UTF-8''%C4%90%C6%A1n%20%C4%91%E1%BB%81%20ngh%E1%BB%8B.pdf`,
    );
    expect(disposition("attachment", null)).toBe("attachment");
    expect(disposition("attachment", "登记册")).toMatch(/^attachment; filename="tep"; filename\*=UTF-8''%E7/);
  });
  test("whatever it is called, it is one header, and the name comes back as it was kept", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (sent) => {
        const heard = read(disposition("attachment", sent));
        expect(heard).not.toBeNull();
        const kept = cleanName(sent);
        if (kept !== null) {
          expect(heard?.full ?? heard?.plain).toBe(kept);
          expect(cleanName(kept)).toBe(kept);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
