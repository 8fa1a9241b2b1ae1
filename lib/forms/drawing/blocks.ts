import type { Content, ContentTable, CustomTableLayout, TableCell } from "pdfmake/interfaces";
import { formatDay } from "@/lib/words";
import type { Block, Field } from "../model";

/** The width of the text on an A5 page, in points. */
export const textWidth = 419.53 - 40 - 28;
const dots: CustomTableLayout = {
  hLineWidth: (i, node) => (i === node.table.body.length ? 0.6 : 0),
  vLineWidth: () => 0,
  hLineStyle: () => ({ dash: { length: 0.6, space: 1.8 } }),
  paddingLeft: () => 0,
  paddingRight: () => 0,
  paddingTop: () => 0,
  paddingBottom: () => 0,
};
const ruled: CustomTableLayout = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  paddingLeft: () => 3,
  paddingRight: () => 3,
  paddingTop: () => 1,
  paddingBottom: () => 0.5,
};

/** A block of a form as it stands on the paper. */
export function blockContent(block: Block): Content {
  switch (block.is) {
    case "fields":
      return fieldsLine(block.fields);
    case "text":
      return {
        text: block.runs.map(({ text, isStrong }) => ({ text, bold: isStrong ?? false })),
        alignment: "justify",
        leadingIndent: 18,
        margin: [0, 1.5, 0, 1.5],
      };
    case "list":
      return {
        stack: [
          ...(block.lead ? [{ text: block.lead, margin: [0, 1.5, 0, 1] as [number, number, number, number] }] : []),
          ...(block.items.length > 0
            ? block.items.map(
                (item, i): Content => ({
                  text: block.items.length > 1 || block.lead ? `${i + 1}. ${item}` : item,
                  alignment: "justify",
                  leadingIndent: 18,
                  margin: [0, 1, 0, 1],
                }),
              )
            : Array.from({ length: block.blanks }, () => dottedLine())),
        ],
      };
    case "papers":
      return papersTable(block);
    case "days":
      return daysContent(block);
    case "passage":
      return passageTable(block.rows);
  }
}

function fieldsLine(fields: readonly Field[]): Content {
  const margin: [number, number, number, number] = [0, 0.7, 0, 0.7];
  const [only] = fields;
  if (fields.length === 1 && only) return { ...one(only), margin };
  return { columns: fields.map((f) => ({ width: "*", ...one(f) })), columnGap: 10, margin };
}
function one({ label, value, isStrong }: Field): { text: Content } | ContentTable {
  if (value !== null) return { text: [`${label}: `, { text: value, bold: isStrong ?? false }] };
  return {
    table: { widths: ["auto", "*"], body: [[{ text: `${label}: ` }, { text: "", border: [false, false, false, true] }]] },
    layout: gap,
  };
}
/** A label in front of dots that run to the end of the line. */
const gap: CustomTableLayout = { ...dots, hLineWidth: () => 0.6, defaultBorder: false };
const dottedLine = (): Content => ({ table: { widths: ["*"], body: [[" "]] }, layout: dots });

function papersTable({ lead, rows }: Extract<Block, { is: "papers" }>): Content {
  const hasElectronic = rows.some((r) => r.electronic > 0);
  const head = ["STT", "Tên giấy tờ", "Bản chính", "Bản sao chứng thực", "Bản chụp", ...(hasElectronic ? ["Bản điện tử"] : [])];
  const count = (n: number): TableCell => ({ text: n === 0 ? "" : String(n).padStart(2, "0"), alignment: "center" });
  const line = (cells: TableCell[]) => cells;
  const body = rows.map((row, i) =>
    line([
      { text: String(i + 1), alignment: "center" },
      { text: row.name },
      count(row.originals),
      count(row.certifiedCopies),
      count(row.photocopies),
      ...(hasElectronic ? [count(row.electronic)] : []),
    ]),
  );
  const blank = (i: number) => line([{ text: String(i + 1), alignment: "center" }, " ", " ", " ", " "]);
  return {
    stack: [
      { text: lead, margin: [0, 1.5, 0, 2] },
      {
        table: {
          headerRows: 1,
          dontBreakRows: true,
          widths: [22, "*", 34, 50, 34, ...(hasElectronic ? [36] : [])],
          body: [
            head.map((text) => ({ text, bold: true, alignment: "center" as const })),
            ...(body.length > 0 ? body : [0, 1, 2].map(blank)),
          ],
        },
        layout: ruled,
        fontSize: 9,
      },
    ],
    margin: [0, 0, 0, 3],
  };
}

const dayWidth = 15;
const daysALine = Math.floor(textWidth / dayWidth);
/** A box a day: white counted, grey passed over, framed thick the due day. */
function daysContent({ sentence, days }: Extract<Block, { is: "days" }>): Content {
  const words: Content = { text: sentence, italics: true, fontSize: 8.5, margin: [0, 0, 0, 2] };
  if (days.length === 0) return words;
  const lines: (typeof days)[] = [];
  for (let i = 0; i < days.length; i += daysALine) lines.push(days.slice(i, i + daysALine));
  return {
    stack: [
      words,
      ...lines.map(
        (line): Content => ({
          table: {
            widths: line.map(() => dayWidth - 5),
            body: [
              line.map((day) => ({
                text: formatDay(day.on).slice(0, day.on.endsWith("-01") || day === days[0] ? 5 : 2),
                alignment: "center",
                fontSize: 6,
                noWrap: true,
                bold: day.is === "due" || day.is === "accepted",
                fillColor: day.is === "off" ? "#d0d0d0" : day.is === "due" ? "#000000" : "#ffffff",
                color: day.is === "due" ? "#ffffff" : "#000000",
              })),
            ],
          },
          layout: { ...ruled, paddingLeft: () => 2, paddingRight: () => 2, paddingTop: () => 1, paddingBottom: () => 1 },
          margin: [0, 0, 0, 2],
        }),
      ),
    ],
  };
}

const passageBlank = "…… giờ …… phút,\nngày … tháng … năm ……";
function passageTable(rows: Extract<Block, { is: "passage" }>["rows"]): Content {
  const head = ["TÊN CƠ QUAN", "THỜI GIAN GIAO, NHẬN HỒ SƠ", "KẾT QUẢ GIẢI QUYẾT HỒ SƠ (Trước hạn/Đúng hạn/Quá hạn)", "GHI CHÚ"];
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: [100, "*", 62, 48],
      body: [
        head.map((text) => ({ text, bold: true, alignment: "center" as const, fontSize: 8 })),
        ...rows.map((row): TableCell[] => [
          { stack: [`1. Giao: ${row.from ?? "…………………"}`, { text: `2. Nhận: ${row.to ?? "…………………"}`, margin: [0, 3, 0, 0] }] },
          {
            stack: [
              { text: row.at ?? passageBlank, alignment: "center" },
              {
                columns: [
                  { text: "Người giao", alignment: "center" },
                  { text: "Người nhận", alignment: "center" },
                ],
                bold: true,
                margin: [0, 1, 0, 16],
              },
            ],
          },
          { text: row.result ?? "", alignment: "center" },
          { text: row.note ?? "" },
        ]),
      ],
    },
    layout: ruled,
    fontSize: 8.5,
    margin: [0, 6, 0, 0],
  };
}
