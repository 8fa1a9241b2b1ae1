import { deflateSync } from "node:zlib";
import { checkPdf } from "@/lib/signatures/checking/check";
import { evidenceOf, type Trust } from "@/lib/signatures/checking/trusting";
import type { CheckedPdf } from "@/lib/signatures/model";
import { type City, now, revocationList } from "./authority";

/** A page with words on it, its objects in a table as old programs write them. */
export function paper(
  words = "Quyet dinh so 123",
  more: { catalog?: string; objects?: readonly string[]; page?: string } = {},
): Buffer {
  const drawing = `BT /F1 12 Tf 72 700 Td (${words}) Tj ET`;
  return withTable([
    `<</Type/Catalog/Pages 2 0 R${more.catalog ?? ""}>>`,
    "<</Type/Pages/Count 1/Kids[3 0 R]>>",
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>${more.page ?? ""}>>`,
    `<</Length ${drawing.length}>>\nstream\n${drawing}\nendstream`,
    "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
    ...(more.objects ?? []),
  ]);
}

export function withTable(objects: readonly string[]): Buffer {
  let text = "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n";
  const at = objects.map((body, i) => {
    const place = text.length;
    text += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return place;
  });
  const table = at.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const id = "<30313233343536373839414243444546>";
  text = `${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<</Size ${objects.length + 1}/Root 1 0 R/ID[${id}${id}]>>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text, "latin1");
}

/** The same as programs of today write it: objects packed into a stream, the cross-reference a stream with a predictor. */
export function packedPaper(words = "Quyet dinh so 123"): Buffer {
  const drawing = deflateSync(Buffer.from(`BT /F1 12 Tf 72 700 Td (${words}) Tj ET`));
  const packed = [
    [1, "<</Type/Catalog/Pages 2 0 R>>"],
    [2, "<</Type/Pages/Count 1/Kids[3 0 R]>>"],
    [3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"],
    [5, "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>"],
  ] as const;
  let list = "";
  let bodies = "";
  for (const [num, body] of packed) {
    list += `${num} ${bodies.length} `;
    bodies += `${body} `;
  }
  const pack = deflateSync(Buffer.from(list + bodies));
  const parts: Buffer[] = [Buffer.from("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "latin1")];
  const length = () => parts.reduce((sum, part) => sum + part.length, 0);
  const stream = (num: number, dict: string, bytes: Buffer) => {
    const at = length();
    parts.push(
      Buffer.from(`${num} 0 obj\n<<${dict}/Length ${bytes.length}>>\nstream\n`),
      bytes,
      Buffer.from("\nendstream\nendobj\n"),
    );
    return at;
  };
  const contents = stream(4, "/Filter/FlateDecode", drawing);
  const container = stream(6, `/Type/ObjStm/N ${packed.length}/First ${list.length}/Filter/FlateDecode`, pack);
  const start = length();
  const rows = [
    [0, 0, 65_535],
    [2, 6, 0],
    [2, 6, 1],
    [2, 6, 2],
    [1, contents, 0],
    [2, 6, 3],
    [1, container, 0],
    [1, start, 0],
  ] as const;
  let above = Buffer.alloc(7);
  const predicted = rows.map(([type, a, b]) => {
    const row = Buffer.alloc(7);
    row[0] = type;
    row.writeUInt32BE(a, 1);
    row.writeUInt16BE(b, 5);
    const up = Buffer.from(row.map((byte, i) => byte - (above[i] ?? 0)));
    above = row;
    return Buffer.concat([Buffer.from([2]), up]);
  });
  stream(
    7,
    "/Type/XRef/Size 8/W[1 4 2]/Root 1 0 R/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 7>>",
    deflateSync(Buffer.concat(predicted)),
  );
  parts.push(Buffer.from(`startxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}

/** Trusts the tests' own root, with fresh lists of both its authorities. */
export function trustIn({ root, ca }: City, revoked: Parameters<typeof revocationList>[1] = []): Trust {
  return {
    roots: [root.certificate],
    others: [],
    evidence: evidenceOf([revocationList(root, []), revocationList(ca, revoked)], []),
  };
}

export const check = (bytes: Buffer, trust: Trust, at: Date = now): CheckedPdf => checkPdf(bytes, trust, at);
/** "valid" or the verdict with what was said against it, for a test to compare. */
export function inShort({ verdict, reasons, signatures }: CheckedPdf): string {
  const notes = /^(time-proven|time-claimed|signed-again|timestamped|evidence-added|information-changed)$/;
  const each = signatures.map((one) => [one.verdict, ...one.reasons.filter((reason) => !notes.test(reason))].join(" "));
  return [[verdict, ...reasons].join(" "), ...each].join(" | ");
}
