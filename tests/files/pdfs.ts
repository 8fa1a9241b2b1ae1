import { deflateSync } from "node:zlib";

/** A PDF of these pages, small enough to be read: each object's text, the catalogue's own additions last. */
export function pdf(
  pages: readonly string[],
  more: { catalog?: string; objects?: readonly string[]; trailer?: string } = {},
): string {
  const kids = pages.map((_, i) => `${3 + i} 0 R`).join(" ");
  const objects = [
    `<</Type/Catalog/Pages 2 0 R${more.catalog ?? ""}>>`,
    `<</Type/Pages/Count ${pages.length}/Kids[${kids}]>>`,
    ...pages,
    ...(more.objects ?? []),
  ];
  const at: number[] = [];
  let text = "%PDF-1.7\n";
  objects.forEach((body, i) => {
    at.push(Buffer.byteLength(text));
    text += `${i + 1} 0 obj\n${body}\nendobj\n`;
  });
  const table = at.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  return `${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer<</Size ${objects.length + 1}/Root 1 0 R${more.trailer ?? ""}>>\nstartxref\n${Buffer.byteLength(text)}\n%%EOF\n`;
}

/** A page with nothing drawn on it; the words stand beside it, for whoever reads the bytes. */
export const page = (words = ""): string => `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/PieceInfo(${words})>>`;
export const blank = (pages: number): string[] => Array.from({ length: pages }, () => page());

/** The same objects packed into a stream, as programs of today write them. */
export function packed(body: string): Buffer {
  const content = deflateSync(Buffer.from(body));
  return Buffer.concat([
    Buffer.from(`<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${content.byteLength}>>\nstream\n`),
    content,
    Buffer.from("\nendstream"),
  ]);
}

/** A TIFF of as many pages, little or big endian. */
export function tiff(pages: number, how: { isBig?: boolean; isLooped?: boolean } = {}): Buffer {
  const isLittle = !how.isBig;
  const bytes = Buffer.alloc(8 + pages * 18);
  const u16 = (value: number, at: number) => (isLittle ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at));
  const u32 = (value: number, at: number) => (isLittle ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at));
  bytes.write(isLittle ? "II" : "MM", 0, "latin1");
  u16(42, 2);
  u32(8, 4);
  for (let n = 0; n < pages; n++) {
    const at = 8 + n * 18;
    u16(1, at);
    u16(256, at + 2);
    u16(3, at + 4);
    u32(1, at + 6);
    u32(1, at + 10);
    u32(n + 1 < pages ? at + 18 : how.isLooped ? 8 : 0, at + 14);
  }
  return bytes;
}

/** One dot, as far as its frame goes. */
export const jpeg = Buffer.from(
  "ffd8ffe000104a46494600010100000100010000ffc0000b080001000101011100ffda00080101000000003f00ffd9",
  "hex",
);
export const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

const latin = (text: string) => Buffer.from(text, "latin1");
const streamOf = (dictionary: string, data: Buffer): Buffer =>
  Buffer.concat([latin(`<<${dictionary}/Length ${data.byteLength}>>\nstream\n`), data, latin("\nendstream")]);
/** A quarter of a gigabyte of nothing in a thousand bytes: packed, and packed again. */
let packedTwice: Buffer | undefined;
function endless(): Buffer {
  packedTwice ??= deflateSync(deflateSync(Buffer.alloc(256 * 2 ** 20), { level: 1 }));
  return packedTwice;
}

/** A PDF whose objects and ways to them stand in packed streams, as programs of today write them: these may be bombs. */
function streamed(objects: Buffer, index: { data?: Buffer; filter?: string; range?: string } = {}): Buffer {
  const head = latin("%PDF-1.7\n");
  const held = Buffer.concat([latin("5 0 obj\n"), objects, latin("\nendobj\n")]);
  const rows = Buffer.alloc(6 * 7);
  const row = (n: number, kind: number, at: number, place: number) => {
    rows.writeUInt8(kind, n * 7);
    rows.writeUInt32BE(at, n * 7 + 1);
    rows.writeUInt16BE(place, n * 7 + 5);
  };
  for (const n of [1, 2, 3]) row(n, 2, 5, n - 1);
  row(4, 1, head.byteLength + held.byteLength, 0);
  row(5, 1, head.byteLength, 0);
  const { data = rows, filter = "", range = "0 6" } = index;
  const ways = streamOf(`/Type/XRef/Size 2000000000/W[1 4 2]/Index[${range}]/Root 1 0 R${filter}`, data);
  return Buffer.concat([
    ...[head, held, latin("4 0 obj\n"), ways],
    latin(`\nendobj\nstartxref\n${head.byteLength + held.byteLength}\n%%EOF\n`),
  ]);
}

const twice = "/Filter[/FlateDecode/FlateDecode]";
const onePage = (objects: readonly string[], catalog = "") => Buffer.from(pdf(blank(1), { catalog, objects }), "latin1");
/** Files made to break whoever reads them, none larger than three megabytes. */
export const breaking: Readonly<Record<string, () => Buffer>> = {
  "pages in a ring": () =>
    Buffer.from(pdf(["<</Type/Pages/Count 9/Parent 2 0 R/Kids[2 0 R 3 0 R 2 0 R]>>"]).replace("/Count 1", "/Count 9"), "latin1"),
  "a tree of pages that doubles thirty times": () =>
    Buffer.from(
      pdf([...Array.from({ length: 30 }, (_, n) => `<</Type/Pages/Count 1/Kids[${n + 4} 0 R ${n + 4} 0 R]>>`), page()]),
      "latin1",
    ),
  "a catalogue that is its own pages, and these their own catalogue": () =>
    Buffer.from(
      pdf([page()])
        .replace(/<<\/Type\/Catalog.*>>/, "2 0 R")
        .replace(/<<\/Type\/Pages.*>>/, "1 0 R"),
      "latin1",
    ),
  "a million lists in each other": () => onePage([], `/X ${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}`),
  "half a million dictionaries in each other": () => onePage([], `/X ${"<</A".repeat(400_000)} 1${">>".repeat(400_000)}`),
  "a table of four thousand million objects": () =>
    Buffer.from(pdf(blank(1)).replace(/xref\n0 \d+/, "xref\n0 4000000000"), "latin1"),
  "names of files that lead back to themselves": () =>
    onePage(["<</Kids[4 0 R 4 0 R 4 0 R]>>"], "/Names<</EmbeddedFiles<</Kids[4 0 R 4 0 R]>>/JavaScript 4 0 R>>"),
  "an index that unpacks to six million objects": () =>
    streamed(streamOf("/Type/ObjStm/N 3/First 15", latin("1 0 2 5 3 9 <<>> <<>> <<>>")), {
      data: deflateSync(Buffer.alloc(40 * 2 ** 20)),
      filter: "/Filter/FlateDecode",
      range: "0 2000000000",
    }),
  "objects that unpack without end": () => streamed(streamOf(`/Type/ObjStm/N 3/First 15${twice}`, endless())),
  "a script that unpacks without end": () =>
    Buffer.from(
      pdf(blank(1), {
        catalog: "/Names<</JavaScript<</Names[(a)4 0 R]>>>>",
        objects: ["<</S/JavaScript/JS 5 0 R>>", streamOf(twice, endless()).toString("latin1")],
      }),
      "latin1",
    ),
};
