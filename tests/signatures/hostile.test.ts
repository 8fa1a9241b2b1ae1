import fc from "fast-check";
import { expect, test } from "vitest";
import { isDer, partsOf, tag } from "@/lib/signatures/cms/der";
import { Message, MessageFault } from "@/lib/signatures/cms/message";
import { mostBytes } from "@/lib/signatures/model";
import { maskedIdentifier, verdictOf } from "@/lib/signatures/rules";
import { signPdf } from "@/lib/signatures/signing/sign";
import { parts } from "./attacks";
import { city, now } from "./authority";
import { check, inShort, paper, trustIn, withTable } from "./papers";

const ours = city();
const trust = trustIn(ours);
const signed = await signPdf(paper(), ours.person.signer, { field: "Ký", at: now, holeBytes: 2_000 });

test("T-33: whatever comes ends in a verdict, and soon", () => {
  const objects = ["<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[3 0 R]>>>>", "<</Type/Pages/Count 0/Kids[]>>"];
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  const cases: [string, Buffer, string][] = [
    ["nothing", Buffer.alloc(0), "unknown structure-unclear"],
    ["its name alone", Buffer.from("%PDF-1.7"), "unknown structure-unclear"],
    ["too many bytes", Buffer.alloc(mostBytes + 1), "unknown too-large"],
    ["lists in lists", withTable([...objects, deep]), "unknown too-large"],
    ["a form of itself", withTable([...objects, "<</T(a)/Kids[3 0 R]>>"]), "unknown structure-unclear"],
    ["a reference to itself", withTable([...objects, "3 0 R"]), "unknown structure-unclear"],
    [
      "a table in a ring",
      Buffer.from(withTable(objects).toString("latin1").replace("/Root", "/Prev 9 /Root"), "latin1"),
      "unknown structure-unclear",
    ],
    ["numbers without end", withTable([...objects, `<</T ${"9".repeat(5_000_000)}>>`]), "unknown structure-unclear"],
    [
      "a table of a million rows",
      Buffer.from("%PDF-1.7\nxref\n0 99999999\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"),
      "unknown too-large",
    ],
    [
      "under a password",
      Buffer.from(withTable(objects).toString("latin1").replace("/Root", "/Encrypt 2 0 R/Root"), "latin1"),
      "unknown encrypted",
    ],
  ];
  for (const [name, bytes, said] of cases) {
    const from = process.cpuUsage();
    expect([name, inShort(check(bytes, trust))]).toEqual([name, said]);
    const { user, system } = process.cpuUsage(from);
    expect([name, (user + system) / 1_000_000 < 3]).toEqual([name, true]);
  }
});

test("T-33: bytes put in, taken out or doubled anywhere never throw, and never pass for what was signed", () => {
  const { before, after } = parts(signed);
  const at = fc.oneof(fc.integer({ min: 0, max: before }), fc.integer({ min: after, max: signed.length }));
  const change = fc.oneof(
    fc.record({
      at,
      put: fc.constantFrom(
        "<<",
        ">>",
        "endobj",
        " 0 obj",
        "stream\n",
        "xref\n",
        "%%EOF\n",
        "/Kids",
        "R",
        "-",
        "\0",
        "startxref 0 ",
      ),
    }),
    fc.record({ at, cut: fc.integer({ min: 1, max: 200 }) }),
    fc.record({ at, copy: fc.integer({ min: 1, max: 2_000 }) }),
  );
  const changedBy = (one: { at: number; put?: string; cut?: number; copy?: number }) =>
    Buffer.concat([
      signed.subarray(0, one.at),
      Buffer.from(one.put ?? "", "latin1"),
      signed.subarray(one.at, one.at + (one.copy ?? 0)),
      signed.subarray(one.at + (one.cut ?? 0)),
    ]);
  fc.assert(
    fc.property(change, (one) => {
      return check(changedBy(one), trust).verdict !== "valid" || changedBy(one).subarray(0, signed.length).equals(signed);
    }),
    { numRuns: 150 },
  );
});

test("DER is read to its end or not at all", () => {
  const hex = (text: string) => isDer(Buffer.from(text, "hex"));
  expect(
    [
      "3003020101",
      "30820080",
      "30800201010000",
      "300302010100",
      "3004020101",
      "308103020101",
      "1003020101",
      "2403040101",
      "",
    ].map(hex),
  ).toEqual([true, false, false, false, false, false, false, false, false]);
});

test("a message has its parts once, and in the order of RFC 5652", () => {
  const { contents } = parts(signed);
  const padded = Buffer.from(contents.replace(/[<>]/g, ""), "hex");
  const der = padded.subarray(0, 4 + padded.readUInt16BE(2));
  const [kind, wrapped] = partsOf(der);
  const body = partsOf(partsOf(wrapped ?? Buffer.alloc(0))[0] ?? Buffer.alloc(0));
  const holding = (first: number, held: readonly Buffer[]): Buffer => {
    const all = Buffer.concat(held);
    const size = all.length < 128 ? [all.length] : [0x82, all.length >> 8, all.length & 255];
    return Buffer.concat([Buffer.from([first, ...size]), all]);
  };
  const made = (pieces: readonly (Buffer | undefined)[], more: readonly Buffer[] = []) =>
    holding(tag.sequence, [
      ...(kind ? [kind] : []),
      holding(tag.first, [
        holding(
          tag.sequence,
          pieces.flatMap((one) => one ?? []),
        ),
      ]),
      ...more,
    ]);
  const [version, digests, content, certificates, signers] = body;
  expect(made(body).equals(der)).toBe(true);
  expect(new Message(made(body)).certificates.length).toBeGreaterThan(0);
  const others = [
    made([certificates, version, digests, content, signers]),
    made([version, digests, content, signers, certificates]),
    made([version, digests, content, certificates, certificates, signers]),
    made([version, digests, content, certificates, signers, signers]),
    made([version, digests, content, signers]),
    made([version, digests, content, certificates]),
    made([version, digests]),
    made(body, [holding(tag.second, [])]),
    made([]),
    Buffer.alloc(0),
  ];
  for (const other of others) expect(() => new Message(other)).toThrow(MessageFault);
});

test("a verdict is the worst of its reasons, and nothing said is not enough for a number to be told", () => {
  expect(verdictOf([])).toBe("valid");
  expect(verdictOf(["time-claimed"])).toBe("valid");
  expect(verdictOf(["time-claimed", "untrusted"])).toBe("unknown");
  expect(verdictOf(["untrusted", "revoked"])).toBe("invalid");
  expect(maskedIdentifier("CCCD:001099123456")).toBe("CCCD:*********456");
  expect(maskedIdentifier("MST:0101234567")).toBe("MST:0101234567");
  expect(maskedIdentifier(null)).toBeNull();
});
