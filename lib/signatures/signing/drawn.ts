import { dictOf, listOf, PdfFile, Revision } from "../pdf/revision";
import { Dict, isArray, Name, PdfFault, Ref, Stream, type Value } from "../pdf/values";
import type { Update } from "./update";
import type { Written } from "./writing";

/** Copies what the first page of another PDF shows into an update, as one form of its size, fonts and pictures with it. Throws a `PdfFault`. */
export function drawnFrom(update: Update, pdf: Buffer): { form: Ref; width: number; height: number } {
  const source = new Revision(new PdfFile(pdf), pdf.length);
  const page = firstPage(source);
  const [left, bottom, right, top] = listOf(source.resolve(page.get("MediaBox"))).map(Number);
  const contents = source.resolve(page.get("Contents"));
  if (left !== 0 || bottom !== 0 || !right || !top || !(contents instanceof Stream))
    throw new PdfFault("structure", "a drawing of another kind");
  const copies = new Map<number, Ref>();
  const copy = (value: Value): Written => {
    if (value instanceof Ref) {
      const known = copies.get(value.num);
      if (known) return known;
      const ref = update.reserve();
      copies.set(value.num, ref);
      const at = source.resolve(value);
      if (at instanceof Stream) update.put(ref, copyOf(at.dict), at.packed);
      else update.put(ref, copy(at));
      return ref;
    }
    if (value instanceof Dict) return copyOf(value);
    return isArray(value) ? value.map(copy) : value;
  };
  const copyOf = (dict: Dict) => Object.fromEntries([...dict.map].map(([key, value]) => [key, copy(value)]));
  const form = update.add(
    {
      ...copyOf(contents.dict),
      Type: new Name("XObject"),
      Subtype: new Name("Form"),
      BBox: [0, 0, right, top],
      Resources: copy(source.resolve(page.get("Resources"))),
    },
    contents.packed,
  );
  return { form, width: right, height: top };
}

function firstPage(source: Revision): Dict {
  const root = dictOf(source.resolve(source.trailer.get("Root")));
  let at = dictOf(source.resolve(root?.get("Pages") ?? null));
  for (let depth = 0; at && depth < 20; depth++) {
    const [kid] = listOf(source.resolve(at.get("Kids")));
    if (kid === undefined) return at;
    at = dictOf(source.resolve(kid));
  }
  throw new PdfFault("structure", "a drawing without a page");
}
