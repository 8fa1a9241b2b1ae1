import { deflateSync } from "node:zlib";
import type { Day } from "@/lib/calendar/model";
import { dictOf } from "@/lib/signatures/pdf/revision";
import { Ref, type Value } from "@/lib/signatures/pdf/values";
import { textOf, Verbatim, type Written, written } from "@/lib/signatures/signing/writing";
import type { Letters } from "./letters";

/** What stands on a paper, laid out as NĐ 30/2020/NĐ-CP, Phụ lục I has it. */
export type PaperText = {
  /** Above the agency's name; null for the highest of the demo. */
  agencyAbove: string | null;
  agency: string;
  symbol: string;
  place: string;
  on: Day;
  /** "QUYẾT ĐỊNH"; null for a letter, whose subject stands under its number. */
  kind: string | null;
  subject: string;
  body: readonly string[];
  recipients: readonly string[];
  authority: string | null;
  post: string;
  signer: string;
};

export type Rect = readonly [left: number, bottom: number, right: number, top: number];
/** A paper without signatures, and where they belong: between post and name, the seal over a third of the other from the left. */
export type Paper = { bytes: Buffer; person: Rect; agency: Rect };

const page = { width: 595, height: 842 };
type Style = { size?: number; isBold?: boolean; isSlanted?: boolean };

/** A paper of one page with the letters laid in, unsigned. The same text gives the same bytes. */
export function drawPaper(text: PaperText, letters: Letters): Paper {
  const pen = new Pen(letters);
  const [left, right] = [160, 415];
  if (text.agencyAbove) pen.centred(left, 792, text.agencyAbove.toUpperCase(), { size: 11 });
  pen.centred(left, 777, text.agency.replace("nhân dân ", "nhân dân\n").toUpperCase(), { size: 11, isBold: true, width: 190 });
  pen.centred(left, 740, `Số: ${text.symbol}`);
  pen.centred(right, 792, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", { size: 11, isBold: true });
  pen.centred(right, 776, "Độc lập - Tự do - Hạnh phúc", { isBold: true });
  pen.rule(right - 80, right + 80, 771);
  const [year = "", month = "", date = ""] = text.on.split("-");
  pen.centred(right, 740, `${text.place}, ngày ${date} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}`, {
    isSlanted: true,
  });
  let y = 706;
  if (text.kind) {
    pen.centred(page.width / 2, y, text.kind.toUpperCase(), { size: 14, isBold: true });
    y = pen.centred(page.width / 2, y - 18, text.subject, { isBold: true, width: 380 }) - 14;
  } else y = Math.min(pen.centred(left, 724, `V/v ${text.subject}`, { size: 11, width: 200 }) - 20, y);
  for (const paragraph of text.body) y = pen.paragraph(85, 540, y, paragraph) - 6;

  const foot = y - 18;
  pen.line(85, foot, "Nơi nhận:", { size: 11, isBold: true, isSlanted: true });
  for (const [i, name] of [...text.recipients, "Lưu: VT."].entries())
    pen.line(85, foot - 14 - 13 * i, `- ${name}${i < text.recipients.length ? ";" : ""}`, { size: 10 });
  const post = text.authority ? `${text.authority} ${text.post}` : text.post;
  pen.centred(432, foot, post.toUpperCase(), { isBold: true, width: 220 });
  pen.centred(432, foot - 128, text.signer, { isBold: true });
  return {
    bytes: assembled(pen.drawing, text.subject, letters),
    person: [372, foot - 102, 492, foot - 54],
    agency: [322, foot - 118, 412, foot - 28],
  };
}

class Pen {
  drawing = "";
  constructor(private readonly letters: Letters) {}

  private widthOf(words: string, size: number): number {
    let width = 0;
    for (const letter of words) width += this.letters.widthOf.get(letter) ?? 500;
    return (width * size) / 1000;
  }

  line(x: number, y: number, words: string, { size = 12, isBold = false, isSlanted = false }: Style = {}): void {
    const codes = [...words].map((letter) => this.letters.codeOf.get(letter) ?? "0001").join("");
    // One face serves for all: bold is drawn with its outline, slanted is leant over.
    const weight = isBold ? `2 Tr ${(size * 0.03).toFixed(2)} w` : "0 Tr";
    this.drawing += `BT /F1 ${size} Tf ${weight} 1 0 ${isSlanted ? 0.2 : 0} 1 ${x.toFixed(1)} ${y.toFixed(1)} Tm <${codes}> Tj ET\n`;
  }

  /** Answers where the next line would stand. */
  centred(x: number, y: number, words: string, style: Style & { width?: number } = {}): number {
    const { size = 12, width = 260 } = style;
    let at = y;
    for (const line of this.wrapped(words, size, width)) {
      this.line(x - this.widthOf(line, size) / 2, at, line, style);
      at -= size * 1.2;
    }
    return at;
  }

  paragraph(x: number, to: number, y: number, words: string): number {
    let at = y;
    for (const [i, line] of this.wrapped(words, 12, to - x - 14).entries()) {
      this.line(x + (i === 0 ? 20 : 0), at, line);
      at -= 16;
    }
    return at;
  }

  rule(from: number, to: number, y: number): void {
    this.drawing += `0.6 w ${from.toFixed(1)} ${y} m ${to.toFixed(1)} ${y} l S\n`;
  }

  private wrapped(text: string, size: number, width: number): string[] {
    return text
      .normalize("NFC")
      .split("\n")
      .flatMap((words) => this.broken(words, size, width));
  }

  private broken(words: string, size: number, width: number): string[] {
    const lines: string[] = [""];
    for (const word of words.split(" ")) {
      const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
      if (this.widthOf(longer, size) <= width || lines.at(-1) === "") lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }
}

const firstOfFont = 5;
function assembled(drawing: string, title: string, { objects, numbers }: Letters): Buffer {
  const contents = deflateSync(Buffer.from(drawing, "latin1"));
  const all: { value: Written; stream: Buffer | null }[] = [
    { value: new Verbatim("<</Type/Catalog/Pages 2 0 R/Lang(vi-VN)>>"), stream: null },
    { value: new Verbatim("<</Type/Pages/Count 1/Kids[3 0 R]>>"), stream: null },
    {
      value: new Verbatim(
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${page.width} ${page.height}]/Contents 4 0 R/Resources<</Font<</F1 ${firstOfFont} 0 R>>>>>>`,
      ),
      stream: null,
    },
    { value: new Verbatim(`<</Filter/FlateDecode/Length ${contents.length}>>`), stream: contents },
    ...objects.map(({ value, stream }) => ({ value: moved(value, numbers), stream })),
    { value: { Title: textOf(title), Producer: textOf("Vong Lau (du lieu mo phong)") }, stream: null },
  ];
  const parts: Buffer[] = [Buffer.from("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "latin1")];
  let length = parts[0]?.length ?? 0;
  const push = (part: Buffer) => {
    parts.push(part);
    length += part.length;
  };
  const at = all.map(({ value, stream }, i) => {
    const place = length;
    push(Buffer.from(`${i + 1} 0 obj\n${written(value)}\n`, "latin1"));
    if (stream) {
      push(Buffer.from("stream\n"));
      push(stream);
      push(Buffer.from("\nendstream\n"));
    }
    push(Buffer.from("endobj\n"));
    return place;
  });
  const table = at.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = all.length + 1;
  push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<</Size ${size}/Root 1 0 R/Info ${all.length} 0 R>>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

/** An object of the font with its references as they are here. */
function moved(value: Value, numbers: readonly number[]): Written {
  if (value instanceof Ref) return new Ref(firstOfFont + numbers.indexOf(value.num), 0);
  if (Array.isArray(value)) return value.map((one: Value) => moved(one, numbers));
  const dict = dictOf(value);
  if (dict) return Object.fromEntries([...dict.map].map(([key, one]) => [key, moved(one, numbers)]));
  return value;
}

/** A stroke of the pen, in blue, different for each name (NĐ 30/2020, Phụ lục I: the image of the signature is blue). */
export function signatureDrawing(name: string): string {
  let x = 12;
  let out = "0.05 0.2 0.7 RG 1.6 w 1 J 12 20 m ";
  for (const letter of name) {
    const n = letter.codePointAt(0) ?? 0;
    out += `${x + 2} ${12 + (n % 30)} ${x + 5} ${4 + (n % 17)} ${x + 8} ${16 + (n % 11)} c `;
    x += 6;
    if (x > 108) break;
  }
  return `${out}S 10 10 m ${x} 14 l S`;
}

/** A round seal with a star, in red (the same annex: the image of the seal is red). */
export function sealDrawing(): string {
  const round = (r: number) => {
    const k = r * 0.5523;
    const [c, n] = [45, (v: number) => v.toFixed(1)];
    return `${n(c + r)} ${c} m ${n(c + r)} ${n(c + k)} ${n(c + k)} ${n(c + r)} ${c} ${n(c + r)} c ${n(c - k)} ${n(c + r)} ${n(c - r)} ${n(c + k)} ${n(c - r)} ${c} c ${n(c - r)} ${n(c - k)} ${n(c - k)} ${n(c - r)} ${c} ${n(c - r)} c ${n(c + k)} ${n(c - r)} ${n(c + r)} ${n(c - k)} ${n(c + r)} ${c} c S`;
  };
  const star = Array.from({ length: 10 }, (_, i) => {
    const [angle, r] = [Math.PI / 2 + (i * Math.PI) / 5, i % 2 === 0 ? 15 : 6];
    return `${(45 + r * Math.cos(angle)).toFixed(1)} ${(45 + r * Math.sin(angle)).toFixed(1)} ${i === 0 ? "m" : "l"}`;
  }).join(" ");
  return `0.85 0.1 0.1 RG 0.85 0.1 0.1 rg 2 w ${round(42)} 1 w ${round(30)} ${star} h f`;
}
