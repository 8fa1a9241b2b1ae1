import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import pdfmake from "pdfmake";
import type { Content, TDocumentDefinitions } from "pdfmake/interfaces";
import type { PrintedTable, Register, Sheet, SignatureStamp } from "../model";
import { textWidth } from "./blocks";
import { registerContent, registerMargins } from "./register";
import { rule, sheetContent } from "./sheet";
import { stampDocument } from "./stamp";
import { tableContent } from "./table";

const fonts = dirname(createRequire(import.meta.url).resolve("@expo-google-fonts/tinos/package.json"));
const face = (name: string) => join(fonts, name, `Tinos_${name}.ttf`);
/** Tinos has the measures of Times New Roman, which NĐ 30/2020 asks for, and every Vietnamese letter. */
pdfmake.setFonts({
  Tinos: {
    normal: face("400Regular"),
    bold: face("700Bold"),
    italics: face("400Regular_Italic"),
    bolditalics: face("700Bold_Italic"),
  },
});
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path.startsWith(fonts));

/** What is to be drawn; `at` is written into the file, so that the same print gives the same bytes. */
export type Print = { at: Date } & (
  | { sheets: Sheet[] }
  | { register: Register }
  | { table: PrintedTable }
  | { stamp: SignatureStamp }
);

/** A node that pdfmake tells the page it came to lie on. */
type Marker = { text: string; fontSize: number; lineHeight: number; pageBreak?: "before"; positions?: { pageNumber: number }[] };

export function documentOf(print: Print): TDocumentDefinitions {
  const definition = definitionOf(print);
  const info = { title: titleOf(print), creator: "Vọng Lâu", producer: "Vọng Lâu", creationDate: print.at, modDate: print.at };
  return normalised({ ...definition, info, language: "vi-VN", version: "1.7", compress: true });
}

function definitionOf(print: Print): TDocumentDefinitions {
  if ("sheets" in print) return sheetsDocument(print.sheets);
  if ("stamp" in print) return stampDocument(print.stamp);
  if ("table" in print) return acrossDocument(tableContent(print.table), print.table.footer, 9);
  return acrossDocument(registerContent(print.register), print.register.source, 8);
}

function titleOf(print: Print): string {
  if ("table" in print) return print.table.title;
  if ("stamp" in print) return "Chữ ký số";
  if ("register" in print) return "Sổ theo dõi hồ sơ";
  const [sheet] = print.sheets;
  return print.sheets.length === 1 && sheet ? `${sheet.title.replace("\n", " ")} ${sheet.numberText}` : "Biểu mẫu hồ sơ một cửa";
}

function sheetsDocument(sheets: readonly Sheet[]): TDocumentDefinitions {
  const starts: { marker: Marker; sheet: Sheet }[] = [];
  const content = sheets.flatMap((sheet) =>
    sheet.copies.flatMap((copy): Content[] => {
      const marker: Marker = { text: " ", fontSize: 1, lineHeight: 0.1, ...(starts.length > 0 ? { pageBreak: "before" } : {}) };
      starts.push({ marker, sheet });
      return [marker, ...sheetContent(sheet, copy)];
    }),
  );
  return {
    pageSize: "A5",
    pageMargins: [40, 20, 28, 28],
    defaultStyle: { font: "Tinos", fontSize: 9.5, lineHeight: 1.02 },
    content,
    // Pages are counted a copy: a batch is many papers, not one.
    footer: (page, pages) => {
      const pageOf = (i: number) => starts[i]?.marker.positions?.[0]?.pageNumber ?? pages + 1;
      const at = starts.findIndex((_, i) => pageOf(i) <= page && page < pageOf(i + 1));
      const sheet = starts[at]?.sheet;
      const [first, next] = [pageOf(at), pageOf(at + 1)];
      return {
        margin: [40, 6, 28, 0],
        stack: [
          rule(textWidth, 0.3),
          {
            columns: [
              { text: sheet?.source ?? "", width: "*" },
              {
                text: sheet ? `Số ${sheet.numberText} – Trang ${page - first + 1}/${next - first}` : "",
                alignment: "right",
                width: "auto",
              },
            ],
            fontSize: 7.5,
            italics: true,
            margin: [0, 2, 0, 0],
          },
        ],
      };
    },
  };
}

/** A4 across, its source at the foot of every page. */
function acrossDocument(content: Content[], source: string, fontSize: number): TDocumentDefinitions {
  return {
    pageSize: "A4",
    pageOrientation: "landscape",
    pageMargins: registerMargins,
    defaultStyle: { font: "Tinos", fontSize, lineHeight: 1.05 },
    content,
    footer: (page, pages) => ({
      margin: [registerMargins[0], 8, registerMargins[2], 0],
      columns: [
        { text: source, width: "*" },
        { text: `Trang ${page}/${pages}`, alignment: "right", width: "auto" },
      ],
      fontSize: 8,
      italics: true,
    }),
  };
}

/** Every text in NFC: a decomposed letter falls apart in print. */
function normalised<T>(value: T): T {
  if (typeof value === "string") return value.normalize("NFC") as T;
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) value[i] = normalised(item);
    return value;
  }
  if (typeof value === "object" && value !== null && !(value instanceof Date))
    for (const [key, item] of Object.entries(value)) (value as Record<string, unknown>)[key] = normalised(item);
  return value;
}

/** The PDF as a stream that nobody has begun to read. */
export async function draw(print: Print): Promise<NodeJS.ReadableStream & { end(): void }> {
  return await pdfmake.createPdf(documentOf(print)).getStream();
}
