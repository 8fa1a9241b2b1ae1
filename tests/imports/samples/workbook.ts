import { type ZipPart, zipOf } from "./zip";

/** A cell: text, a number, or an Excel date (a serial number under a date style). */
export type SheetCell =
  | string
  | number
  | { serial: number }
  | { inline: string }
  | { formula: string; cached: string }
  | { error: string };

const escaped = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
const letter = (column: number): string =>
  (column < 26 ? "" : letter(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));

/** Days since 1899-12-30 of a day, with the minute as a fraction. */
export function serialOf(day: string, minute = 0): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569 + minute / 1440;
}

export function partsOf(
  rows: readonly (readonly SheetCell[])[],
  options: { date1904?: boolean; extra?: string; sheetName?: string } = {},
): ZipPart[] {
  const texts = new Map<string, number>();
  const shared = (text: string) => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    texts.set(text, texts.size);
    return texts.size - 1;
  };
  const body = rows
    .map((row, r) => {
      const cells = row.map((cell, c) => {
        const at = `r="${letter(c)}${r + 1}"`;
        if (cell === "") return "";
        if (typeof cell === "string") return `<c ${at} t="s"><v>${shared(cell)}</v></c>`;
        if (typeof cell === "number") return `<c ${at}><v>${cell}</v></c>`;
        if ("serial" in cell) return `<c ${at} s="1"><v>${cell.serial}</v></c>`;
        if ("inline" in cell)
          return `<c ${at} t="inlineStr"><is><r><t>${escaped(cell.inline.slice(0, 3))}</t></r><r><t xml:space="preserve">${escaped(cell.inline.slice(3))}</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>`;
        if ("formula" in cell) return `<c ${at} t="str"><f>${escaped(cell.formula)}</f><v>${escaped(cell.cached)}</v></c>`;
        return `<c ${at} t="e"><v>${cell.error}</v></c>`;
      });
      return `<row r="${r + 1}">${cells.join("")}</row>`;
    })
    .join("");
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  return [
    {
      name: "xl/workbook.xml",
      data: `<?xml version="1.0" encoding="UTF-8"?><workbook ${main} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">${
        options.date1904 ? '<workbookPr date1904="1"/>' : ""
      }<sheets><sheet name="${options.sheetName ?? "Sổ"}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      data: '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="t" Target="worksheets/sheet1.xml"/></Relationships>',
    },
    {
      name: "xl/styles.xml",
      data: `<styleSheet ${main}><numFmts count="1"><numFmt numFmtId="170" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>`,
    },
    {
      name: "xl/worksheets/sheet1.xml",
      data: `<worksheet ${main}><dimension ref="A1:${letter(rows.reduce((most, r) => Math.max(most, r.length - 1), 0))}${rows.length}"/><sheetData>${body}</sheetData>${options.extra ?? ""}</worksheet>`,
    },
    {
      name: "xl/sharedStrings.xml",
      data: `<sst ${main}>${[...texts.keys()].map((t) => `<si><t xml:space="preserve">${escaped(t)}</t></si>`).join("")}</sst>`,
    },
  ];
}
export const workbookOf = (...args: Parameters<typeof partsOf>) => zipOf(partsOf(...args));
