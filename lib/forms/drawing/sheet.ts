import type { Content } from "pdfmake/interfaces";
import type { Sheet } from "../model";
import { blockContent, textWidth } from "./blocks";
import { code128, qrCode } from "./codes";

export const rule = (width: number, thickness = 0.6): Content => ({
  canvas: [{ type: "line", x1: 0, y1: 0, x2: width, y2: 0, lineWidth: thickness }],
});

/** One copy of a sheet, from the names of the agencies to the notes. */
export function sheetContent(sheet: Sheet, copy: string): Content[] {
  // A letter has room to be read; a receipt must fit on its page.
  const isLetter = !sheet.blocks.some((b) => b.is === "papers" || b.is === "passage");
  return [
    letterhead({ ...sheet, numberLine: `Số: ${sheet.numberText}` }),
    titleOf(sheet, copy),
    { stack: sheet.blocks.map(blockContent), ...(isLetter ? { fontSize: 11, lineHeight: 1.12 } : {}) },
    ...(sheet.signatures.length > 0 ? [signatures(sheet.signatures)] : []),
    ...(sheet.notes.length > 0 ? [notes(sheet.notes)] : []),
  ];
}

/** Agency on the left, state name and motto on the right, each over its rule; then number, and place with date (NĐ 30/2020, Phụ lục I). */
export function letterhead(
  {
    agencyAbove,
    agency,
    numberLine,
    placeAndDay,
  }: Pick<Sheet, "agencyAbove" | "agency" | "placeAndDay"> & { numberLine: string },
  widths: [number, number] = [150, textWidth - 150],
  size = 9,
): Content {
  const [left, right] = widths;
  return {
    columns: [
      {
        width: left,
        stack: [
          ...(agencyAbove ? [{ text: inLines(agencyAbove), fontSize: size }] : []),
          { text: inLines(agency), bold: true, fontSize: size },
          { ...centredRule(left, left * 0.4) },
          { text: numberLine, fontSize: size + 1, margin: [0, 5, 0, 0] },
        ],
        alignment: "center",
      },
      {
        width: right,
        stack: [
          { text: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold: true, fontSize: size },
          { text: "Độc lập - Tự do - Hạnh phúc", bold: true, fontSize: size + 1 },
          // As long as the motto above it.
          { ...centredRule(right, (size + 1) * 12.45) },
          { text: placeAndDay, italics: true, fontSize: size + 1, margin: [0, 5, 0, 0] },
        ],
        alignment: "center",
      },
    ],
  };
}
/** Where a long name is broken on official paper: after what kind of agency it is. */
const inLines = (name: string) => name.replace(/^(ỦY BAN NHÂN DÂN|TRUNG TÂM PHỤC VỤ|BỘ PHẬN TIẾP NHẬN|BỘ PHẬN MỘT CỬA) /, "$1\n");

function centredRule(room: number, width: number) {
  return {
    canvas: [{ type: "line" as const, x1: (room - width) / 2, y1: 0, x2: (room + width) / 2, y2: 0, lineWidth: 0.7 }],
    margin: [0, 2, 0, 0] as [number, number, number, number],
    alignment: "left" as const,
  };
}

const barHeight = 18;
const qrSide = 42;
function titleOf({ title, replaces, code, address }: Sheet, copy: string): Content {
  const words: Content[] = [
    { text: title, bold: true, fontSize: 12, alignment: "center" },
    ...(copy ? [{ text: copy, italics: true, fontSize: 9, alignment: "center" as const }] : []),
    ...(replaces ? [{ text: replaces, italics: true, fontSize: 9.5, alignment: "center" as const }] : []),
  ];
  if (code === null) return { stack: words, margin: [0, 12, 0, 8] };
  const bars = code128(code, textWidth - qrSide - 60, barHeight);
  return {
    stack: [
      ...words,
      {
        columns: [
          {
            width: "*",
            stack: [{ text: ["Mã hồ sơ: ", { text: code, bold: true }], fontSize: 10.5, margin: [0, 2, 0, 3] }, bars.content],
          },
          { width: qrSide, stack: [qrCode(address ?? code, qrSide)] },
        ],
        margin: [0, 4, 0, 0],
      },
    ],
    margin: [0, 8, 0, 4],
  };
}

function signatures(list: Sheet["signatures"]): Content {
  return {
    columns: list.map(({ title, hint, name }) => ({
      width: "*",
      stack: [
        { text: title, bold: true, fontSize: 9.5 },
        { text: hint, italics: true, fontSize: 9 },
        { text: name ?? " ", bold: true, margin: [0, 24, 0, 0] as [number, number, number, number] },
      ],
      alignment: "center" as const,
    })),
    unbreakable: true,
    margin: [0, 5, 0, 0],
  };
}
function notes(list: readonly string[]): Content {
  return {
    stack: [{ text: "Ghi chú:", bold: true, italics: true }, ...list.map((note) => ({ text: `- ${note}`, italics: true }))],
    fontSize: 7.5,
    margin: [0, 4, 0, 0],
  };
}
