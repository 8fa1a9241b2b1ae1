import { Channel } from "@/lib/db/generated/enums";
import { channelWords, limitUnitWords } from "@/lib/dossiers/labels";
import { formatNumber, searchable } from "@/lib/words";
import { feeKindWords } from "../labels";
import type { NewFee, NewLimit, NewPaper, NewStep } from "../model";

/**
 * How a cell of the spreadsheet says limits, papers, fees and steps: one to a line, its parts between bars, its channel and case in
 * brackets before it. Reading takes what people write besides (numbering, other words for the same); writing and reading
 * again gives the same rows, which a property test holds.
 *
 *   [Trực tuyến; Nhà ở riêng lẻ] 7 ngày làm việc
 *   Tờ khai | bản chính 1 | bản sao 0 | nếu có | mẫu: Mẫu số 01 | ghi chú: …
 *   Lệ phí | Lệ phí cấp phép | 75.000 đồng | căn cứ: …
 *   Tiếp nhận hồ sơ | Bộ phận Một cửa | 0,5 ngày
 */
export type CellFault = {
  code: "limit-unreadable" | "paper-unreadable" | "fee-unreadable" | "step-unreadable" | "policy-unreadable";
  value: string;
};
export type Read<T> = { rows: T[]; faults: CellFault[] };

// ── What all lines have in common ──

const bullet = "• ";
const numbering = /^\s*(?:[•*+-]|\d{1,2}[.)])\s+/;
const none = /^(?:khong|khong co|khong quy dinh|none|[-–—])$/;
/** Does a cell say that there is nothing, rather than say nothing? */
export const saysNone = (cell: string): boolean => none.test(searchable(cell));
const noneWord = "Không";
/** No line that people write comes near; what is longer is not looked at. */
export const longestLine = 4_000;

/** What would be taken for a mark stands behind a backslash. */
const escaped = (text: string): string => text.replace(/[\\|[\];]/g, (mark) => `\\${mark}`);
const plain = (text: string): string => text.replace(/\\([\\|[\];])/g, "$1").trim();
/** A text cut at a mark; one behind a backslash is a letter. By hand: no pattern can be kept busy by what stands in a cell. */
function cutAt(text: string, mark: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === mark) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}
export const partsOf = (line: string): string[] => cutAt(line, "|").flatMap((part) => part.trim() || []);
const linesOf = (cell: string): string[] => cell.split(/\r\n|\n|\r/).flatMap((line) => line.replace(numbering, "").trim() || []);

type Condition = { channel: Channel | null; caseLabel: string | null };
const channelOf = new Map<string, Channel>([
  ...Object.values(Channel).flatMap((channel): [string, Channel][] => [
    [searchable(channelWords[channel].vi), channel],
    [searchable(channelWords[channel].en), channel],
  ]),
  ["tai quay", "COUNTER"],
  ["nop truc tiep", "COUNTER"],
  ["nop truc tuyen", "ONLINE"],
  ["online", "ONLINE"],
  ["buu chinh", "POST"],
  ["dich vu buu chinh", "POST"],
  ["bcci", "POST"],
]);
/** A line with its channel and case before it; "[]" where the line itself would be taken for one. */
function withCondition({ channel, caseLabel }: Condition, line: string): string {
  const named = caseLabel === null ? [] : [escaped(caseLabel)];
  if (channel !== null) return `[${[channelWords[channel].vi, ...named].join("; ")}] ${line}`;
  if (caseLabel !== null) return `[${channelOf.has(searchable(caseLabel)) ? "; " : ""}${named.join("")}] ${line}`;
  const { condition } = splitCondition(line);
  return condition.channel !== null ? `[] ${line}` : line;
}
/** The channel and the case before a line, and what follows them. */
function splitCondition(line: string): { condition: Condition; rest: string } {
  const [inside = "", ...follows] = line.startsWith("[") ? cutAt(line.slice(1), "]") : [];
  if (follows.length > 0) {
    const [first = "", ...more] = cutAt(inside, ";");
    const channel = channelOf.get(searchable(plain(first))) ?? null;
    const named = channel !== null || first.trim() === "" ? more : [first, ...more];
    return { condition: { channel, caseLabel: plain(named.join(";")) || null }, rest: follows.join("]").trim() };
  }
  const at = line.indexOf(":");
  const channel = at > 0 ? channelOf.get(searchable(line.slice(0, at))) : undefined;
  if (channel) return { condition: { channel, caseLabel: null }, rest: line.slice(at + 1).trim() };
  return { condition: { channel: null, caseLabel: null }, rest: line };
}
function readLines<T>(cell: string, code: CellFault["code"], read: (line: string, condition: Condition) => T | null): Read<T> {
  const rows: T[] = [];
  const faults: CellFault[] = [];
  for (const line of saysNone(cell) ? [] : linesOf(cell)) {
    const { condition, rest } = splitCondition(line);
    const row = line.length > longestLine ? null : read(rest, condition);
    if (row === null) faults.push({ code, value: line.slice(0, 120) });
    else rows.push(row);
  }
  return { rows, faults };
}
const write = (lines: readonly string[], isListed = true): string =>
  lines.length === 0
    ? noneWord
    : lines.map((line) => ((isListed && lines.length > 1) || numbering.test(line) ? bullet + line : line)).join("\n");

// ── Limits ──

const unitWords = new Map<string, NewLimit["unit"]>([
  ["trong ngay", "SAME_DAY"],
  ["trong ngay lam viec", "SAME_DAY"],
  ["ngay trong ngay", "SAME_DAY"],
  ["ngay trong ngay lam viec", "SAME_DAY"],
  ["same day", "SAME_DAY"],
  ["ngay lam viec", "WORKING_DAY"],
  ["working day", "WORKING_DAY"],
  ["working days", "WORKING_DAY"],
  ["gio lam viec", "WORKING_HOUR"],
  ["working hour", "WORKING_HOUR"],
  ["working hours", "WORKING_HOUR"],
  ["ngay", "CALENDAR_DAY"],
  ["day", "CALENDAR_DAY"],
  ["days", "CALENDAR_DAY"],
  ["thang", "MONTH"],
  ["month", "MONTH"],
  ["months", "MONTH"],
  ["gio", "CLOCK_HOUR"],
  ["hour", "CLOCK_HOUR"],
  ["hours", "CLOCK_HOUR"],
]);
/** "khong qua 10 (muoi) ngay lam viec": the number and its unit; what comes after "ke tu" was cut off. */
const limitPattern = /^(?:khong qua |toi da |trong thoi han |thoi han )?(?:(\d{1,3}) (?:\([^()]{1,40}\) )?)?([a-z ]{3,30})$/;
const quoted = /^[“"«](.*)[”"»]$/s;

/** "10 ngày làm việc", "trong ngày", or words in quotation marks. A limit nobody understands is no limit: its line is a fault. */
export function readLimits(cell: string): Read<NewLimit> {
  return readLines(cell, "limit-unreadable", (line, condition) => {
    const words = quoted.exec(line)?.[1];
    if (words !== undefined) return { ...condition, unit: "TEXT", value: null, text: plain(words) };
    const [said = ""] = searchable(plain(line)).split(/,? ke tu |[.]$/);
    const [, number, unitText = ""] = limitPattern.exec(said.trim()) ?? [];
    const unit = unitWords.get(unitText);
    const value = number === undefined ? null : Number(number);
    if (!unit || (unit === "SAME_DAY") !== (value === null) || value === 0) return null;
    return { ...condition, unit, value, text: null };
  });
}
export function writeLimits(rows: readonly NewLimit[]): string {
  const said = ({ unit, value, text }: NewLimit): string => {
    if (unit === "TEXT") return `“${escaped(text ?? "")}”`;
    return value === null ? limitUnitWords[unit].vi : `${value} ${limitUnitWords[unit].vi}`;
  };
  return write(
    rows.map((row) => withCondition(row, said(row))),
    false,
  );
}

// ── Papers ──

/** "mẫu: …": what stands after the name of a part; null for another part. */
function named(part: string, names: readonly string[]): string | null {
  const colon = part.indexOf(":");
  return colon > 0 && names.includes(searchable(part.slice(0, colon))) ? plain(part.slice(colon + 1)) : null;
}
const countBehind = /^(ban chinh|originals?|ban sao|copy|copies)(?::| :)? ?(\d{1,2})$/;
const countBefore = /^(\d{1,2}) (ban chinh|originals?|ban sao|copy|copies)$/;
/** "bản chính 1", "2 bản sao": of which how many. */
function countOf(part: string): { isCopy: boolean; number: number } | null {
  const said = searchable(part);
  const behind = countBehind.exec(said);
  const before = countBefore.exec(said);
  const kind = behind?.[1] ?? before?.[2];
  if (kind === undefined) return null;
  return { isCopy: kind === "ban sao" || kind.startsWith("cop"), number: Number(behind?.[2] ?? before?.[1]) };
}

/** "Tờ khai | bản chính 1 | bản sao 0 | nếu có | mẫu: … | ghi chú: …": the name first, the others in any order or not at all. */
export function readPapers(cell: string): Read<NewPaper> {
  return readLines(cell, "paper-unreadable", (line, { channel, caseLabel }) => {
    const [name, ...parts] = partsOf(line);
    if (!name || channel !== null) return null;
    const counts: { originals?: number; copies?: number } = {};
    const paper = { isRequired: true, formName: null as string | null, note: null as string | null };
    for (const part of parts) {
      const said = searchable(part);
      const counted = countOf(part);
      const [form, note] = [named(part, ["mau", "mau don", "form"]), named(part, ["ghi chu", "note"])];
      if (counted) counts[counted.isCopy ? "copies" : "originals"] = counted.number;
      else if (["neu co", "khong bat buoc", "if any", "optional"].includes(said)) paper.isRequired = false;
      else if (form !== null) paper.formName = form;
      else if (note !== null) paper.note = note;
      else if (said !== "bat buoc" && said !== "required") return null;
    }
    const { originals = counts.copies === undefined ? 1 : 0, copies = 0 } = counts;
    return { name: plain(name), originals, copies, caseLabel, ...paper };
  });
}
export function writePapers(rows: readonly NewPaper[]): string {
  return write(
    rows.map((row) => {
      const parts = [escaped(row.name), `bản chính ${row.originals}`, `bản sao ${row.copies}`];
      if (!row.isRequired) parts.push("nếu có");
      if (row.formName !== null) parts.push(`mẫu: ${escaped(row.formName)}`);
      if (row.note !== null) parts.push(`ghi chú: ${escaped(row.note)}`);
      return withCondition({ channel: null, caseLabel: row.caseLabel }, parts.join(" | "));
    }),
  );
}

// ── Fees ──

const amount = /^(\d[\d.,]{0,14}(?: \d{3}){0,3})(?: ?(?:dong|vnd|d))?(?: ?\/.{0,60})?$/;
const free = /^(?:mien|mien phi|mien le phi|mien thu|0|0 dong|free)$/;
const isKind = (text: string): boolean => text === "phi" || text === "le phi";

/** "Lệ phí | tên khoản thu | 75.000 đồng | căn cứ: …"; without the first part the name says whether it is phí or lệ phí. */
export function readFees(cell: string): Read<NewFee> {
  return readLines(cell, "fee-unreadable", (line, condition) => {
    const [first = "", ...others] = partsOf(line);
    const said = searchable(first);
    const kind = /^le phi\b/.test(said) ? "CHARGE" : /^phi\b/.test(said) ? "FEE" : null;
    if (kind === null) return null;
    const isAmount = (part: string) => amount.test(part) || free.test(part);
    const hasName = isKind(said) && others[0] !== undefined && !isAmount(searchable(others[0]));
    const [name, ...parts] = hasName ? others : [first, ...others];
    const fee: NewFee = { kind, name: plain(name ?? ""), amountDong: null, ...condition, text: null, source: null };
    for (const part of parts) {
      const dong = amount.exec(searchable(part))?.[1];
      const [source, text] = [named(part, ["can cu", "basis"]), named(part, ["ghi chu", "note"])];
      if (source !== null) fee.source = source;
      else if (text !== null) fee.text = text;
      else if (free.test(searchable(part))) fee.amountDong = 0;
      else if (dong !== undefined) fee.amountDong = Number(dong.replace(/\D/g, ""));
      else return null;
    }
    return fee.amountDong === null && fee.text === null ? null : fee;
  });
}
export function writeFees(rows: readonly NewFee[]): string {
  return write(
    rows.map((row) => {
      const parts = [feeKindWords[row.kind].vi, escaped(row.name)];
      if (row.amountDong !== null) parts.push(`${formatNumber("vi", row.amountDong)} đồng`);
      if (row.text !== null) parts.push(`ghi chú: ${escaped(row.text)}`);
      if (row.source !== null) parts.push(`căn cứ: ${escaped(row.source)}`);
      return withCondition(row, parts.join(" | "));
    }),
  );
}

// ── Steps ──

const share = /^(\d{1,3}(?:[.,]\d{1,2})?)(?: ngay| ngay lam viec| days?| working days?)?$/;

/** "Tiếp nhận hồ sơ | Bộ phận Một cửa | 0,5 ngày"; "không tính" where its time is not counted. */
export function readSteps(cell: string): Read<NewStep> {
  return readLines(cell, "step-unreadable", (line, condition) => {
    const [name, role, days, ...more] = partsOf(line);
    if (!name || !role || more.length > 0) return null;
    const said = searchable(days ?? "");
    const number = share.exec(said)?.[1];
    if (number === undefined && !["", "khong tinh", "khong tinh thoi gian", "not counted"].includes(said)) return null;
    const workingDays = number === undefined ? null : Number(number.replace(",", "."));
    return { name: plain(name), role: plain(role), workingDays, ...condition };
  });
}
export function writeSteps(rows: readonly NewStep[]): string {
  return write(
    rows.map((row) => {
      const days = row.workingDays === null ? "không tính" : `${String(row.workingDays).replace(".", ",")} ngày`;
      return withCondition(row, [escaped(row.name), escaped(row.role), days].join(" | "));
    }),
  );
}
