import fc from "fast-check";
import { expect, test } from "vitest";
import { MerkleRoot } from "@/lib/audit/sealing/merkle";

const rootOf = (entries: readonly (readonly string[])[]) => {
  const root = new MerkleRoot();
  for (const entry of entries) root.add(entry);
  return `${root}`;
};
const entries = fc.array(fc.array(fc.string(), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 40 });

test("any change, removal, insertion or swap gives another root", () => {
  fc.assert(
    fc.property(entries, fc.nat(), fc.string(), (list, seed, text) => {
      const i = seed % list.length;
      const root = rootOf(list);
      expect(rootOf(list)).toBe(root);
      expect(rootOf(list.toSpliced(i, 1))).not.toBe(root);
      expect(rootOf(list.toSpliced(i, 0, [text]))).not.toBe(root);
      const other = list[(i + 1) % list.length] ?? [];
      if (JSON.stringify(other) !== JSON.stringify(list[i])) {
        const swapped = [...list];
        swapped[i] = other;
        swapped[(i + 1) % list.length] = list[i] ?? [];
        expect(rootOf(swapped)).not.toBe(root);
      }
    }),
  );
});

test("the boundary between two fields counts", () => {
  expect(rootOf([["ab", "c"]])).not.toBe(rootOf([["a", "bc"]]));
});
