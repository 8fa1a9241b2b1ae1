import type { Content, TableCell } from "pdfmake/interfaces";
import type { PrintedTable } from "../model";
import { registerMargins } from "./register";
import { letterhead } from "./sheet";

const pageWidth = 841.89 - registerMargins[0] - registerMargins[2];

const usual = (column: number) => (column === 1 ? "left" : column === 0 ? "center" : "right");

/** A table of figures from the names of the agencies to the signatures. */
export function tableContent(printed: PrintedTable): Content[] {
  const { headings, numbers, rows, notes, signatures, alignments } = printed;
  const isTall = headings.some((h) => h.under);
  const head = (text: string) => ({ text, bold: true, alignment: "center" as const });
  const first: TableCell[] = headings.flatMap(({ name, under }) =>
    under
      ? [{ ...head(name), colSpan: under.length }, ...under.slice(1).map(() => ({}))]
      : [{ ...head(name), rowSpan: isTall ? 2 : 1 }],
  );
  const second: TableCell[] = headings.flatMap(({ under }) => (under ? under.map(head) : [{}]));
  const widths = headings.flatMap(({ width, under }) => (under ?? [""]).map(() => (width === 0 ? ("*" as const) : width)));
  const counted: TableCell[] = numbers.map((text) => ({ text, alignment: "center", italics: true, fontSize: 6.8, noWrap: true }));
  return [
    letterhead({ ...printed, numberLine: printed.formLine }, [300, pageWidth - 300], 11),
    { text: printed.title, bold: true, fontSize: 14, alignment: "center", margin: [0, 8, 0, 2] },
    ...printed.subtitles.map((text): Content => ({ text, alignment: "center", italics: true, fontSize: 11 })),
    { text: printed.measure, alignment: "right", italics: true, fontSize: 10, margin: [0, 4, 0, 2] },
    {
      table: {
        headerRows: (isTall ? 2 : 1) + 1,
        keepWithHeaderRows: 1,
        dontBreakRows: true,
        widths,
        body: [
          first,
          ...(isTall ? [second] : []),
          counted,
          ...rows.map(({ cells, isTotal }): TableCell[] =>
            cells.map((text, i) => ({ text, bold: isTotal, alignment: alignments?.[i] ?? usual(i) })),
          ),
        ],
      },
      layout: {
        hLineWidth: () => 0.5,
        vLineWidth: () => 0.5,
        paddingLeft: () => 3,
        paddingRight: () => 3,
        paddingTop: () => 2,
        paddingBottom: () => 2,
      },
    },
    ...notes.map((text, i): Content => ({ text, fontSize: 9, margin: [0, i === 0 ? 6 : 1, 0, 0] })),
    {
      columns: signatures.map(({ title, hint }) => ({
        width: "*",
        stack: [
          { text: title, bold: true },
          { text: hint, italics: true },
        ],
        alignment: "center" as const,
      })),
      fontSize: 10,
      unbreakable: true,
      margin: [0, 10, 0, 40],
    },
  ];
}
