import type { PaperForm, ResultDelivery } from "@/lib/db/generated/enums";
import type { Correctable } from "@/lib/dossiers/model";
import { isCount } from "./act-form";

/** A paper as it should have been noted: one that was (`id`), one of the catalogue that was forgotten, or another by its name. */
export type PaperLine = {
  id: number | null;
  procedurePaperId: number | null;
  name: string;
  isIn: boolean;
  form: PaperForm;
  count: string;
};
const numbers = ["idNumber", "phone", "submitterIdNumber"] as const;
export type NumberName = (typeof numbers)[number];
const lines = ["email", "applicantAddress", "submitterName", "subject"] as const;
export type LineName = (typeof lines)[number];

/** The form as it stands on the screen. An empty number is one that stays; `dropped` are those to be taken off the record. */
export type Mended = Record<NumberName | LineName | "applicantName" | "setCount", string> & {
  applicantKind: "CITIZEN" | "ORGANISATION";
  resultDelivery: ResultDelivery;
  areaId: number | null;
  papers: readonly PaperLine[];
  /** Said of a dossier that lacks what it is not complete without. */
  isIncomplete: boolean;
  dropped: readonly NumberName[];
};

/** What the form begins with. */
export function written(on: Correctable): Mended {
  return {
    ...{ applicantKind: on.applicantKind, applicantName: on.applicantName, resultDelivery: on.resultDelivery },
    ...{ email: on.email ?? "", applicantAddress: on.applicantAddress ?? "", subject: on.subject ?? "" },
    ...{ submitterName: on.submitterName ?? "", setCount: String(on.setCount), dropped: [] },
    ...{ idNumber: "", phone: "", submitterIdNumber: "", areaId: on.areaId, isIncomplete: false },
    papers: [
      ...on.papers.map(({ id, procedurePaperId, name, form, count }) => ({
        ...{ id, procedurePaperId, name, form, isIn: true, count: String(count) },
      })),
      ...on.offered.map(({ procedurePaperId, name, form, count }) => ({
        ...{ id: null, procedurePaperId, name, form, isIn: false, count: String(count) },
      })),
    ],
  };
}

/** What is sent of it: only what is other than it stands. */
export function bodyOf(on: Correctable, form: Mended): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  const before = written(on);
  for (const name of ["applicantKind", "resultDelivery", "areaId"] as const)
    if (form[name] !== before[name]) body[name] = form[name];
  if (form.applicantName.trim() !== before.applicantName) body.applicantName = form.applicantName.trim();
  if (form.setCount.trim() !== before.setCount) body.setCount = Number(form.setCount);
  for (const name of lines) if (form[name].trim() !== before[name]) body[name] = form[name].trim() || null;
  for (const name of numbers) {
    if (form[name].trim()) body[name] = form[name].trim();
    else if (form.dropped.includes(name)) body[name] = null;
  }
  const papers = papersOf(form.papers);
  if (JSON.stringify(papers) !== JSON.stringify(papersOf(before.papers))) body.papers = papers;
  if (body.papers && lackedBy(on, form).length > 0) body.isIncomplete = form.isIncomplete;
  return body;
}

/** What the dossier would not be complete without once its papers are as they stand in the form. */
export function lackedBy(on: Correctable, { papers }: Pick<Mended, "papers">): string[] {
  const had = new Set(on.papers.map((paper) => paper.procedurePaperId));
  const has = new Set(papers.filter((paper) => paper.isIn).map((paper) => paper.procedurePaperId));
  return on.required.flatMap(({ procedurePaperId: id, name }) => (had.has(id) && !has.has(id) ? [name] : []));
}
function papersOf(papers: readonly PaperLine[]) {
  return papers
    .filter((paper) => paper.isIn && paper.name.trim() !== "")
    .map(({ id, procedurePaperId, name, form, count }) => ({
      ...(id !== null ? { id } : procedurePaperId !== null ? { procedurePaperId } : { name: name.trim() }),
      ...{ form, count: Number(count) },
    }));
}

/** Can it be sent: something is other than it stands, the numbers of copies are numbers, and it is said why. */
export function isMended(on: Correctable, form: Mended, reason: string): boolean {
  const counts = form.papers.filter((paper) => paper.isIn && paper.name.trim() !== "").map((paper) => paper.count);
  return (
    reason.trim().length >= 3 &&
    form.applicantName.trim().length >= 2 &&
    /^[1-9]\d?$/.test(form.setCount.trim()) &&
    counts.every(isCount) &&
    (form.isIncomplete || lackedBy(on, form).length === 0) &&
    Object.keys(bodyOf(on, form)).length > 0
  );
}
