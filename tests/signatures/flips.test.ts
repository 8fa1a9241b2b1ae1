import fc from "fast-check";
import { expect, test } from "vitest";
import { signPdf } from "@/lib/signatures/signing/sign";
import { parts } from "./attacks";
import { city, now, stampBy } from "./authority";
import { check, packedPaper, paper, trustIn } from "./papers";

const ours = city();
const trust = trustIn(ours);
const signed = await signPdf(paper(), ours.person.signer, { field: "Ký", at: now, holeBytes: 2_000 });
const stamped = await signPdf(packedPaper(), ours.person.signer, {
  field: "Ký",
  at: now,
  holeBytes: 4_000,
  stamp: stampBy(ours.tsa),
});

/** A file with some bits of one byte turned. */
function flipped(bytes: Buffer, at: number, bits: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ bits;
  return copy;
}
/** Some hundred places in every run; `PROPERTY_RUNS=2000` tries two thousand of each file. */
const runs = (usual: number) => Number(process.env.PROPERTY_RUNS ?? usual);
/** One bit, or one digit of what is written in hexadecimal. */
const bits = fc.constantFrom(1, 2, 4, 8, 16, 32, 64, 128, 3, 7);

test.each([
  ["signed", signed, 250],
  ["signed and timestamped", stamped, 150],
] as const)(
  "T-39: no byte of a file that is %s can be another, inside the hole or outside",
  (_, bytes, numRuns) => {
    const { before, after } = parts(bytes);
    expect(check(bytes, trust).verdict).toBe("valid");
    const at = fc.oneof(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: before, max: after - 1 }));
    fc.assert(
      fc.property(at, bits, (place, turned) => check(flipped(bytes, place, turned), trust).verdict !== "valid"),
      { numRuns: runs(numRuns) },
    );
  },
  300_000,
);

test("T-39: nor any byte of the message, digit by digit", () => {
  const { before, contents } = parts(signed);
  const length = 8 + 2 * Buffer.from(contents.slice(1, 9), "hex").readUInt16BE(2);
  const step = 11;
  const valid: number[] = [];
  for (let i = 0; i < length; i += step) {
    const digit = contents[1 + i] ?? "0";
    const copy = Buffer.from(signed);
    copy.write(((Number.parseInt(digit, 16) ^ (1 << (i % 4))) & 15).toString(16), before + 1 + i, "latin1");
    if (check(copy, trust).verdict === "valid") valid.push(i);
  }
  expect(valid).toEqual([]);
});

test("a file cut anywhere is not valid", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: signed.length - 2 }),
      (end) => check(signed.subarray(0, end), trust).verdict !== "valid",
    ),
    { numRuns: 60 },
  );
});
