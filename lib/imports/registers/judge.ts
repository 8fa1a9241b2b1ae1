import type { Day } from "@/lib/calendar/model";
import { type DocumentType, OldDocument } from "@/lib/documents/model";
import { registerFaults } from "@/lib/documents/rules";
import { searchable } from "@/lib/words";
import { clean } from "../judging/texts";
import { timeOf } from "../judging/times";
import { type Cell, CityTime, type Reason } from "../model";
import type { DocumentField } from "./model";
import { readNumbered } from "./numbered";
import { typeReader } from "./types";

export type DocumentRow = Partial<Record<DocumentField, Cell>>;
/** What the rows of a register are judged by. */
export type DocumentJudge = {
  today: Day;
  direction: OldDocument["direction"];
  year: number;
  unitId: number;
  /** Own documents are issued by the unit. */
  unitName: string;
  typeOf: ReturnType<typeof typeReader>;
};
export type DocumentVerdict = { ok: true; document: OldDocument } | { ok: false; reasons: Reason[] };

export const documentJudge = (of: Omit<DocumentJudge, "typeOf">, types: readonly DocumentType[]): DocumentJudge => ({
  ...of,
  typeOf: typeReader(types),
});

/** A line without a number, symbol or subject with a day is a title, a total or a signature: it is passed over. */
export function isDocumentRow(row: DocumentRow): boolean {
  const has = (field: DocumentField) => row[field] !== undefined && String(row[field]).trim() !== "";
  return (
    has("symbol") ||
    (has("subject") && (has("number") || has("issuedOn") || has("arrivedOn"))) ||
    (has("number") && has("issuer"))
  );
}

/** Judges one row of an old register by the rules of a document that is typed: what it says, or every reason why it cannot be taken. Pure. */
export function judgeDocument(row: DocumentRow, judge: DocumentJudge): DocumentVerdict {
  const reasons: Reason[] = [];
  const text = (field: DocumentField): string => {
    const cell = row[field];
    return cell === undefined ? "" : clean(cell instanceof CityTime ? cell.day : String(cell));
  };
  const day = (field: DocumentField): Day | undefined => dayAt(row, field, reasons);
  const isIncoming = judge.direction === "INCOMING";
  const days = {
    ...{ issuedOn: day("issuedOn"), arrivedOn: isIncoming ? day("arrivedOn") : undefined },
    dueOn: day("dueOn"),
  };
  const numbered = readNumbered(text("number"), text("symbol"), isIncoming);
  reasons.push(...numbered.reasons);
  const typeId = judge.typeOf(text("documentType"), text("subject"), numbered.symbol ?? "");
  if (typeId === null) reasons.push({ code: "type-unknown", value: (text("documentType") || text("subject")).slice(0, 60) });
  const urgency = urgencyOf(text("urgency"));
  if (urgency === null) reasons.push({ code: "urgency-unknown", value: text("urgency").slice(0, 40) });
  const said = {
    direction: judge.direction,
    unitId: judge.unitId,
    ...(typeId === null ? {} : { typeId }),
    ...(urgency === null ? {} : { urgency }),
    ...(numbered.number === null ? {} : { number: numbered.number }),
    ...optional("symbol", numbered.symbol ?? ""),
    ...optional("issuer", isIncoming ? text("issuer") : judge.unitName),
    ...optional("subject", text("subject")),
    ...optional("signerName", text("signerName")),
    ...optional("signerPost", text("signerPost")),
    ...optional("keeper", text("keeper")),
    ...optional("note", text("note")),
    ...count("copies", text("copies"), reasons),
    ...count("pages", text("pages"), reasons),
    recipients: recipientsOf(row.recipients),
    ...days,
  };
  const parsed = OldDocument.safeParse(said);
  reasons.push(...missing(said, judge));
  if (!parsed.success) reasons.push(...shapeFaults(parsed.error.issues, reasons));
  if (parsed.success) reasons.push(...dayFaults(parsed.data, judge));
  if (reasons.length > 0 || !parsed.success) return { ok: false, reasons };
  return { ok: true, document: parsed.data };
}

const optional = (field: string, value: string) => (value === "" || isDash(value) ? {} : { [field]: value });
/** How an empty cell is filled in by hand. */
export const isDash = (value: string) => /^[-–—./]+$/.test(value);

function dayAt(row: DocumentRow, field: DocumentField, reasons: Reason[]): Day | undefined {
  const cell = row[field];
  if (cell instanceof CityTime) return cell.day;
  const value = String(cell ?? "").trim();
  if (value === "" || isDash(value)) return undefined;
  const read = timeOf(value);
  if (!read) reasons.push({ code: "date-unreadable", field, value: value.slice(0, 40) });
  return read?.day;
}

function count(field: "copies" | "pages", value: string, reasons: Reason[]) {
  if (value === "" || isDash(value)) return {};
  const read = /^(\d{1,6})(?:[.,]0+)?(?: ?(?:ban|to|trang))?$/.exec(searchable(value))?.[1];
  if (read !== undefined) return { [field]: Number(read) };
  reasons.push({ code: "field-invalid", value: value.slice(0, 40), field });
  return {};
}

const urgencies: readonly [string, OldDocument["urgency"]][] = [
  ["hoa toc hen gio", "EXPRESS_AT_HOUR"],
  ["hoa toc", "EXPRESS"],
  ["thuong khan", "VERY_URGENT"],
  ["khan", "URGENT"],
  ["thuong", "NORMAL"],
  ["binh thuong", "NORMAL"],
  ["khong", "NORMAL"],
];
function urgencyOf(value: string): OldDocument["urgency"] | null {
  const plain = searchable(value);
  if (plain === "" || isDash(plain)) return "NORMAL";
  return urgencies.find(([words]) => plain === words)?.[1] ?? null;
}

function recipientsOf(cell: Cell | undefined): string[] {
  return String(cell instanceof CityTime ? cell.day : (cell ?? ""))
    .split(/[;\r\n]+/)
    .map((one) => clean(one.replace(/^\s*[-–+•]\s*/, "")))
    .filter((one) => one !== "" && !isDash(one));
}

const needed: readonly DocumentField[] = ["arrivedOn", "issuer", "issuedOn", "subject"];
/** What of a register's own columns is empty; whoever signed an own document, and to whom an outgoing one went, is needed as when it is issued. */
function missing(said: Record<string, unknown>, { direction }: DocumentJudge): Reason[] {
  const fields: DocumentField[] = needed.filter((field) => direction === "INCOMING" || field !== "arrivedOn");
  if (direction !== "INCOMING") fields.push("symbol", "signerName");
  const empty = fields.filter((field) => said[field] === undefined);
  if (direction === "OUTGOING" && Array.isArray(said.recipients) && said.recipients.length === 0) empty.push("recipients");
  return empty.map((field) => ({ code: "needed-missing", field }));
}

type Issue = { code?: string; message: string; path: PropertyKey[] };
/** What the schema has against a row and nobody told yet. */
function shapeFaults(issues: readonly Issue[], told: readonly Reason[]): Reason[] {
  const isTold = new Set(told.map(({ field }) => field));
  return issues.flatMap((issue): Reason[] => {
    const field = fieldAt(String(issue.path[0]));
    if (issue.message === "secret-document") return [{ code: "secret-document" }];
    if (field === null || isTold.has(field) || issue.code === "invalid_type") return [];
    return [{ code: issue.code === "too_big" ? "text-too-long" : "field-invalid", field }];
  });
}
const named: readonly DocumentField[] = [
  "number",
  "issuer",
  "symbol",
  "subject",
  "signerName",
  "signerPost",
  "recipients",
  "keeper",
];
const fieldAt = (name: string) =>
  [...named, "copies" as const, "pages" as const, "note" as const].find((field) => field === name) ?? null;

function dayFaults(document: OldDocument, { today, direction, year }: DocumentJudge): Reason[] {
  const { issuedOn, arrivedOn } = document;
  const entered = arrivedOn ?? issuedOn;
  const faults: Reason[] =
    direction === "INCOMING" && arrivedOn !== undefined
      ? registerFaults({ issuedOn, arrivedOn }, today).flatMap(({ code }): Reason[] =>
          code === "arrived-in-future" || code === "issued-after-arrival" ? [{ code }] : [],
        )
      : issuedOn > today
        ? [{ code: "issued-in-future" }]
        : [];
  if (faults.length === 0 && Number(entered.slice(0, 4)) !== year) faults.push({ code: "year-differs", value: String(year) });
  return faults;
}

/** Is a row refused because it is secret? Then nothing of it is kept. */
export const isSecretVerdict = (reasons: readonly Reason[]): boolean => reasons.some(({ code }) => code === "secret-document");
