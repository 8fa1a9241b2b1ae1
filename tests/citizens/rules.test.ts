import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  codeForms,
  fitsNumber,
  isToBeProven,
  leadingZeroBits,
  maskedApplicant,
  proofBits,
  readFactor,
  requestLines,
  shownTracking,
  withoutNumbers,
} from "@/lib/citizens/rules";

describe("a dossier's code in both orders", () => {
  test.each([
    ["H22.15.7-261005-0001", "000.07.15.H22-261005-0001"],
    ["000.07.15.H22-261005-0001", "H22.15.7-261005-0001"],
    ["h22.15–261005–0001", "000.00.15.H22-261005-0001"],
    ["000.00.15.H22-261005-0001", "H22.15-261005-0001"],
    ["012.03.15.H22-261005-0001", "H22.15.3.12-261005-0001"],
    ["H22-261005-0001", "000.00.00.H22-261005-0001"],
  ])("%s is %s too", (typed, other) => expect(codeForms(typed)?.[1]).toBe(other));
  test("the other order of the other order is what was typed", () => {
    const agency = fc.tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 }), fc.integer({ min: 0, max: 999 }));
    fc.assert(
      fc.property(agency, ([b, c, d]) => {
        const code = `H22.${b}.${c}${d > 0 ? `.${d}` : ""}-261005-0042`;
        expect(codeForms(codeForms(code)?.[1] ?? "")?.[1]).toBe(code);
      }),
    );
  });
  test.each(["", "H22", "H22.15.7-261399-0001", "x".repeat(60), "H22.15.7-261005-1"])("%j is none", (text) =>
    expect(codeForms(text)).toBeNull(),
  );
});

describe("a second factor", () => {
  test.each([
    ["7kq2m-9xtab", { receipt: "7KQ2M9XTAB", lastFour: null, whole: null }],
    // Crockford: what is taken for another sign is that sign.
    ["OIL2M 9XTAB", { receipt: "0112M9XTAB", lastFour: null, whole: null }],
    ["5678", { receipt: null, lastFour: "5678", whole: null }],
    ["０９１２ 345 678", { receipt: "0912345678", lastFour: null, whole: "0912345678" }],
    ["002190012345", { receipt: null, lastFour: null, whole: "002190012345" }],
  ])("%j", (text, factor) => expect(readFactor(text)).toEqual(factor));
  test.each(["", "567", "56789", "abc", "7KQ2M-9XTA", "7KQ2M-9XTABC", "UUUUUUUUUU", "1234567890123"])("%j is none", (text) =>
    expect(readFactor(text)).toBeNull(),
  );
  const factor = (text: string) => readFactor(text) ?? { receipt: null, lastFour: null, whole: null };
  test("fits the end of a number, or all of it; never a part in the middle, never a number too short to be one", () => {
    expect(fitsNumber(factor("5678"), "0912345678")).toBe(true);
    expect(fitsNumber(factor("3456"), "0912345678")).toBe(false);
    expect(fitsNumber(factor("0912345678"), "0912 345 678")).toBe(true);
    expect(fitsNumber(factor("912345678"), "0912345678")).toBe(false);
    expect(fitsNumber(factor("5678"), "5678")).toBe(false);
    expect(fitsNumber(factor("5678"), null)).toBe(false);
    expect(fitsNumber(factor("7KQ2M9XTAB"), "0912345678")).toBe(false);
  });
});

const vietnamese = fc
  .array(fc.constantFrom(..."aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"), {
    minLength: 1,
    maxLength: 12,
  })
  .map((letters) => letters.join(""));

describe("what is shown of a person", () => {
  test.each([
    ["Nguyễn Thị Lan", "N*** T*** L***"],
    ["  đặng   văn  Ấn ", "Đ*** V*** Ấ***"],
    ["Công ty TNHH 36 Phố", "C*** T*** T*** 3*** P***"],
  ])("%s", (name, shown) => expect(maskedApplicant(name)).toBe(shown));
  test("a name tells its initials and how many words it has, never more", () => {
    fc.assert(
      fc.property(fc.array(vietnamese, { minLength: 1, maxLength: 6 }), (words) => {
        const shown = maskedApplicant(words.join(" "));
        expect(shown.replace(/\*{3}/g, "").replaceAll(" ", "")).toHaveLength(words.length);
      }),
    );
  });
  test("the post's number is shown; words, and what may be a number of a person, are not", () => {
    expect(["RR123456789VN", " eb123456789vn ", "VNP0012345678"].map(shownTracking)).toEqual([
      ...["RR123456789VN", "EB123456789VN", "VNP0012345678"],
    ]);
    for (const text of [null, "", "0912345678", "002190012345", "B1234567", "Gửi bà Hoa 0912345678", "giao sau"])
      expect(shownTracking(text), String(text)).toBeNull();
  });
  test("what an official wrote loses every number that may be a person's, and every address of mail", () => {
    expect(withoutNumbers("Gọi 0912 345 678 hoặc 0912.345.678, thửa 45, tờ 12, ngày 05/02/2026")).toBe(
      "Gọi *** hoặc ***, thửa 45, tờ 12, ngày 05/02/2026",
    );
    expect(withoutNumbers("CCCD ００２１９００１２３４５ gửi lan@hagiang.gov.vn")).toBe("CCCD *** gửi ***");
    fc.assert(
      fc.property(fc.string(), fc.stringMatching(/^\d{9,12}$/), fc.string(), (a, number, b) => {
        expect(withoutNumbers(`${a} ${number} ${b}`)).not.toContain(number);
      }),
    );
  });
  test("the lines of a request stand without their own numbering", () =>
    expect(requestLines("1. Bản vẽ\n- Giấy ủy quyền\n\n2) Ảnh 3x4")).toEqual(["Bản vẽ", "Giấy ủy quyền", "Ảnh 3x4"]));
});

describe("when a try is to be proven", () => {
  const none = { address: 1, range: 1, code: 1, inAll: 1 };
  test.each([
    ["address", 10],
    ["range", 50],
    ["code", 10],
    ["inAll", 1_000],
  ] as const)("%s: %i are free, the next is not", (which, free) => {
    expect(isToBeProven({ ...none, [which]: free })).toBe(false);
    expect(isToBeProven({ ...none, [which]: free + 1 })).toBe(true);
  });
  test("the work doubles with each doubling of wrong tries for a code, up to a bound a phone still bears", () =>
    expect([1, 10, 11, 20, 40, 80, 100_000].map((code) => proofBits({ ...none, code }))).toEqual([14, 14, 14, 15, 16, 17, 20]));
  test("zero bits are counted from the start of a hash", () => {
    expect(leadingZeroBits(Uint8Array.of(0, 0, 0b0001_0000))).toBe(19);
    expect(leadingZeroBits(Uint8Array.of(255))).toBe(0);
    expect(leadingZeroBits(Uint8Array.of(0, 0))).toBe(16);
    expect(leadingZeroBits(createHash("sha256").update("abc").digest())).toBe(0);
  });
});
