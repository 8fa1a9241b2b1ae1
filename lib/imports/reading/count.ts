import type { Layout } from "../model";
import type { RegisterFile } from "./file";
import { readWorkbook } from "./workbook";
import { readXml } from "./xml";
import { openArchive } from "./zip";

/** About how many records a register has, for a progress bar: lines of a CSV, the stated size of a sheet. Null when nothing says it. */
export async function countRows(source: RegisterFile, format: "xlsx" | "csv", layout: Layout): Promise<number | null> {
  const lines = format === "csv" ? await countLines(source) : await statedLines(source, layout.sheet);
  return lines === null ? null : Math.max(0, lines - layout.headerLine);
}

async function countLines(source: RegisterFile): Promise<number> {
  let lines = 0;
  let last = 10;
  for await (const chunk of source.read() as AsyncIterable<Buffer>) {
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++;
    last = chunk.at(-1) ?? last;
  }
  return last === 10 ? lines : lines + 1;
}

async function statedLines(source: RegisterFile, sheetName: string | null): Promise<number | null> {
  const archive = await openArchive(await source.whole());
  try {
    const sheet = (await readWorkbook(archive)).sheets.find((s) => s.name === sheetName);
    if (!sheet) return null;
    let stated: string | undefined;
    let isOver = false;
    await readXml(
      archive.read(sheet.part),
      {
        open(name, a) {
          if (name === "dimension") stated = a.ref;
          if (name === "dimension" || name === "sheetData") isOver = true;
        },
      },
      { isEnough: () => isOver },
    );
    const last = Number(/(\d{1,9})$/.exec(stated ?? "")?.[1]);
    return last > 0 && last <= 1_048_576 ? last : null;
  } finally {
    archive.close();
  }
}
