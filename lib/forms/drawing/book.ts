import { PassThrough } from "node:stream";
import ExcelJS from "exceljs";
import { isWanted } from "@/lib/files/queries";
import { formatDay } from "@/lib/words";
import type { Register } from "../model";
import { registerCells, registerHeadings } from "./register-columns";

const widths = [6, 26, 48, 10, 28, 40, 24, 13, 13, 13, 14, 20, 24];

/** The register book as a workbook, written as its rows come. Text is typed as text, so that nothing in it is ever a formula. */
export function registerBook(head: Omit<Register, "rows">, rows: AsyncIterable<Register["rows"]>): PassThrough {
  const out = new PassThrough();
  const write = async () => {
    const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useSharedStrings: false, useStyles: true });
    const sheet = book.addWorksheet("Sổ theo dõi hồ sơ", {
      views: [{ state: "frozen", ySplit: 7 }],
      pageSetup: {
        paperSize: 9,
        orientation: "landscape",
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        printTitlesRow: "6:7",
      },
    });
    sheet.columns = widths.map((width) => ({ width }));
    const line = (text: string, size: number) => {
      const row = sheet.addRow([text.normalize("NFC")]);
      row.font = { name: "Times New Roman", bold: true, size };
      row.commit();
    };
    line(head.agencyAbove ? `${head.agencyAbove} – ${head.agency}` : head.agency, 11);
    line("SỔ THEO DÕI HỒ SƠ", 14);
    line(`${head.book} – Lĩnh vực: ${head.sector}`, 11);
    line(`Từ ngày ${formatDay(head.from)} đến ngày ${formatDay(head.to)} (${head.source})`, 11);
    sheet.addRow([]).commit();
    for (const names of [
      registerHeadings.flatMap(({ name, under }) => (under ? under.map((_, i) => (i === 0 ? name : "")) : [name])),
      registerHeadings.flatMap(({ under }) => under ?? [""]),
    ]) {
      const row = sheet.addRow(names);
      row.font = { name: "Times New Roman", bold: true };
      row.alignment = { wrapText: true, vertical: "middle", horizontal: "center" };
      row.commit();
    }
    for await (const some of rows) {
      for (const row of some) {
        const added = sheet.addRow(registerCells(row).map((cell) => (typeof cell === "string" ? cell.normalize("NFC") : cell)));
        added.font = { name: "Times New Roman" };
        added.alignment = { wrapText: true, vertical: "top" };
        added.commit();
      }
      if (!(await isWanted(out))) return;
    }
    sheet.commit();
    await book.commit();
  };
  write().catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error("the workbook could not be written")));
  return out;
}
