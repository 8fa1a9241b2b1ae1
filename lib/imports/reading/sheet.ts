import { AppError } from "@/lib/errors";
import { dayOfExcelSerial } from "../judging/times";
import { type Cell, maxCellLength, maxColumns, maxRows, type SourceRow } from "../model";
import { plainCharacter, xmlReader } from "./xml";

type Ready = { dateStyles: readonly boolean[]; usesEpoch1904: boolean; textOf(index: number): string };

/** "AB12" → 27: the column of a reference, 0 the first. -1 when there is none. */
function columnOf(reference: string | undefined): number {
  let column = 0;
  for (let i = 0; reference !== undefined && i < reference.length; i++) {
    const code = reference.charCodeAt(i);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
    if (column > 20_000) break;
  }
  return column - 1;
}

/** Rows are numbered upwards, as Excel itself demands; what is not is no sheet. */
function nextLine(line: number, stated: string | undefined): number {
  const next = stated === undefined ? line + 1 : Number(stated);
  if (!Number.isInteger(next) || next <= line || next > 2_000_000_000) throw new AppError("refused", "xlsx-broken");
  return next;
}

/** A row as programs write it: numbered, its cells with their place and at most a style, a kind and a value. */
const plainRow = /<row r="(\d{1,9})"(?: [\w:.]+="[ !#-%'-;=-~]*")*>/y;
const plainCell = new RegExp(
  `<c r="([A-Z]{1,3})\\d+"(?: s="(\\d+)")?(?: t="([a-z]+)")?(?:/>|><v>(${plainCharacter}*)</v></c>)`,
  "y",
);
const rowEnd = "</row>";

/**
 * The rows of a sheet that hold anything, in order, a few hundred at a time. Only <sheetData> is read: merged ranges, validations
 * and the stated dimension, which can claim seventeen thousand million cells in a hundred bytes, are never looked at.
 */
export async function* readSheet(stream: AsyncIterable<Uint8Array>, workbook: Ready): AsyncGenerator<SourceRow[]> {
  let rows: SourceRow[] = [];
  let isOver = false;
  let line = 0;
  let kept = 0;
  let cells: Cell[] = [];
  let isEmpty = true;
  let column = -1;
  let kind = "n";
  let style = 0;
  let text = "";
  let isValue = false;
  let isPhonetic = false;

  const beginRow = (stated: string | undefined) => {
    line = nextLine(line, stated);
    cells = [];
    isEmpty = true;
    column = -1;
  };
  const bound = (length: number) => {
    if (length > maxCellLength) throw new AppError("refused", "cell-too-long", { detail: { line } });
  };
  const put = (value: Cell) => {
    if (value === "") return;
    if (column < 0 || column >= maxColumns) throw new AppError("refused", "too-many-columns", { detail: { line } });
    while (cells.length < column) cells.push("");
    cells[column] = value;
    isEmpty = false;
  };
  const endRow = () => {
    if (isEmpty) return;
    if (++kept > maxRows) throw new AppError("refused", "too-many-rows");
    rows.push({ line, cells });
  };
  const takePlainRow = (from: string, at: number): number => {
    plainRow.lastIndex = at;
    const row = isOver ? null : plainRow.exec(from);
    if (!row) return -1;
    const found: RegExpExecArray[] = [];
    let end = plainRow.lastIndex;
    plainCell.lastIndex = end;
    for (let cell = plainCell.exec(from); cell; cell = plainCell.exec(from)) {
      found.push(cell);
      end = plainCell.lastIndex;
    }
    if (!from.startsWith(rowEnd, end)) return -1;
    beginRow(row[1]);
    for (const [, place, styled = "0", kindOf = "n", value = ""] of found) {
      column = columnOf(place);
      bound(value.length);
      put(value === "" ? "" : cellOf(kindOf, value, Number(styled), workbook));
    }
    endRow();
    return end + rowEnd.length;
  };

  const handler = {
    open(name: string, a: Readonly<Record<string, string>>) {
      if (isOver) return;
      switch (name) {
        case "row":
          beginRow(a.r);
          break;
        case "c":
          column = a.r === undefined ? column + 1 : columnOf(a.r);
          kind = a.t ?? "n";
          style = Number(a.s ?? 0);
          text = "";
          break;
        case "v":
          isValue = true;
          break;
        case "t":
          isValue = kind === "inlineStr" && !isPhonetic;
          break;
        case "rPh":
          isPhonetic = true;
          break;
      }
    },
    text(part: string) {
      if (!isValue || isOver) return;
      text += part;
      bound(text.length);
    },
    close(name: string) {
      if (isOver) return;
      switch (name) {
        case "v":
        case "t":
          isValue = false;
          break;
        case "rPh":
          isPhonetic = false;
          break;
        case "c":
          put(text === "" ? "" : cellOf(kind, text, style, workbook));
          break;
        case "row":
          endRow();
          break;
        case "sheetData":
          isOver = true;
          break;
      }
    },
  };
  const reader = xmlReader(handler, { opens: /<sheetData>/g, closes: rowEnd, take: takePlainRow });
  for await (const chunk of stream) {
    reader.write(chunk);
    if (rows.length > 0) {
      yield rows;
      rows = [];
    }
    if (isOver) {
      return;
    }
  }
  reader.end();
  if (rows.length > 0) yield rows;
}

function cellOf(kind: string, text: string, style: number, workbook: Ready): Cell {
  switch (kind) {
    case "s":
      return workbook.textOf(Number(text));
    case "n": {
      const number = Number(text);
      if (!Number.isFinite(number)) return text;
      return workbook.dateStyles[style] ? (dayOfExcelSerial(number, workbook.usesEpoch1904) ?? number) : number;
    }
    case "b":
      return text === "1" ? "TRUE" : "FALSE";
    default:
      // Texts of formulas and inline ones, errors (#N/A) and ISO dates come as they stand and are judged as text.
      return text;
  }
}
