import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { SharedTexts } from "@/lib/imports/reading/shared-texts";

test("each text is what was added, in whatever order it is asked for, across pages and longer than one", () => {
  const long = "Đặng Thị Ánh ".repeat(12_000);
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom("", "a", "Nguyễn Văn Á", long), fc.string({ maxLength: 300 })), {
        minLength: 1,
        maxLength: 60,
      }),
      fc.integer({ min: 1, max: 30 }),
      (some, stride) => {
        const texts = new SharedTexts();
        try {
          // Past the words held as they are, so that the pages are read.
          const all = Array.from({ length: 5_000 }, (_, i) => some[i % some.length]?.slice(0, i > 4_900 ? undefined : 300) ?? "");
          for (const text of all) texts.add(text);
          expect(texts.length).toBe(all.length);
          for (let i = 0; i < all.length; i++) {
            const index = (i * stride * 7) % all.length;
            if (texts.at(index) !== all[index]) expect(texts.at(index)).toBe(all[index]);
          }
          expect([texts.at(-1), texts.at(all.length), texts.at(Number.NaN)]).toEqual(["", "", ""]);
        } finally {
          texts.close();
        }
      },
    ),
    { numRuns: 25 },
  );
});

test("the texts of a register four times as long take a few bytes more a text, not the texts", () => {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  const heldBy = (count: number) => {
    collect();
    const before = process.memoryUsage();
    const texts = new SharedTexts();
    for (let i = 0; i < count; i++) texts.add(`Nguyễn Thị Ánh ${i}, tổ ${i % 17}, phường Trần Phú`);
    collect();
    const after = process.memoryUsage();
    expect(texts.at(count - 1)).toContain(`Ánh ${count - 1},`);
    texts.close();
    return after.heapUsed + after.external - before.heapUsed - before.external;
  };
  heldBy(10_000);
  expect(heldBy(400_000) - heldBy(100_000)).toBeLessThan(12e6);
});
