import { Channel } from "@/lib/db/generated/enums";
import { channelWords, limitUnitWords } from "@/lib/dossiers/labels";
import { searchable } from "@/lib/words";
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
export type CellFault = { code: "limit-unreadable" | "paper-unreadable" | "fee-unreadable" | "step-unreadable"; value: string };
export type Read<T> = { rows: T[]; faults: CellFault[] };

// ── What all lines have in common ──

const bullet = "• ";
const none = /^(khong|khong co|khong quy dinh|none|-|–|—)$/;
/** Does a cell say that there is nothing, rather than say nothing? */
export const saysNone = (cell: string): boolean => none.test(searchable(cell));
export const noneWord = "Không";

const escaped = (text: string): string => text.replace(/[\\|[\]]/g, (mark) => `\\${mark}`);
const plain = (text: string): string => text.replace(/\\([\\|[\]])/g, "$1").trim();
/** The parts between bars; a bar after a backslash is a letter. */
const partsOf = (line: string): string[] =>
  (line.match(/(?:\\.|[^|\\]|\\$)+/g) ?? []).map((part) => part.trim()).filter((part) => part !== "");
const numbering = /^\s*(?:[•*+-]|\d{1,2}[.)])\s+/;
const linesOf = (cell: string): string[] =>
  cell
    .split(/\r\n|\n|\r/)
    .map((line) => line.replace(numbering, "").trim())
    .filter((line) => line !== "");

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
  const named = caseLabel === null ? null : escaped(caseLabel).replaceAll(";", "\\;");
  if (channel !== null) return `[${[channelWords[channel].vi, named].filter((part) => part !== null).join("; ")}] ${line}`;
  if (named !== null) return `[${channelOf.has(searchable(caseLabel ?? "")) ? "; " : ""}${named}] ${line}`;
  const { condition } = splitCondition(line);
  return condition.channel !== null || condition.caseLabel !== null ? `[] ${line}` : line;
}
/** The channel and the case before a line, and what follows them. */
function splitCondition(line: string): { condition: Condition; rest: string } {
  const bracket = /^\[((?:\\.|[^\]\\])*)\]\s*/.exec(line);
  if (bracket) {
    const inside: string[] = (bracket[1] ?? "").match(/(?:\\.|[^;\\])+|;/g) ?? [];
    const at = inside.indexOf(";");
    const first = plain(at < 0 ? inside.join("") : inside.slice(0, at).join(""));
    const second = plain(at < 0 ? "" : inside.slice(at + 1).join("")).replaceAll("\\;", ";");
    const channel = channelOf.get(searchable(first)) ?? null;
    const caseLabel =
      channel !== null || first === "" ? second : [first.replaceAll("\\;", ";"), second].filter(Boolean).join("; ");
    return { condition: { channel, caseLabel: caseLabel || null }, rest: line.slice(bracket[0].length) };
  }
  const [before = "", ...after] = line.split(":");
  const channel = after.length > 0 ? channelOf.get(searchable(before)) : undefined;
  if (channel) return { condition: { channel, caseLabel: null }, rest: after.join(":").trim() };
  return { condition: { channel: null, caseLabel: null }, rest: line };
}
function readLines<T>(cell: string, code: CellFault["code"], read: (line: string, condition: Condition) => T | null): Read<T> {
  const rows: T[] = [];
  const faults: CellFault[] = [];
  for (const line of saysNone(cell) ? [] : linesOf(cell)) {
    const { condition, rest } = splitCondition(line);
    const row = read(rest, condition);
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

const units: readonly [RegExp, NewLimit["unit"]][] = [
  [/^(?:trong ngay(?: lam viec)?|ngay trong ngay(?: lam viec)?|same day)$/, "SAME_DAY"],
  [/^ngay lam viec$|^working days?$/, "WORKING_DAY"],
  [/^gio lam viec$|^working hours?$/, "WORKING_HOUR"],
  [/^ngay$|^days?$/, "CALENDAR_DAY"],
  [/^thang$|^months?$/, "MONTH"],
  [/^gio$|^hours?$/, "CLOCK_HOUR"],
];
const tail = /\s*(?:,?\s*ke tu (?:ngay|khi) nhan (?:du |duoc )*ho so(?: hop le| day du| theo quy dinh)*)?\.?$/;
const quoted = /^[“"«](.*)[”"»]$/s;

/** "10 ngày làm việc", "trong ngày", or words in quotation marks. A limit nobody understands is no limit: its line is a fault. */
export function readLimits(cell: string): Read<NewLimit> {
  return readLines(cell, "limit-unreadable", (line, condition) => {
    const words = quoted.exec(line)?.[1];
    if (words !== undefined) return { ...condition, unit: "TEXT", value: null, text: plain(words) };
    const said = searchable(plain(line))
      .replace(tail, "")
      .replace(/^(?:khong qua|toi da|thoi han|trong thoi han)\s+/, "");
    const [, number, unitText = ""] = /^(\d{1,3})?\s*(?:\([^)]*\))?\s*(.*)$/.exec(said) ?? [];
    const unit = units.find(([pattern]) => pattern.test(unitText))?.[1];
    const value = number === undefined ? null : Number(number);
    if (!unit || (unit === "SAME_DAY") !== (value === null) || value === 0) return null;
    return { ...condition, unit, value, text: null };
  });
}
export function writeLimits(rows: readonly NewLimit[]): string {
  return write(
    rows.map((row) => {
      const said =
        row.unit === "TEXT"
          ? `“${escaped(row.text ?? "")}”`
          : row.value === null
            ? limitUnitWords[row.unit].vi
            : `${row.value} ${limitUnitWords[row.unit].vi}`;
      return withCondition(row, said);
    }),
    false,
  );
}

// ── Papers ──

/** "mẫu: …": a part that says what it is; null for another. */
function named(part: string, name: RegExp): string | null {
  const colon = part.indexOf(":");
  return colon > 0 && name.test(searchable(part.slice(0, colon))) ? plain(part.slice(colon + 1)) : null;
}
const count = (part: string, name: RegExp): number | null => {
  const found = /^(.*?)\s*:?\s*(\d{1,2})$|^(\d{1,2})\s+(.*)$/.exec(searchable(part));
  const [what, number] = found?.[1] === undefined ? [found?.[4], found?.[3]] : [found[1], found[2]];
  return what !== undefined && name.test(what.trim()) ? Number(number) : null;
};

/** "Tờ khai | bản chính 1 | bản sao 0 | nếu có | mẫu: … | ghi chú: …": the name first, the others in any order or not at all. */
export function readPapers(cell: string): Read<NewPaper> {
  return readLines(cell, "paper-unreadable", (line, { channel, caseLabel }) => {
    const [name, ...parts] = partsOf(line);
    if (!name || channel !== null) return null;
    let originals: number | null = null;
    let copies: number | null = null;
    const paper = { isRequired: true, formName: null as string | null, note: null as string | null };
    for (const part of parts) {
      const said = searchable(part);
      const [first, second] = [count(part, /^(ban chinh|originals?)$/), count(part, /^(ban sao|copy|copies)$/)];
      if (first !== null) originals = first;
      else if (second !== null) copies = second;
      else if (/^(neu co|khong bat buoc|if any|optional)$/.test(said)) paper.isRequired = false;
      else if (/^(bat buoc|required)$/.test(said)) paper.isRequired = true;
      else {
        const [form, note] = [named(part, /^(mau|mau don|form)$/), named(part, /^(ghi chu|note)$/)];
        if (form === null && note === null) return null;
        if (form !== null) paper.formName = form;
        if (note !== null) paper.note = note;
      }
    }
    const hasNoCount = originals === null && copies === null;
    return { name: plain(name), originals: hasNoCount ? 1 : (originals ?? 0), copies: copies ?? 0, caseLabel, ...paper };
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

const amount = /^(\d{1,3}(?:[.,\s]\d{3})+|\d+)\s*(?:dong|vnd|d)?(?:\s*\/.*)?$/;
const free = /^(mien(?: phi| le phi| thu)?|0 dong|0|free)$/;

/** "Lệ phí | tên khoản thu | 75.000 đồng | căn cứ: …"; without the first part the name says whether it is phí or lệ phí. */
export function readFees(cell: string): Read<NewFee> {
  return readLines(cell, "fee-unreadable", (line, condition) => {
    const parts = partsOf(line);
    const kindOf = (text: string) => (/^le phi\b/.test(text) ? "CHARGE" : /^phi\b/.test(text) ? "FEE" : null);
    const isKind = (text: string) => text === "phi" || text === "le phi";
    const [first = ""] = parts;
    const kind = kindOf(searchable(first));
    const name =
      isKind(searchable(first)) && parts.length > 1 && !amount.test(searchable(parts[1] ?? ""))
        ? parts.splice(0, 2)[1]
        : parts.shift();
    if (!kind || !name) return null;
    const fee: NewFee = { kind, name: plain(name), amountDong: null, ...condition, text: null, source: null };
    for (const part of parts) {
      const said = searchable(part);
      const dong = amount.exec(said)?.[1];
      const [source, text] = [named(part, /^(can cu|basis)$/), named(part, /^(ghi chu|note)$/)];
      if (source !== null) fee.source = source;
      else if (text !== null) fee.text = text;
      else if (free.test(said)) fee.amountDong = 0;
      else if (dong !== undefined) fee.amountDong = Number(dong.replace(/[.,\s]/g, ""));
      else return null;
    }
    return fee.amountDong === null && fee.text === null ? null : fee;
  });
}
export function writeFees(rows: readonly NewFee[]): string {
  return write(
    rows.map((row) => {
      const parts = [feeKindWords[row.kind].vi, escaped(row.name)];
      if (row.amountDong !== null) parts.push(`${String(row.amountDong).replace(/\B(?=(\d{3})+$)/g, ".")} đồng`);
      if (row.text !== null) parts.push(`ghi chú: ${escaped(row.text)}`);
      if (row.source !== null) parts.push(`căn cứ: ${escaped(row.source)}`);
      return withCondition(row, parts.join(" | "));
    }),
  );
}

// ── Steps ──

/** "Tiếp nhận hồ sơ | Bộ phận Một cửa | 0,5 ngày"; "không tính" where its time is not counted. */
export function readSteps(cell: string): Read<NewStep> {
  return readLines(cell, "step-unreadable", (line, condition) => {
    const [name, role, days, ...more] = partsOf(line);
    if (!name || !role || more.length > 0) return null;
    const said = searchable(days ?? "");
    const number = /^(\d{1,3}(?:[.,]\d{1,2})?)(?: ngay(?: lam viec)?)?$/.exec(said)?.[1];
    if (number === undefined && !/^(|khong tinh(?: thoi gian)?|not counted)$/.test(said)) return null;
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
