import type { Day } from "@/lib/calendar/model";
import type { FieldFault } from "@/lib/errors";
import { type Actor, can, type Permission } from "@/lib/policy";
import { idKey, maskNumber, readablePhone } from "../identifiers/keys";
import { idNumberFault } from "../intake/checks";
import { type Change, type CorrectedField, type CorrectInput, correctedFields, maskedFields, type NotedPaper } from "./model";

/** A dossier as far as it can be corrected, its numbers opened. */
export type Written = {
  applicantKind: "CITIZEN" | "ORGANISATION";
  applicantName: string;
  idNumber: string | null;
  phone: string | null;
  email: string | null;
  applicantAddress: string | null;
  areaId: number | null;
  submitterName: string | null;
  submitterIdNumber: string | null;
  subject: string | null;
  setCount: number;
  resultDelivery: "COUNTER" | "POST" | "ELECTRONIC";
  papers: readonly (NotedPaper & { id: number; hasFiles: boolean; procedurePaperId: number | null })[];
};
export type Asked = Omit<CorrectInput, "dossierId" | "version" | "reason" | "isIncomplete"> & { isIncomplete?: boolean };
/** What there is beside the dossier: the catalogue's papers, those of them it is not complete without, and the areas by name. */
export type Around = {
  acceptedOn: Day;
  known: ReadonlyMap<number, string>;
  required: readonly number[];
  areas: ReadonlyMap<number, string>;
};
type AskedPaper = NonNullable<Asked["papers"]>[number];
export type Added = NotedPaper & { procedurePaperId: number | null; isReused: boolean; note: string | null };
export type CorrectionDecision =
  | {
      ok: true;
      next: Omit<Written, "papers">;
      papers: {
        struck: readonly number[];
        kept: readonly { id: number; form: NotedPaper["form"]; count: number }[];
        added: readonly Added[];
      };
      changes: readonly Change[];
      changed: readonly CorrectedField[];
      /** The papers it is not complete without, and which it lacks for being struck. */
      lacks: readonly string[];
    }
  | { ok: false; code: string; faults: readonly FieldFault[] };

/** Whose right a correction is: of whoever may process the dossier, and once it has ended of the head alone. */
export function correctionRight(
  actor: Actor,
  at: { unitId: number; receivingUnitId: number; isEnded: boolean; isSensitive: boolean },
): { permission: Permission; unitId: number } {
  const permission = at.isEnded ? "dossiers.approve" : "dossiers.process";
  // The mistake was made at the desk, which may mend it; but a desk that does not see whose a sensitive dossier is cannot.
  const isAtDesk = !at.isSensitive && !can(actor, permission, at.unitId);
  return { permission, unitId: isAtDesk ? at.receivingUnitId : at.unitId };
}

/**
 * What a correction makes of a dossier, field by field, or what is wrong with it: numbers that cannot be, a number of nobody, a paper of
 * another dossier or procedure (`known` names the catalogue's), a paper with a file on it struck (`paper-has-files`), an area that is
 * none; `correction-empty` where nothing would be other than it is. A dossier is accepted complete (NĐ 61/2018 Đ.17): striking a paper
 * it is not complete without is refused (`paper-required-struck`) unless it is said that it is lacking (`isIncomplete`). Pure.
 */
export function decideCorrection(
  before: Written,
  asked: Asked,
  { acceptedOn, known, required, areas }: Around,
): CorrectionDecision {
  const { papers: askedPapers, isIncomplete = false, ...fields } = asked;
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const typed: Omit<Written, "papers"> & { papers?: unknown } = { ...before, ...given };
  const { papers: _, ...next } = {
    ...typed,
    idNumber: typed.idNumber && idKey(typed.idNumber),
    phone: typed.phone && readablePhone(typed.phone),
    submitterIdNumber: typed.submitterName === null ? null : typed.submitterIdNumber && idKey(typed.submitterIdNumber),
    applicantAddress: typed.applicantAddress || null,
    subject: typed.subject || null,
  };
  const papers = decidePapers(before.papers, askedPapers, known);
  const lacks = required.filter((id) => papers.catalogued.before.has(id) && !papers.catalogued.after.has(id));
  const changes = [...fieldChanges(before, next, areas), ...papers.changes];
  const faults = [...numberFaults(before, next, asked, acceptedOn), ...papers.faults];
  if (asked.areaId && !areas.has(asked.areaId)) faults.push({ path: "areaId", code: "area-unknown" });
  if (lacks.length > 0 && !isIncomplete) faults.push({ path: "papers", code: "paper-required-struck" });
  if (faults[0]) return { ok: false, code: faults[0].code, faults };
  if (changes.length === 0) return { ok: false, code: "correction-empty", faults: [] };
  const changed = correctedFields.filter((name) => changes.some((change) => nameOf(change) === name));
  const { struck, kept, added } = papers;
  const decided = { next, papers: { struck, kept, added }, changes, changed };
  return { ok: true, ...decided, lacks: lacks.flatMap((id) => known.get(id) ?? []) };
}

const nameOf = (change: Change): CorrectedField => (change.is === "paper" ? "papers" : change.field);
/** An area is told by its name, which stays what it was where the area is renamed. */
function fieldChanges(before: Written, next: Omit<Written, "papers">, areas: Around["areas"]): Change[] {
  const told = (field: Exclude<CorrectedField, "papers">, value: string | number | null) =>
    value === null ? null : field === "areaId" ? (areas.get(Number(value)) ?? String(value)) : String(value);
  return correctedFields.flatMap((field) => {
    if (field === "papers" || before[field] === next[field]) return [];
    return [{ is: "field" as const, field, before: told(field, before[field]), after: told(field, next[field]) }];
  });
}

function numberFaults(before: Written, next: Omit<Written, "papers">, asked: Asked, today: Day): FieldFault[] {
  const faults: FieldFault[] = [];
  const isTouched = next.idNumber !== before.idNumber || next.applicantKind !== before.applicantKind;
  const own = isTouched && next.idNumber ? idNumberFault(next.applicantKind, next.idNumber, today) : null;
  if (own) faults.push({ path: "idNumber", code: own });
  const isOthersNew = next.submitterIdNumber !== null && next.submitterIdNumber !== before.submitterIdNumber;
  const others = isOthersNew ? idNumberFault("CITIZEN", next.submitterIdNumber ?? "", today) : null;
  if (others) faults.push({ path: "submitterIdNumber", code: others });
  if (asked.submitterIdNumber && next.submitterName === null)
    faults.push({ path: "submitterName", code: "submitter-name-required" });
  return faults;
}

function decidePapers(before: Written["papers"], asked: readonly AskedPaper[] | undefined, known: ReadonlyMap<number, string>) {
  const faults: FieldFault[] = [];
  const changes: Change[] = [];
  const idsOf = (papers: readonly { procedurePaperId: number | null }[]) => new Set(papers.map((p) => p.procedurePaperId));
  const unchanged = { before: idsOf(before), after: idsOf(before) };
  if (asked === undefined) return { struck: [], kept: [], added: [], changes, faults, catalogued: unchanged };
  const noted = ({ name, form, count }: NotedPaper): NotedPaper => ({ name, form, count });
  const kept = asked.flatMap((paper, i) => {
    if (!("id" in paper)) return [];
    const was = before.find((one) => one.id === paper.id);
    if (!was) faults.push({ path: `papers.${i}.id`, code: "paper-unknown" });
    if (!was || (was.form === paper.form && was.count === paper.count)) return [];
    changes.push({ is: "paper", before: noted(was), after: noted({ ...was, ...paper }) });
    return [paper];
  });
  const named = new Set(asked.map((paper) => ("id" in paper ? paper.id : null)));
  const struck = before.filter((paper) => !named.has(paper.id));
  if (struck.some((paper) => paper.hasFiles)) faults.push({ path: "papers", code: "paper-has-files" });
  for (const paper of struck) changes.push({ is: "paper", before: noted(paper), after: null });
  const added = asked.flatMap((paper, i): Added[] => {
    if ("id" in paper) return [];
    const { procedurePaperId = null, form, count, isReused, note } = paper;
    const name = procedurePaperId === null ? paper.name : known.get(procedurePaperId);
    if (name === undefined) faults.push({ path: `papers.${i}.procedurePaperId`, code: "paper-unknown" });
    return [{ name: name ?? "", form, count, isReused, note: note || null, procedurePaperId }];
  });
  for (const paper of added) changes.push({ is: "paper", before: null, after: noted(paper) });
  const after = idsOf([...before.filter((paper) => named.has(paper.id)), ...added]);
  return { struck: struck.map((paper) => paper.id), kept, added, changes, faults, catalogued: { ...unchanged, after } };
}

const isMasked = (field: CorrectedField) => maskedFields.some((one) => one === field);
/** A change as it may be shown to who sees the dossier: numbers of persons masked. */
export function shownChange(change: Change): Change {
  if (change.is === "paper" || !isMasked(change.field)) return change;
  const masked = (text: string | null) => text && maskNumber(text);
  return { ...change, before: masked(change.before), after: masked(change.after) };
}
