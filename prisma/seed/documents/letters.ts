import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import pdfmake from "pdfmake";
import { dictOf, listOf, PdfFile, Revision } from "@/lib/signatures/pdf/revision";
import { isArray, Ref, Stream, type Value, wholeOf } from "@/lib/signatures/pdf/values";

/** A typeface cut down to some letters, as the objects of a PDF. */
export type Letters = {
  /** In the order they refer to each other by; the first is the font. */
  objects: readonly { value: Value; stream: Buffer | null }[];
  /** Under which number each of `objects` stood where it came from. */
  numbers: readonly number[];
  /** A letter's code in four hexadecimal digits, and its width in thousandths of the size. */
  codeOf: ReadonlyMap<string, string>;
  widthOf: ReadonlyMap<string, number>;
};

const face = join(
  dirname(createRequire(import.meta.url).resolve("@expo-google-fonts/tinos/package.json")),
  "400Regular",
  "Tinos_400Regular.ttf",
);

/**
 * Draws each letter of these texts once and takes the font out of the PDF that came: cutting a typeface down takes longer than all
 * the rest of a short paper, and thousands are drawn with the same letters.
 */
export async function lettersOf(texts: Iterable<string>): Promise<Letters> {
  const wanted = [...new Set([...texts].join("").normalize("NFC"))].sort();
  pdfmake.setFonts({ Paper: { normal: face } });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path === face);
  const drawn = pdfmake.createPdf({
    content: wanted.map((letter) => ({ text: letter, preserveLeadingSpaces: true })),
    defaultStyle: { font: "Paper", fontSize: 4 },
  });
  const bytes = await drawn.getBuffer();
  return read(Buffer.from(bytes), wanted);
}

function read(bytes: Buffer, wanted: readonly string[]): Letters {
  const file = new Revision(new PdfFile(bytes), bytes.length);
  const found = [...file.entries.keys()].find((num) => {
    const dict = dictOf(file.load(num));
    return dict?.get("ToUnicode") instanceof Ref && dict.get("DescendantFonts") !== null;
  });
  if (found === undefined) throw new Error("the drawing has no font");
  const numbers: number[] = [];
  const gather = (value: Value): void => {
    if (value instanceof Ref) {
      if (numbers.includes(value.num)) return;
      numbers.push(value.num);
      gather(file.load(value.num));
    } else if (isArray(value)) value.forEach(gather);
    else for (const one of dictOf(value)?.map.values() ?? []) gather(one);
  };
  gather(new Ref(found, 0));
  const objects = numbers.map((num) => {
    const value = file.load(num);
    return { value, stream: value instanceof Stream ? value.packed : null };
  });

  const font = dictOf(file.load(found));
  const map = font && file.resolve(font.get("ToUnicode"));
  if (!(map instanceof Stream)) throw new Error("the font does not say which letters it has");
  const codeOf = new Map<string, string>();
  for (const [, from = "", list = ""] of file.file.unpacker
    .unpack(map)
    .toString("latin1")
    .matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi))
    for (const [i, [, hex = ""]] of [...list.matchAll(/<([0-9a-f]*)>/gi)].entries()) {
      const letter = Buffer.from(hex, "hex").swap16().toString("utf16le");
      codeOf.set(letter, (Number.parseInt(from, 16) + i).toString(16).padStart(4, "0"));
    }
  const descendant = dictOf(file.resolve(listOf(file.resolve(font?.get("DescendantFonts") ?? null))[0] ?? null));
  const [start, widths] = listOf(file.resolve(descendant?.get("W") ?? null));
  const listed = listOf(file.resolve(widths ?? null));
  const widthOf = new Map<string, number>();
  for (const [letter, code] of codeOf) {
    const width = listed[Number.parseInt(code, 16) - (wholeOf(start ?? null) ?? 0)];
    widthOf.set(letter, typeof width === "number" ? width : 500);
  }
  const missing = wanted.filter((letter) => letter !== " " && !codeOf.has(letter));
  if (missing.length > 0) throw new Error(`the font lacks ${missing.join(" ")}`);
  return { objects, numbers, codeOf, widthOf };
}
