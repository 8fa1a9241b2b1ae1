import type { Content, TableCell } from "pdfmake/interfaces";
import { formatDay } from "@/lib/words";
import type { Register } from "../model";
import { registerCells, registerHeadings } from "./register-columns";
import { letterhead } from "./sheet";

export const registerMargins: [number, number, number, number] = [42, 34, 34, 34];
const pageWidth = 841.89 - registerMargins[0] - registerMargins[2];

export function registerContent(register: Register): Content[] {
  const head = (text: string): TableCell => ({ text, bold: true, alignment: "center" });
  const first: TableCell[] = registerHeadings.flatMap(({ name, under }) =>
    under
      ? [{ text: name, bold: true, alignment: "center", colSpan: under.length }, ...under.slice(1).map(() => ({}))]
      : [{ text: name, bold: true, alignment: "center", rowSpan: 2 }],
  );
  const second: TableCell[] = registerHeadings.flatMap(({ under }) => (under ? under.map(head) : [{}]));
  const widths = registerHeadings.flatMap(({ width, under }) =>
    (under ?? [""]).map(() => (width === 0 ? ("*" as const) : width)),
  );
  return [
    letterhead(
      { agencyAbove: register.agencyAbove, agency: register.agency, numberLine: register.book, placeAndDay: " " },
      [260, pageWidth - 260],
      11,
    ),
    { text: "SỔ THEO DÕI HỒ SƠ", bold: true, fontSize: 15, alignment: "center", margin: [0, 8, 0, 2] },
    { text: `Lĩnh vực: ${register.sector}`, alignment: "center", fontSize: 11 },
    {
      text: `Từ ngày ${formatDay(register.from)} đến ngày ${formatDay(register.to)}`,
      alignment: "center",
      italics: true,
      fontSize: 11,
      margin: [0, 0, 0, 8],
    },
    {
      table: {
        headerRows: 2,
        keepWithHeaderRows: 1,
        dontBreakRows: true,
        widths,
        body: [first, second, ...(register.rows.length > 0 ? register.rows.map(line) : [blankLine(widths.length)])],
      },
      layout: {
        hLineWidth: () => 0.5,
        vLineWidth: () => 0.5,
        paddingLeft: () => 2.5,
        paddingRight: () => 2.5,
        paddingTop: () => 2,
        paddingBottom: () => 2,
      },
    },
    { text: `Tổng số: ${register.rows.length} hồ sơ.`, margin: [0, 6, 0, 0], fontSize: 10 },
    {
      columns: [
        { text: "", width: "*" },
        {
          width: 240,
          stack: [
            { text: "NGƯỜI LẬP SỔ", bold: true },
            { text: "(Ký và ghi rõ họ tên)", italics: true },
          ],
          alignment: "center",
        },
      ],
      fontSize: 10,
      unbreakable: true,
      margin: [0, 6, 0, 40],
    },
  ];
}

const centred = (text: string | null): TableCell => ({ text: text ?? "", alignment: "center" });
const centredColumns = new Set([0, 3, 7, 8, 9, 10]);
function line(row: Register["rows"][number]): TableCell[] {
  return registerCells(row).map((cell, i) =>
    centredColumns.has(i) ? centred(cell === null ? null : String(cell)) : { text: cell === null ? "" : String(cell) },
  );
}
const blankLine = (count: number): TableCell[] => Array.from({ length: count }, () => ({ text: " " }));
