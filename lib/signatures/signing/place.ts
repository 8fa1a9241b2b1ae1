import { dictOf, listOf } from "../pdf/revision";
import { Dict, isArray, Name, PdfFault, Ref, wholeOf } from "../pdf/values";
import { drawnFrom } from "./drawn";
import { changed, Update } from "./update";
import { dateOf, textOf, Verbatim, type Written } from "./writing";

/** How a signature is placed. Without `shown` nothing is drawn. */
export type Placing = {
  field: string;
  subFilter: "ETSI.CAdES.detached" | "ETSI.RFC3161";
  at: Date;
  reason?: string;
  location?: string;
  /** The page, counted from 0, the rectangle on it and what is drawn in it: in the operators of a page, or what a PDF's first page shows. */
  shown?: { page: number; rect: readonly [number, number, number, number]; drawing: string | Buffer };
  /** Makes it a certifying signature; only the first of a file may be one. */
  permission?: 1 | 2 | 3;
  /** Fields that nobody may fill after it. */
  locks?: readonly string[];
  /** Bytes kept for the message. */
  holeBytes?: number;
};

/** A file with a place for a signature, and which bytes are to be signed. */
export type Placed = { bytes: Buffer; before: number; after: number };

/** Adds a field with an empty signature, behind all that is there. The hole is filled by `fill`. */
export function place(bytes: Buffer, placing: Placing): Placed {
  const update = new Update(bytes);
  const { latest, root } = update;
  const hole = `<${"0".repeat((placing.holeBytes ?? 12_000) * 2)}>`;
  const range = `[0 ${"*".repeat(30)}]`;
  const signature = update.reserve();
  const isStamp = placing.subFilter === "ETSI.RFC3161";
  update.put(signature, {
    Type: new Name(isStamp ? "DocTimeStamp" : "Sig"),
    Filter: new Name("Adobe.PPKLite"),
    SubFilter: new Name(placing.subFilter),
    ...(!isStamp && { M: dateOf(placing.at) }),
    ...(placing.reason && { Reason: textOf(placing.reason) }),
    ...(placing.location && { Location: textOf(placing.location) }),
    ...references(placing),
    ByteRange: new Verbatim(range),
    Contents: new Verbatim(hole),
  });
  const pageRef = pageAt(update, placing.shown?.page ?? 0);
  const page = dictOf(latest.resolve(pageRef)) ?? new Dict(new Map());
  const [left, bottom, right, top] = placing.shown?.rect ?? [0, 0, 0, 0];
  const shown = placing.shown?.drawing;
  const drawing =
    typeof shown === "string"
      ? update.add(
          { Type: new Name("XObject"), Subtype: new Name("Form"), BBox: [0, 0, right - left, top - bottom], Resources: {} },
          Buffer.from(shown, "latin1"),
        )
      : shown && drawnFrom(update, shown).form;
  const field = update.add({
    Type: new Name("Annot"),
    Subtype: new Name("Widget"),
    FT: new Name("Sig"),
    T: textOf(placing.field),
    Rect: [left, bottom, right, top],
    F: 132,
    P: pageRef,
    V: signature,
    ...(drawing && { AP: { N: drawing } }),
  });
  const annotations = page.get("Annots");
  const list = [...listOf(latest.resolve(annotations)), field];
  if (annotations instanceof Ref) update.put(annotations, list);
  else update.put(pageRef, changed(page, { Annots: list }));
  putForm(update, field, placing.permission ? { Perms: { DocMDP: signature } } : {});
  return ranged(update.end(), range, hole, bytes.length);

  function putForm(to: Update, added: Ref, more: { [key: string]: Written }): void {
    const at = root.dict.get("AcroForm");
    const form = dictOf(latest.resolve(at)) ?? new Dict(new Map());
    const fields = form.get("Fields");
    const all = [...listOf(latest.resolve(fields)), added];
    if (fields instanceof Ref) to.put(fields, all);
    const next = changed(form, { SigFlags: 3, Fields: fields instanceof Ref ? fields : all });
    if (at instanceof Ref) to.put(at, next);
    if (!(at instanceof Ref) || Object.keys(more).length > 0)
      to.put(root.ref, changed(root.dict, { ...(!(at instanceof Ref) && { AcroForm: next }), ...more }));
  }
}

function references({ permission, locks }: Placing): { [key: string]: Written } {
  const version = { Type: new Name("TransformParams"), V: new Name("1.2") };
  const reference = (method: string, params: { [key: string]: Written }) => ({
    Type: new Name("SigRef"),
    TransformMethod: new Name(method),
    TransformParams: { ...version, ...params },
  });
  const all = [
    ...(permission ? [reference("DocMDP", { P: permission })] : []),
    ...(locks ? [reference("FieldMDP", { Action: new Name("Include"), Fields: locks.map(textOf) })] : []),
  ];
  return all.length > 0 ? { Reference: all } : {};
}

function pageAt({ latest, root }: Update, index: number): Ref {
  let left = index;
  const find = (ref: unknown, depth: number): Ref | null => {
    const node = ref instanceof Ref && depth < 50 ? dictOf(latest.resolve(ref)) : null;
    if (!(ref instanceof Ref) || !node) return null;
    const kids = latest.resolve(node.get("Kids"));
    if (!isArray(kids)) return left-- === 0 ? ref : null;
    const count = wholeOf(latest.resolve(node.get("Count"))) ?? 0;
    if (depth > 0 && count <= left && count > 0) {
      left -= count;
      return null;
    }
    for (const kid of kids) {
      const found = find(kid, depth + 1);
      if (found) return found;
    }
    return null;
  };
  const page = find(root.dict.get("Pages"), 0);
  if (!page) throw new PdfFault("structure", "no such page");
  return page;
}

function ranged(bytes: Buffer, range: string, hole: string, from: number): Placed {
  const before = bytes.indexOf(hole, from, "latin1");
  const after = before + hole.length;
  const at = bytes.indexOf(range, from, "latin1");
  bytes.write(`[0 ${before} ${after} ${bytes.length - after}]`.padEnd(range.length, " "), at, "latin1");
  return { bytes, before, after };
}

/** The bytes to be signed, in two parts. */
export const partsOf = ({ bytes, before, after }: Placed): [Buffer, Buffer] => [bytes.subarray(0, before), bytes.subarray(after)];

/** Puts the message into its place. Throws where it is too long for it. */
export function fill({ bytes, before, after }: Placed, message: Buffer): Buffer {
  const hex = message.toString("hex");
  if (hex.length > after - before - 2) throw new PdfFault("too-large", "the message is longer than its place");
  bytes.write(hex, before + 1, "latin1");
  return bytes;
}
