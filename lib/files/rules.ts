import type { Day } from "@/lib/calendar/model";
import { cityMinute } from "@/lib/calendar/rules";
import { plainText } from "@/lib/words";
import { type PaperKind, paperKindNames, paperKinds } from "./looking/kinds";
import type { FileScan, PaperFault } from "./model";

export { type HeadedRow, type HeadedTable, type Headings, headedTable, type SheetRow } from "./sheets/headed";

// Pages of the browser use these: nothing here may bring a schema library along.

/** May what the scanner said be opened? */
export const isReadable = (scan: FileScan): boolean => scan === "NOT_SCANNED" || scan === "CLEAN";

/** A table as it leaves the product: what it is of, what narrows it, and its rows. A number stays a number, an instant a date. */
export type PlainCell = string | number | null;
export type Cell = PlainCell | Date;
export type SheetHead = {
  title: string;
  notes: readonly string[];
  columns: readonly string[];
  /** Headings over several columns each, from the first on; "" where a column has none above it. Only a workbook draws them. */
  groups?: readonly { name: string; span: number }[];
  /** Cells hold several lines of text: wide columns, broken where the lines end. */
  wraps?: boolean;
};
export type SheetTable = SheetHead & { rows: readonly (readonly PlainCell[])[] };

/**
 * A cell as text. What a spreadsheet would run as a formula is made plain by a leading apostrophe; numbers are written as such, with
 * the decimal comma a Vietnamese spreadsheet reads.
 */
export function plainCell(cell: PlainCell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell).replace(".", ",");
  return plainText(cell);
}

/**
 * One line of CSV; semicolons, as Excel expects where the comma is decimal, unless the file it answers has another separator. A cell with
 * any separator, quote or break is quoted.
 */
export function csvLine(cells: readonly PlainCell[], separator = ";"): string {
  const quoted = (cell: PlainCell) => {
    const text = plainCell(cell);
    return /[";,|\t\r\n]/.test(text) && (typeof cell !== "number" || text.includes(separator))
      ? `"${text.replaceAll('"', '""')}"`
      : text;
  };
  return `${cells.map(quoted).join(separator)}\r\n`;
}

/** What stands above the rows: a byte-order mark, so that Excel reads the Vietnamese letters, the title, the notes, the columns. */
export function csvHead({ title, notes, columns }: SheetHead): string {
  return `\ufeff${[[title], ...notes.map((n) => [n]), [], columns].map((cells) => csvLine(cells)).join("")}`;
}

const unmarked = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replaceAll("đ", "d")
    .replaceAll("Đ", "D");

/** "Xếp hạng đơn vị" → "xep-hang-don-vi". */
export function fileName(title: string): string {
  const plain = unmarked(title).toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "bang";
}

/**
 * Which stored files a night reads again: in the order of their names from a place that moves on with the day, as many as fit into the
 * budget. Where all fit all are read; where they do not, each has its turn as the nights go round.
 */
export function nightShare(files: readonly { sha: string; bytes: number }[], day: Day, budget: number): string[] {
  const sorted = [...files].sort((a, b) => (a.sha < b.sha ? -1 : 1));
  const total = sorted.reduce((sum, { bytes }) => sum + bytes, 0);
  const nights = Math.max(1, Math.ceil(total / budget));
  const night = (Date.parse(day) / 86_400_000) % nights;
  let before = 0;
  return sorted.flatMap(({ sha, bytes }) => {
    const own = Math.floor((before * nights) / Math.max(1, total));
    before += bytes;
    return own === night ? [sha] : [];
  });
}

/** How long until the city's day ends. */
export const secondsToMidnight = (now: Date): number => Math.max(1, Math.ceil((1_440 - cityMinute(now)) * 60));

/** Letters of a path, of a stream or a device of some system, and what a reader does not see or sees in another order. */
const unfit = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}<>:"|?*]/gu;
const longestName = 255;

/**
 * A file's name as somebody sent it, without a path and without what hides or turns round what it says. Null where nothing is left of it.
 * A name is only ever shown and handed back: no file of ours is called by it.
 */
export function cleanName(sent: string): string | null {
  const last = sent.split(/[\\/\u2044\u2215\u29f8\uff0f\uff3c]/).at(-1) ?? "";
  const plain = without(". ", last.normalize("NFC").replace(unfit, "").replace(/\s+/g, " "));
  if (plain === "") return null;
  if (plain.length <= longestName) return plain;
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(plain)?.[0] ?? "";
  return `${plain
    .slice(0, longestName - ending.length)
    .replace(unfit, "")
    .trimEnd()}${ending}`;
}

/** The text without these signs at either end. */
function without(signs: string, text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && signs.includes(text.charAt(from))) from += 1;
  while (to > from && signs.includes(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

/** What stands behind the last dot, in small letters; "" where there is no dot. */
export const endingOf = (name: string): string => /[^.]\.([^.]*)$/.exec(name)?.[1]?.toLowerCase() ?? "";

/**
 * A Content-Disposition by RFC 6266: the name in full for every browser of today, and in plain letters for what reads no UTF-8. Nothing in a
 * name can end the header or the quotes.
 */
export function disposition(how: "attachment" | "inline", name: string | null): string {
  const clean = name === null ? null : cleanName(name);
  if (clean === null) return how;
  const plain = without("-.", unmarked(clean).replace(/[^A-Za-z0-9._-]+/g, "-")) || "tep";
  if (plain === clean) return `${how}; filename="${plain}"`;
  const full = encodeURIComponent(clean).replace(/['()*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${how}; filename="${plain}"; filename*=UTF-8''${full}`;
}

/** "old": a compound file, as office programs wrote until 2007. "archive": one that nobody here looks into. */
export type Sign = "pdf" | "jpeg" | "png" | "tiff" | "zip" | "old" | "archive" | "program" | null;
const signs: readonly [string, Sign][] = [
  ["%PDF-", "pdf"],
  ["\xff\xd8\xff", "jpeg"],
  ["\x89PNG\r\n\x1a\n", "png"],
  ["II*\0", "tiff"],
  ["MM\0*", "tiff"],
  ["II+\0", "tiff"],
  ["MM\0+", "tiff"],
  ["PK\x03\x04", "zip"],
  ["\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old"],
  ["Rar!\x1a\x07", "archive"],
  ["7z\xbc\xaf\x27\x1c", "archive"],
  ["\x1f\x8b", "archive"],
  ["MZ", "program"],
  ["\x7fELF", "program"],
  ["#!", "program"],
  ["\xca\xfe\xba\xbe", "program"],
  ["\xcf\xfa\xed\xfe", "program"],
  ["L\0\0\0\x01\x14\x02\0", "program"],
];
/** How many bytes of a file say what it is. */
export const signBytes = 16;

/** What the first bytes of a file say it is: they alone decide, a name only has to agree. */
export function signOf(head: Uint8Array): Sign {
  const start = String.fromCharCode(...head.subarray(0, signBytes));
  return signs.find(([sign]) => start.startsWith(sign))?.[1] ?? null;
}

/** May a file of this name, that whoever sends it calls so, be a paper at all? Says the kinds its ending stands for. */
export function kindsNamed(name: string, declared: string): readonly PaperKind[] | PaperFault {
  const ending = endingOf(name);
  const kinds = paperKindNames.filter((kind) => paperKinds[kind].endings.some((one) => one === ending));
  if (kinds.length === 0) return "paper-kind-unknown";
  const said = declared.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const isFree = said === "" || said === "application/octet-stream";
  const fits = kinds.filter((kind) => said === paperKinds[kind].type || paperKinds[kind].called.some((one) => one === said));
  return isFree || fits.length > 0 ? kinds : "paper-name-lies";
}

/** May what begins so be of these kinds? Asked of the first bytes, before the rest has come. */
export function signFault(sign: Sign, kinds: readonly PaperKind[]): PaperFault | null {
  if (sign === "program") return "paper-is-program";
  if (sign === null) return "paper-kind-unknown";
  const is = (kind: PaperKind) => (sign === "zip" ? kind === "docx" || kind === "xlsx" : kind === sign);
  return kinds.some(is) ? null : "paper-name-lies";
}

/**
 * The name of an entry of a zip archive. Many programs write UTF-8 without saying so; what is read as an old code page then is no word of
 * anybody's.
 */
export function nameInZip(entry: { fileName: string; fileNameRaw?: Uint8Array }): string {
  try {
    return entry.fileNameRaw ? new TextDecoder("utf-8", { fatal: true }).decode(entry.fileNameRaw) : entry.fileName;
  } catch {
    return entry.fileName;
  }
}
