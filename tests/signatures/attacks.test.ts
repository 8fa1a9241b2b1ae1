import { describe, expect, test } from "vitest";
import { type Dict, Name, Ref } from "@/lib/signatures/pdf/values";
import { signPdf } from "@/lib/signatures/signing/sign";
import { changed, Update } from "@/lib/signatures/signing/update";
import { textOf } from "@/lib/signatures/signing/writing";
import { type Attack, annotations, forgeries, prepared, savings, shadows, wrappings } from "./attacks";
import { city, issue, now } from "./authority";
import { check, paper, trustIn } from "./papers";
import { secondOpinions } from "./pdfsig";

const ours = city();
const trust = trustIn(ours);
const place = { field: "Ký", at: now, holeBytes: 3_000 };
const signed = await signPdf(paper(), ours.person.signer, place);
const shadow = await signPdf(paper("Quyet dinh so 123", prepared), ours.person.signer, place);
const certified = await Promise.all(
  ([1, 2, 3] as const).map((permission) => signPdf(paper(), ours.person.signer, { ...place, permission })),
);
/** Somebody who has a certificate of a trusted authority, and one who made his own. */
const other = issue(ours.ca, {});
const stranger = issue(null, { isCa: true, usage: 0b1100_0110 });

/** A page-wide empty field that was there when it was signed, for somebody to draw over all with. */
const wideField = {
  catalog: "/AcroForm<</Fields[6 0 R]/DA(/F1 12 Tf)>>",
  page: "/Annots[6 0 R]",
  objects: ["<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V()/F 4/Rect[0 0 595 842]/P 3 0 R>>"],
};
async function overfilled(): Promise<Attack> {
  const update = new Update(await signPdf(paper("x", wideField), ours.person.signer, { ...place, permission: 2 }));
  const look = update.add({ Subtype: new Name("Form"), BBox: [0, 0, 595, 842] }, Buffer.from("1 1 1 rg 0 0 595 842 re f"));
  update.put(new Ref(6, 0), changed(update.latest.load(6) as Dict, { V: textOf("999"), AP: { N: look } }));
  return ["a page-wide field of a certified file is filled", update.end()];
}

/** A later signature that draws over what was certified, or over nearly all of what was signed. */
async function sneaked(): Promise<Attack[]> {
  const shown = { page: 0, rect: [50, 600, 400, 760] as const, drawing: "1 1 1 rg 0 0 350 160 re f" };
  const whole = { page: 0, rect: [0, 0, 595, 842] as const, drawing: "1 1 1 rg 0 0 595 842 re f" };
  const [, two = signed, three = signed] = certified;
  const by = (bytes: Buffer, who: typeof other, more: object) => signPdf(bytes, who.signer, { ...place, field: "Ký 2", ...more });
  return [
    ["SSA on a certified file, trusted", await by(two, other, { shown })],
    ["SSA on a certified file that lets annotate, trusted", await by(three, other, { shown })],
    ["SSA on a certified file, a stranger", await by(two, stranger, { shown })],
    ["SSA on a signed file, a stranger", await by(signed, stranger, { shown })],
    ["SSA unseen, a stranger", await by(signed, stranger, {})],
    ["SSA over a whole page, trusted", await by(signed, other, { shown: whole })],
  ];
}

const corpus: Record<string, readonly Attack[]> = {
  "universal forgery": forgeries(signed),
  "incremental saving": savings(signed),
  wrapping: wrappings(signed),
  shadow: shadows(shadow),
  certification: [...annotations(signed), ...certified.flatMap(annotations), ...(await sneaked()), await overfilled()],
};
const all = Object.values(corpus).flat();

test("what they are made of is valid", () => {
  for (const bytes of [signed, shadow, ...certified]) expect(check(bytes, trust).verdict).toBe("valid");
});

describe("T-39: no attack of any known class is valid", () => {
  test.each(Object.entries(corpus))("%s", (name, attacks) => {
    const least = { "universal forgery": 24, "incremental saving": 12, wrapping: 8, shadow: 8, certification: 12 }[name];
    expect(attacks.length).toBeGreaterThanOrEqual(least ?? Number.POSITIVE_INFINITY);
    expect(attacks.filter(([, bytes]) => check(bytes, trust).verdict === "valid").map(([name]) => name)).toEqual([]);
  });
  test("what changes the content is not only doubted but refused", () => {
    const refused = [...(corpus["incremental saving"] ?? []), ...(corpus.shadow ?? [])].filter(
      ([, bytes]) => check(bytes, trust).verdict !== "invalid",
    );
    expect(refused.map(([name]) => name)).toEqual([
      // Nothing of the file is signed any more; that something was is said.
      "ISA the signature taken away",
      // Whoever fills a field may, where the signer did not say otherwise: what is shown is not what was signed, and that is said.
      "shadow: a field says something else",
      "shadow: a field shows something else",
    ]);
  });
});

test("a second program, which knows the bytes and not the changes, never calls one of them valid and whole", async () => {
  const said = await secondOpinions(all.map(([, bytes]) => bytes));
  const [own = [], ...honest] = await secondOpinions([signed, shadow, ...certified]);
  for (const one of [own, ...honest]) expect(one).toMatchObject([{ isValid: true, isWhole: true }]);
  const believed = all.filter(
    (_, i) => (said[i] ?? []).length > 0 && said[i]?.every(({ isValid, isWhole }) => isValid && isWhole),
  );
  expect(believed.map(([name]) => name)).toEqual([]);
  // It does call many of them valid, of a part of the file: a wrapped one too, which is why it is not asked in place of ours.
  const partly = all.filter((_, i) => said[i]?.some(({ isValid }) => isValid)).map(([name]) => name);
  expect(partly).toContain("SWA with a copied signature");
});
