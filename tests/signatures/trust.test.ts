import { describe, expect, test } from "vitest";
import { evidenceOf, type Trust } from "@/lib/signatures/checking/trusting";
import { keepEvidence, signPdf, stampPdf } from "@/lib/signatures/signing/sign";
import { Certificate } from "@/lib/signatures/trust/certificate";
import { answer, city, daysFrom, type Holder, issue, now, purposes, revocationList, stampBy } from "./authority";
import { check, inShort, paper, trustIn } from "./papers";

const ours = city();
const { root, ca, person, tsa } = ours;
const trust = trustIn(ours);
const place = { field: "Ký", at: now, holeBytes: 5_000 };
const by = (who: Holder, more: object = {}) => signPdf(paper(), who.signer, { ...place, ...more });
const signed = await by(person);
const rootList = revocationList(root, []);
const withLists = (lists: readonly Buffer[], answers: readonly Buffer[] = []): Trust => ({
  ...trust,
  evidence: evidenceOf(lists, answers),
});
const stranger = issue(null, { isCa: true, usage: 0b1100_0110 });

describe("revocation is known from evidence that is signed, of its time and of this certificate, or it is not known", () => {
  const delegated = issue(ca, { purposes: [purposes.answers], isNotAsked: true });
  const asked = issue(ca, { purposes: [purposes.answers] });
  const plain = issue(ca, {});
  test.each<[string, Trust, string]>([
    ["a fresh list", trust, "valid | valid"],
    ["nothing at all", withLists([]), "unknown | unknown revocation-unknown"],
    ["the root's list alone", withLists([rootList]), "unknown | unknown revocation-unknown"],
    ["the authority's list alone", withLists([revocationList(ca, [])]), "unknown | unknown revocation-unknown"],
    [
      "a list that is out of date",
      withLists([rootList, revocationList(ca, [], { from: daysFrom(-20), until: daysFrom(-13) })]),
      "unknown | unknown revocation-stale",
    ],
    [
      "a list of tomorrow",
      withLists([rootList, revocationList(ca, [], { from: daysFrom(1), until: daysFrom(8) })]),
      "unknown | unknown revocation-unknown",
    ],
    [
      "a list in the authority's name, by another",
      withLists([rootList, revocationList({ ...stranger, certificate: ca.certificate }, [])]),
      "unknown | unknown revocation-unknown",
    ],
    ["revoked before it was used", trustIn(ours, [{ of: person, at: daysFrom(-10) }]), "invalid | invalid revoked"],
    [
      "revoked after it was used, as its holder says",
      trustIn(ours, [{ of: person, at: daysFrom(0.01) }]),
      "unknown | unknown revoked-unproven",
    ],
    ["another's revocation", trustIn(ours, [{ of: tsa, at: daysFrom(-10) }]), "valid | valid"],
    [
      "the authority itself revoked",
      withLists([revocationList(root, [{ of: ca, at: daysFrom(-10) }]), revocationList(ca, [])]),
      "invalid | invalid revoked",
    ],
    ["an answer of the authority", withLists([rootList], [answer(ca, person)]), "valid | valid"],
    ["an answer of whom it named", withLists([rootList], [answer(ca, person, { by: delegated })]), "valid | valid"],
    [
      "an answer of whom it named, who would have to be asked about too",
      withLists([rootList], [answer(ca, person, { by: asked })]),
      "unknown | unknown revocation-unknown",
    ],
    [
      "an answer of one it issued and did not name",
      withLists([rootList], [answer(ca, person, { by: plain })]),
      "unknown | unknown revocation-unknown",
    ],
    [
      "an answer of a stranger",
      withLists([rootList], [answer(ca, person, { by: stranger })]),
      "unknown | unknown revocation-unknown",
    ],
    ["an answer about another", withLists([rootList], [answer(ca, tsa)]), "unknown | unknown revocation-unknown"],
    [
      "an answer that is out of date",
      withLists([rootList], [answer(ca, person, { from: daysFrom(-3), until: daysFrom(-2) })]),
      "unknown | unknown revocation-stale",
    ],
    [
      "an answer of last week that does not say how long it holds",
      withLists([rootList], [answer(ca, person, { from: daysFrom(-7), until: null })]),
      "unknown | unknown revocation-stale",
    ],
    [
      "an answer that it is revoked, beside a list that knows nothing of it yet",
      withLists([rootList, revocationList(ca, [])], [answer(ca, person, { revokedAt: daysFrom(-2) })]),
      "invalid | invalid revoked",
    ],
  ])("%s", (_, known, said) => expect(inShort(check(signed, known))).toBe(said));
  test("what the file brings along counts as far as it is signed", () => {
    const bring = (lists: Buffer[], answers: Buffer[]) => keepEvidence(signed, { certificates: [], crls: lists, ocsps: answers });
    expect(inShort(check(bring([rootList, revocationList(ca, [])], []), withLists([])))).toBe("valid | valid");
    expect(inShort(check(bring([rootList], [answer(ca, person)]), withLists([])))).toBe("valid | valid");
    expect(inShort(check(bring([rootList], [answer(ca, person, { by: stranger })]), withLists([])))).toBe(
      "unknown | unknown revocation-unknown",
    );
    expect(inShort(check(bring([Buffer.from("no list")], [Buffer.from("no answer")]), trust))).toBe("valid | valid");
  });
});

describe("who signed is known by a way to a root that is trusted", () => {
  const chain = (leaf: Holder, ...above: Holder[]): Holder => ({
    ...leaf,
    signer: { ...leaf.signer, chain: above.map(({ certificate }) => certificate) },
  });
  const below = issue(ca, { isCa: true });
  const pretender = issue(ca, {});
  const lists = (...of: Holder[]) => withLists([rootList, ...of.map((one) => revocationList(one, []))]);
  test.each<[string, Holder, Trust, string]>([
    ["a root nobody trusts", issue(null, {}), trust, "unknown | unknown untrusted"],
    [
      "a certificate of a stranger who calls himself as the authority",
      issue({ ...stranger, certificate: ca.certificate }, {}),
      trust,
      "unknown | unknown untrusted",
    ],
    [
      "below an authority that may have none below it",
      chain(issue(below, {}), below, ca),
      lists(ca, below),
      "unknown | unknown untrusted",
    ],
    [
      "by one who is no authority",
      chain(issue(pretender, {}), pretender, ca),
      lists(ca, pretender),
      "unknown | unknown untrusted",
    ],
    ["for servers only", issue(ca, { purposes: [purposes.server] }), trust, "invalid | invalid not-for-signing"],
    ["for enciphering only", issue(ca, { usage: 0b0010_0000 }), trust, "invalid | invalid not-for-signing"],
    ["for mail", issue(ca, { purposes: [purposes.mail] }), trust, "valid | valid"],
    ["a short key", issue(ca, { kind: "rsa", bits: 1_024 }), trust, "unknown | unknown algorithm-weak"],
    ["a key that is broken", issue(ca, { kind: "rsa", bits: 768 }), trust, "invalid | invalid algorithm-broken"],
  ])("%s", async (_, who, known, said) => expect(inShort(check(await by(who), known))).toBe(said));
  test("an authority by SHA-1 is weak, by MD5 broken", async () => {
    const old = issue(null, { kind: "rsa", isCa: true });
    const told = (hash: "sha1" | "md5") => {
      const holder = issue(old, { hash });
      return by(holder).then((bytes) =>
        inShort(check(bytes, { roots: [old.certificate], others: [], evidence: evidenceOf([revocationList(old, [])], []) })),
      );
    };
    expect(await told("sha1")).toBe("unknown | unknown algorithm-weak");
    expect(await told("md5")).toBe("invalid | invalid algorithm-broken");
  });
  test("intermediates may be known here instead of being sent along", async () => {
    const alone = chain(person);
    expect(inShort(check(await by(alone), trust))).toBe("unknown | unknown untrusted");
    expect(inShort(check(await by(alone), { ...trust, others: [ca.certificate] }))).toBe("valid | valid");
  });
  test("another certificate of the same key is not the one the signature names", async () => {
    const twin = issue(ca, {});
    const mixed: Holder = {
      ...person,
      signer: { ...person.signer, chain: [], certificate: new Certificate(twin.certificate.der) },
    };
    expect(inShort(check(await by(mixed), trust))).toContain("signature-broken");
  });
  test("a certificate that leads nowhere is not brought along", async () => {
    expect(inShort(check(await by(chain(person, ca, stranger)), trust))).toBe("unknown | unknown certificate-stray");
  });
});

describe("time", () => {
  const ended = issue(ca, { from: daysFrom(-400), until: daysFrom(-30) });
  const then = daysFrom(-60);
  const listsOf = (at: Date) =>
    withLists([
      revocationList(root, [], { from: at, until: daysFrom(5, at) }),
      revocationList(ca, [], { from: at, until: daysFrom(5, at) }),
    ]);
  const both: Trust = {
    ...trust,
    evidence: { crls: [...trust.evidence.crls, ...listsOf(daysFrom(-59)).evidence.crls], ocsps: [] },
  };
  test.each<[string, () => Promise<Buffer>, Trust, string]>([
    ["used after its end", () => by(ended), trust, "invalid | invalid expired-at-signing revocation-stale"],
    ["ended since, and only claimed", () => by(ended, { at: then }), both, "unknown | unknown expired-unproven revocation-stale"],
    ["ended since, and a timestamp of then", () => by(ended, { at: then, stamp: stampBy(tsa, then) }), both, "valid | valid"],
    [
      "ended since, and a timestamp of after its end",
      () => by(ended, { at: then, stamp: stampBy(tsa, daysFrom(-10)) }),
      both,
      "invalid | invalid expired-at-signing revocation-stale",
    ],
    ["not begun", () => by(issue(ca, { from: daysFrom(10) })), trust, "invalid | invalid expired-at-signing"],
    [
      "the city's hours written as universal",
      () => by(person, { at: new Date(now.getTime() + 7 * 3_600_000) }),
      trust,
      "valid | valid time-shifted",
    ],
    ["tomorrow", () => by(person, { at: daysFrom(2) }), trust, "unknown | unknown time-ahead"],
    [
      "a timestamp of a stranger",
      () => by(person, { stamp: stampBy(issue(stranger, { purposes: [purposes.stamping] })) }),
      trust,
      "unknown | unknown timestamp-untrusted",
    ],
    [
      "a timestamp by one who may not give any",
      () => by(person, { stamp: stampBy(ours.agency) }),
      trust,
      "unknown | unknown timestamp-untrusted",
    ],
    [
      "a timestamp over something else",
      () => by(person, { stamp: stampBy(tsa, now, () => Buffer.from("else")) }),
      trust,
      "invalid | invalid timestamp-broken",
    ],
    [
      "no timestamp in its place",
      () => by(person, { stamp: async () => Buffer.from("3003020101", "hex") }),
      trust,
      "invalid | invalid timestamp-broken",
    ],
  ])("%s", async (_, make, known, said) => expect(inShort(check(await make(), known))).toBe(said));
  test("revoked after the time a timestamp proves, it stays valid; a timestamp of the whole file proves as much", async () => {
    const later = trustIn(ours, [{ of: person, at: daysFrom(-0.5) }]);
    const then = daysFrom(-0.9);
    expect(inShort(check(await by(person, { at: then, stamp: stampBy(tsa, then) }), later))).toBe("valid | valid revoked-later");
    const stamped = await stampPdf(await by(person, { at: then }), stampBy(tsa, then), { field: "Dấu", at: then });
    expect(inShort(check(stamped, later))).toBe("valid | valid revoked-later | valid");
    const late = await stampPdf(await by(person, { at: then }), stampBy(tsa, now), { field: "Dấu", at: now });
    expect(inShort(check(late, later))).toBe("invalid | invalid revoked | valid");
  });
});
