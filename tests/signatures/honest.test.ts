import { describe, expect, test } from "vitest";
import { Ref } from "@/lib/signatures/pdf/values";
import { keepEvidence, signPdf, stampPdf } from "@/lib/signatures/signing/sign";
import { changed, Update } from "@/lib/signatures/signing/update";
import { textOf } from "@/lib/signatures/signing/writing";
import { prepared } from "./attacks";
import { city, issue, now, revocationList, stampBy } from "./authority";
import { check, inShort, packedPaper, paper, trustIn } from "./papers";
import { secondOpinions } from "./pdfsig";

const ours = city();
const trust = trustIn(ours);
const place = { at: now, holeBytes: 4_000 };
const seal = { page: 0, rect: [100, 100, 210, 210] as const, drawing: "1 0 0 RG 55 55 m 100 55 l S" };
const person = (bytes: Buffer, more: object = {}) => signPdf(bytes, ours.person.signer, { ...place, field: "Người ký", ...more });
const agency = (bytes: Buffer, more: object = {}) => signPdf(bytes, ours.agency.signer, { ...place, field: "Cơ quan", ...more });
const evidence = (bytes: Buffer) =>
  keepEvidence(bytes, { certificates: [ours.ca.certificate.der], crls: [revocationList(ours.ca, [])], ocsps: [] });
const stamped = (bytes: Buffer, field = "Dấu thời gian") => stampPdf(bytes, stampBy(ours.tsa), { field, at: now });
const filled = (bytes: Buffer) => {
  const update = new Update(bytes);
  const field = update.latest.load(9);
  update.put(new Ref(9, 0), changed(field as never, { V: textOf("2026") }));
  return update.end();
};

describe.each([
  ["a file with tables", paper()],
  ["a file with packed objects", packedPaper()],
])("%s", (_, bytes) => {
  test("signed by a person, sealed by the agency, timestamped, with evidence, timestamped again: all valid at every step", async () => {
    const one = await person(bytes, { stamp: stampBy(ours.tsa) });
    const two = await agency(one, { shown: seal });
    const three = evidence(two);
    const four = await stamped(three);
    const five = await stamped(evidence(four), "Dấu thời gian 2");
    const found = [one, two, three, four, five].map((step) => inShort(check(step, trust)));
    expect(found).toEqual([1, 2, 2, 3, 4].map((n) => ["valid", ...Array.from({ length: n }, () => "valid")].join(" | ")));
    const [first] = check(five, trust).signatures;
    expect(first).toMatchObject({
      field: "Người ký",
      signer: {
        name: "Nguyễn Văn Bình",
        organisation: "UBND phường Ô Chợ Dừa",
        title: "Phó Chủ tịch",
        identifier: "CCCD:*********456",
        issuer: "CA phục vụ kiểm thử G2",
      },
      signedAt: { by: "proven", at: now.toISOString() },
      covers: { bytes: one.length, isWholeFile: false },
      revocation: { state: "good", by: "crl" },
    });
    expect(first?.after.map(({ changes, fields }) => [changes, fields])).toEqual([
      [["signature"], ["Cơ quan"]],
      [["security-store", "timestamp"], ["Dấu thời gian"]],
      [["security-store", "timestamp"], ["Dấu thời gian 2"]],
    ]);
    // poppler agrees of every signature's bytes, and of who is over the whole file.
    const [said = []] = await secondOpinions([five]);
    expect(said.map(({ isWhole }) => isWhole)).toEqual([false, false, false, true]);
    expect(said.slice(0, 2).map(({ isValid }) => isValid)).toEqual([true, true]);
  });
});

test("a certifying signature lets be done what it says, and no more", async () => {
  const form = paper("Don", prepared);
  const [none, some, more] = await Promise.all(([1, 2, 3] as const).map((permission) => person(form, { permission })));
  if (!none || !some || !more) throw new Error("not signed");
  expect([none, some, more].map((bytes) => check(bytes, trust).signatures[0]?.permission)).toEqual([1, 2, 3]);
  expect(inShort(check(evidence(none), trust))).toBe("valid | valid");
  expect(inShort(check(await stamped(none), trust))).toBe("valid | valid | valid");
  expect(inShort(check(filled(none), trust))).toBe("invalid | invalid change-forbidden");
  expect(inShort(check(await agency(none), trust))).toBe("invalid | invalid change-forbidden | valid");
  expect(inShort(check(filled(some), trust))).toBe("valid | valid form-filled-allowed");
  expect(inShort(check(await agency(some), trust))).toBe("valid | valid | valid");
  expect(inShort(check(filled(more), trust))).toBe("valid | valid form-filled-allowed");
  const locked = await person(form, { permission: 2, locks: ["so"] });
  expect(inShort(check(filled(locked), trust))).toBe("invalid | invalid locked-field-changed form-filled-allowed");
  const open = await person(form, { permission: 2, locks: ["khac"] });
  expect(inShort(check(filled(open), trust))).toBe("valid | valid form-filled-allowed");
});

test("a program's name before the end is no change, an object in a remark is one", async () => {
  const two = evidence(await person(paper())).toString("latin1");
  const at = two.lastIndexOf("startxref");
  const noted = (note: string) => {
    const [first] = check(Buffer.from(`${two.slice(0, at)}${note}\n${two.slice(at)}`, "latin1"), trust).signatures;
    return first?.reasons.includes("changed-after");
  };
  expect(noted("%iText-5.5.13")).toBe(false);
  expect(noted("%4 0 obj")).toBe(true);
  expect(noted("iText")).toBe(true);
});

test("RSA keys, a file without a signature, and fifty-one signatures", async () => {
  expect(check(paper(), trust)).toMatchObject({ verdict: "unsigned", signatures: [] });
  const rsa = issue(ours.ca, { kind: "rsa" });
  expect(inShort(check(await signPdf(paper(), rsa.signer, { ...place, field: "RSA" }), trust))).toBe("valid | valid");
  let many = paper();
  for (let n = 0; n < 51; n++) many = await signPdf(many, ours.person.signer, { ...place, field: `Ký ${n}`, holeBytes: 2_000 });
  const found = check(many, trust);
  expect(found.verdict).toBe("valid");
  expect(found.signatures).toHaveLength(51);
});
