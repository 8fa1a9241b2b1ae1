import type { Day } from "@/lib/calendar/model";
import { holdsOn } from "@/lib/calendar/rules";
import type { ServiceLevel } from "@/lib/db/generated/enums";
import { serviceLevelWords } from "@/lib/dossiers/labels";
import { readDay, searchable } from "@/lib/words";
import { tierWords } from "../labels";
import {
  type NewFee,
  type NewLimit,
  type NewPaper,
  type NewPolicy,
  type NewStep,
  type PartName,
  ProcedureCode,
  type ProcedureDetail,
  ProcedureFacts,
  type Sector,
  type SheetFault,
  TermsChange,
  type Tier,
} from "../model";
import { policyOn, serviceLevelOn } from "../rules";
import { type CellFault, type Read, readFees, readLimits, readPapers, readSteps, saysNone } from "./cells";
import type { RowText, SheetField } from "./headings";
import { readPolicy } from "./policy";

/** What lines are judged by: the catalogue as it stands, and the day from which the sheet holds. */
export type Judge = {
  from: Day;
  byCode: ReadonlyMap<string, ProcedureDetail>;
  sectors: readonly Sector[];
  unitOf(text: string): number | null;
};
/** A line that may be written: what it says of the procedure as a whole, and the parts that are other than what holds on the day. */
export type Plan = {
  line: number;
  code: string;
  name: string;
  existing: ProcedureDetail | null;
  faults: SheetFault[];
  facts: ProcedureFacts | null;
  parts: Partial<Pick<TermsChange, PartName>>;
};

const levelWords = new Map<string, ServiceLevel>([
  ...(Object.keys(serviceLevelWords) as ServiceLevel[]).flatMap((level): [string, ServiceLevel][] => [
    [searchable(serviceLevelWords[level].vi), level],
    [searchable(serviceLevelWords[level].en), level],
  ]),
  ["toan trinh", "FULL"],
  ["dich vu cong truc tuyen toan trinh", "FULL"],
  ["muc do 4", "FULL"],
  ["mot phan", "PARTIAL"],
  ["dich vu cong truc tuyen mot phan", "PARTIAL"],
  ["muc do 3", "PARTIAL"],
  ["mot phan truc tuyen", "PARTIAL"],
  ["cung cap thong tin truc tuyen", "INFORMATION"],
  ["muc do 2", "INFORMATION"],
  ["muc do 1", "INFORMATION"],
]);
const tierOf = new Map<string, Tier>(
  (Object.keys(tierWords) as Tier[]).flatMap((tier): [string, Tier][] => [
    [searchable(tierWords[tier].vi), tier],
    [searchable(tierWords[tier].vi).replace(/^cap /, ""), tier],
    [searchable(tierWords[tier].en), tier],
  ]),
);
/** "Xã, phường nơi nhận hồ sơ": nobody is named, the ward that is asked settles it. */
const asked = /noi (nhan|tiep nhan|nop) ho so|^ubnd cap xa$|^cap xa$/;

/** Judges every line. A cell that is empty says nothing and leaves what is there; "Không" says that there is nothing. */
export function judge(rows: readonly RowText[], by: Judge): Plan[] {
  const seen = new Set<string>();
  return rows.map((row) => {
    const plan = judgeLine(row, by);
    if (seen.has(plan.code)) plan.faults.push({ field: "code", code: "code-twice", value: plan.code });
    if (plan.code !== "") seen.add(plan.code);
    return plan;
  });
}

function judgeLine({ line, cells }: RowText, { from, byCode, sectors, unitOf }: Judge): Plan {
  const faults: SheetFault[] = [];
  const fault = (field: SheetField, code: SheetFault["code"], value = cells[field] ?? "") =>
    void faults.push({ field, code, value: value.slice(0, 120) });
  const said = (field: SheetField): string => cells[field] ?? "";
  /** The reading of a cell, or what is there where the cell says nothing; null is a fault. */
  const read = <T>(field: SheetField, there: T, code: SheetFault["code"], reading: (text: string) => T | null): T => {
    if (said(field) === "") return there;
    const value = reading(said(field));
    if (value === null) fault(field, code);
    return value ?? there;
  };

  const code = ProcedureCode.safeParse(/\d\.\d{6}[.0-9A-Za-z]*/.exec(said("code"))?.[0] ?? said("code"));
  if (!code.success) fault("code", said("code") === "" ? "code-missing" : "code-unreadable");
  const existing = (code.success && byCode.get(code.data)) || null;
  if (!existing && said("name") === "") fault("name", "name-missing");
  const sectorId = read("sector", existing?.sectorId ?? 0, "sector-unknown", (text) => {
    const found = sectors.find((s) => searchable(s.name) === searchable(text) || s.code === text.toLowerCase());
    return found?.id ?? null;
  });
  if (sectorId === 0 && said("sector") === "") fault("sector", "sector-missing");
  const day = (field: "validFrom" | "validUntil", there: Day | null) => read(field, there, "day-unreadable", readDay);
  const optional = (field: "resultName" | "legalBasis" | "source", there: string | null) =>
    said(field) === "" ? there : saysNone(said(field)) ? null : said(field);
  const facts = {
    code: code.success ? code.data : said("code"),
    name: said("name") || existing?.name || "",
    sectorId,
    level: read<string>("level", existing?.level ?? "COMMUNE", "tier-unknown", (text) => tierOf.get(searchable(text)) ?? null),
    isSensitive: existing?.isSensitive ?? false,
    isTakenInAnywhere: existing?.isTakenInAnywhere ?? true,
    resultName: optional("resultName", existing?.resultName ?? null),
    legalBasis: optional("legalBasis", existing?.legalBasis ?? null),
    source: optional("source", existing?.source ?? null),
    validFrom: day("validFrom", existing?.validFrom ?? from) ?? from,
    validUntil: day("validUntil", existing?.validUntil ?? null),
  };

  const listed = <T>(field: "limits" | "papers" | "fees" | "steps", reading: (text: string) => Read<T>): T[] | undefined => {
    if (said(field) === "") return undefined;
    const { rows, faults: unread } = reading(said(field));
    for (const one of unread) fault(field, one.code satisfies CellFault["code"], one.value);
    return rows;
  };
  const written = {
    limits: listed<NewLimit>("limits", readLimits),
    papers: listed<NewPaper>("papers", readPapers),
    fees: listed<NewFee>("fees", readFees),
    steps: listed<NewStep>("steps", readSteps),
    policy: read<NewPolicy | undefined>("policy", undefined, "policy-unreadable", readPolicy),
    serviceLevel: read<ServiceLevel | undefined>("serviceLevel", undefined, "service-level-unknown", (text) => {
      return levelWords.get(searchable(text)) ?? null;
    }),
    settlers: settlersOf(said("settlers"), unitOf, (value) => fault("settlers", "unit-unknown", value)),
  };

  const checkedFacts = ProcedureFacts.safeParse(facts);
  const checkedParts = TermsChange.safeParse({ version: 1, from, source: "tệp", ...written });
  if (faults.length === 0) {
    for (const issue of [...(checkedFacts.error?.issues ?? []), ...(checkedParts.error?.issues ?? [])]) {
      const field = String(issue.path[0] ?? "code") as SheetField;
      fault(field, issue.code === "custom" && isSheetCode(issue.message) ? issue.message : "value-unfit");
    }
  }
  const isFit = faults.length === 0 && checkedFacts.success && checkedParts.success;
  return {
    line,
    code: facts.code,
    name: facts.name,
    existing,
    faults,
    facts: isFit ? checkedFacts.data : null,
    parts: isFit ? otherParts(existing, checkedParts.data, from) : {},
  };
}

const customCodes = [
  "limit-value",
  "limit-text",
  "limit-twice",
  "paper-count",
  "paper-twice",
  "fee-amount",
  "fee-twice",
  "settler-twice",
] as const;
const isSheetCode = (code: string): code is (typeof customCodes)[number] => customCodes.some((one) => one === code);

function settlersOf(
  cell: string,
  unitOf: (text: string) => number | null,
  onUnknown: (name: string) => void,
): number[] | undefined {
  if (cell === "") return undefined;
  if (saysNone(cell) || asked.test(searchable(cell))) return [];
  const names = cell.split(/[\n;]+/).flatMap((name) => name.replace(/^\s*[•*+-]\s+/, "").trim() || []);
  return names.flatMap((name) => {
    const id = unitOf(name);
    if (id === null) onUnknown(name);
    return id ?? [];
  });
}

/** The parts a sheet says otherwise than what holds on its day; what is planned for later is nobody's fault and stays. */
export function otherParts(
  existing: ProcedureDetail | null,
  written: Pick<TermsChange, PartName>,
  from: Day,
): Partial<Pick<TermsChange, PartName>> {
  const held = existing ? partsOn(existing, from) : null;
  const other: Partial<Pick<TermsChange, PartName>> = {};
  const isOther = (name: PartName, isOrdered: boolean): boolean => {
    const wanted = written[name];
    if (wanted === undefined) return false;
    if (!held) return !(Array.isArray(wanted) && wanted.length === 0);
    return shapeOf(held[name], isOrdered) !== shapeOf(wanted, isOrdered);
  };
  if (isOther("limits", false)) other.limits = written.limits;
  if (isOther("papers", true)) other.papers = written.papers;
  if (isOther("fees", false)) other.fees = written.fees;
  if (isOther("steps", true)) other.steps = written.steps;
  if (isOther("policy", false)) other.policy = written.policy;
  if (isOther("serviceLevel", false)) other.serviceLevel = written.serviceLevel;
  if (isOther("settlers", false)) other.settlers = written.settlers;
  return other;
}
/** A part as text that is the same for the same content, whatever the order of its fields (and of its rows, where that says nothing). */
function shapeOf(part: unknown, isOrdered: boolean): string {
  const shape = (one: unknown): string =>
    typeof one === "object" && one !== null
      ? JSON.stringify(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : String(one);
  if (!Array.isArray(part)) return shape(part);
  const rows = part.map(shape);
  return (isOrdered ? rows : rows.sort()).join("\n");
}

/** What holds of a procedure on a day, as it would be written: what the sheet is made of and compared with. */
export function partsOn(procedure: ProcedureDetail, on: Day): Required<Pick<TermsChange, PartName>> {
  const held = <T extends { validFrom: Day; validUntil: Day | null }>(rows: readonly T[]) =>
    rows.filter((row) => holdsOn(row, on));
  return {
    limits: held(procedure.limits).map(({ channel, caseLabel, unit, value, text }) => ({
      channel,
      caseLabel,
      unit,
      value,
      text,
    })),
    papers: held(procedure.papers).map(({ name, originals, copies, isRequired, caseLabel, formName, note }) => {
      return { name, originals, copies, isRequired, caseLabel, formName, note };
    }),
    fees: held(procedure.fees).map(({ kind, name, amountDong, channel, caseLabel, text, source }) => {
      return { kind, name, amountDong, channel, caseLabel, text, source };
    }),
    steps: held(procedure.steps).map(({ name, role, workingDays, channel, caseLabel }) => ({
      name,
      role,
      workingDays,
      channel,
      caseLabel,
    })),
    policy: policyOn(procedure, on),
    serviceLevel: serviceLevelOn(procedure, on),
    settlers: held(procedure.settlers).map((s) => s.unitId),
  };
}
