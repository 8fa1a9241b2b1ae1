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
