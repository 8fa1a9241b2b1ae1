import { dictOf, listOf, type Revision } from "./revision";
import { Dict, isArray, nameOf, PdfFault, Ref, Text, type Value, wholeOf, wordsOf } from "./values";

/** A signature's field as a revision has it: `name` in full, `num` the field's object, `signature` its value's object and dictionary. */
export type SignatureField = { name: string; num: number; signature: { num: number; dict: Dict } };
export type AnyField = { num: number; dict: Dict; name: string; type: string | null };

const mostFields = 20_000;

/** All ends of the tree of fields, in the order of the form. A widget of several of one field belongs to its field. */
export function fieldsOf(revision: Revision): AnyField[] {
  const catalog = dictOf(revision.resolve(revision.trailer.get("Root")));
  const form = dictOf(revision.resolve(catalog?.get("AcroForm") ?? null));
  const found: AnyField[] = [];
  const seen = new Set<number>();
  const visit = (value: Value, above: { name: string; type: string | null }, depth: number) => {
    if (!(value instanceof Ref) || depth > 40) throw new PdfFault("structure", "a field that is no object");
    if (seen.has(value.num) || seen.size > mostFields) throw new PdfFault("structure", "fields in a ring");
    seen.add(value.num);
    const dict = revision.resolve(value);
    if (!(dict instanceof Dict)) throw new PdfFault("structure", "a field that is no object");
    const own = wordsOf(revision.resolve(dict.get("T")));
    const name = own === null ? above.name : above.name === "" ? own : `${above.name}.${own}`;
    const type = nameOf(revision.resolve(dict.get("FT"))) ?? above.type;
    const kids = listOf(revision.resolve(dict.get("Kids")));
    found.push({ num: value.num, dict, name, type });
    for (const kid of kids) visit(kid, { name, type }, depth + 1);
  };
  for (const field of listOf(revision.resolve(form?.get("Fields") ?? null))) visit(field, { name: "", type: null }, 0);
  return found;
}

/** The fields that hold a signature. A value that is no dictionary of its own object is a fault: nobody could say which bytes it is. */
export function signatureFields(revision: Revision): SignatureField[] {
  return fieldsOf(revision).flatMap(({ num, name, type, dict }) => {
    const value = dict.get("V");
    if (type !== "Sig" || value === null) return [];
    if (!(value instanceof Ref)) throw new PdfFault("structure", "a signature inside its field");
    const signature = revision.resolve(value);
    return signature instanceof Dict ? [{ num, name, signature: { num: value.num, dict: signature } }] : [];
  });
}

/**
 * "unreadable": the range or the content is missing or of another kind. "wrong": they do not fit each other or the file. "unsupported": the
 * content is in BER of no set length, as very old programs wrote it.
 */
export type RangeFault = "unreadable" | "wrong" | "unsupported";
export type Covered = { before: number; after: number; end: number; contents: Buffer };

/**
 * The bytes a signature is over: from the first of the file, all but the hexadecimal token of its own content, nothing more and nothing
 * less. The content is one DER value and noughts behind it, its digits in letters of one case, so that no byte of the hole has a second way
 * to be written.
 */
export function coveredBy(revision: Revision, field: SignatureField): Covered | { fault: RangeFault } {
  const { dict, num } = field.signature;
  const range = dict.get("ByteRange");
  const contents = dict.get("Contents");
  if (!isArray(range) || !(contents instanceof Text)) return { fault: "unreadable" };
  const parts = range.map(wholeOf);
  const [start, before = 0, after = 0, rest = 0] = parts.map((part) => part ?? -1);
  if (parts.length !== 4 || parts.includes(null)) return { fault: "unreadable" };
  if (!contents.isHex || contents.bytes.length < 16) return { fault: "unreadable" };
  const { bytes } = revision.file;
  const entry = revision.entries.get(num);
  const end = after + rest;
  if (entry?.kind !== "at" || start !== 0 || before <= 0 || rest <= 0 || end > bytes.length) return { fault: "wrong" };
  if (contents.from !== before || contents.to !== after) return { fault: "wrong" };
  const digits = bytes.toString("latin1", before + 1, after - 1);
  if (digits.length % 2 || !(/^[0-9a-f]*$/.test(digits) || /^[0-9A-F]*$/.test(digits))) return { fault: "wrong" };
  if (contents.bytes[0] === 0x30 && contents.bytes[1] === 0x80) return { fault: "unsupported" };
  const length = derLength(contents.bytes);
  if (length === null || contents.bytes.subarray(length).some((byte) => byte !== 0)) return { fault: "unreadable" };
  return { before, after, end, contents: contents.bytes.subarray(0, length) };
}

/** How long the DER value is that begins here; null where it is none or longer than what is there. */
function derLength(bytes: Buffer): number | null {
  if (bytes[0] !== 0x30) return null;
  const first = bytes[1] ?? 0;
  if (first < 0x80) return 2 + first;
  const count = first & 0x7f;
  if (count < 1 || count > 4) return null;
  const length = 2 + count + bytes.readUIntBE(2, count);
  return length <= bytes.length ? length : null;
}

/** Does the revision that ends here hold the very same signature: the same field, the same object at the same place? */
export function isIn(revision: Revision, later: Revision, field: SignatureField): boolean {
  return signatureFields(revision).some(
    ({ num, signature }) =>
      num === field.num &&
      signature.num === field.signature.num &&
      revision.placeOf(signature.num) === later.placeOf(signature.num),
  );
}
