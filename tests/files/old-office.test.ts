import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { lookIntoOld } from "@/lib/files/looking/old";
import { installer, macros, oldLetter, oldOffice, oldTable } from "./old-office";

const dir = mkdtempSync(join(tmpdir(), "old-office-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const look = (bytes: Buffer) => {
  const path = join(dir, "tep");
  writeFileSync(path, bytes);
  return lookIntoOld(path);
};
const embedded = { name: "ObjectPool", kind: "storage" as const, below: [{ name: "Workbook", kind: "stream" as const }] };
const many = Array.from({ length: 40 }, (_, n) => ({ name: `Picture ${n}`, kind: "stream" as const }));

test.each([
  ["a letter", oldLetter(), { kind: "doc", type: "application/msword", active: ["old-format"] }],
  ["a letter of many parts", oldLetter("x", many), { kind: "doc", active: ["old-format"] }],
  ["a letter with macros", oldLetter("x", [...many, macros]), { kind: "doc", active: ["macros", "old-format"] }],
  ["a letter with a table inside", oldLetter("x", [embedded]), { kind: "doc", active: ["embedded", "old-format"] }],
  ["a table", oldTable(), { kind: "xls", type: "application/vnd.ms-excel", active: ["old-format"] }],
  ["a table with macros", oldTable([{ ...macros, name: "_VBA_PROJECT_CUR" }]), { kind: "xls", active: ["macros", "old-format"] }],
  ["an installer", installer, { fault: "paper-is-program" }],
  ["a letter under a password", oldOffice([{ name: "EncryptedPackage", kind: "stream" }]), { fault: "paper-locked" }],
  [
    "a message of a mail program",
    oldOffice([{ name: "__properties_version1.0", kind: "stream" }]),
    { fault: "paper-kind-unknown" },
  ],
  ["a table below a folder", oldOffice([{ ...embedded, name: "x" }]), { fault: "paper-kind-unknown" }],
  ["its first bytes alone", oldLetter().subarray(0, 512), { fault: "paper-unreadable" }],
])("%s", async (_, bytes, expected) => expect(await look(bytes)).toMatchObject(expected));

test("its short pieces of text are told, whichever way they stand", async () => {
  const found = await look(oldLetter("MẬT\rBáo cáo năm\r"));
  expect(found).toMatchObject({ pieces: expect.arrayContaining(["MẬT", "Báo cáo năm"]) });
  const shifted = await look(Buffer.concat([oldLetter("x"), Buffer.from([7]), Buffer.from("\rTỐI MẬT\r", "utf16le")]));
  expect(shifted).toMatchObject({ pieces: expect.arrayContaining(["TỐI MẬT"]) });
});

test("whatever is changed in it, it is read to an end", async () => {
  const honest = oldLetter("x", [...many, macros]);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(honest.length - 1), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 40 }),
      fc.nat(honest.length),
      async (changes, cut) => {
        const bytes = Buffer.from(honest);
        for (const [at, to] of changes) bytes[at] = to;
        const told = await look(cut % 3 === 0 ? bytes.subarray(0, cut) : bytes);
        expect("fault" in told || told.kind === "doc" || told.kind === "xls").toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});
