import type { DraftContent } from "@/lib/dossiers/model";
import { isCountable } from "@/lib/dossiers/rules";
import type { ProcedureTerms } from "@/lib/procedures/model";
import { newKey } from "../ui/request";
import type { UnitChoice } from "./parts";

/** An empty form at a desk. */
export function newDraft(receivingUnitId: number): DraftContent {
  return {
    procedureId: null,
    caseLabel: "",
    channel: "COUNTER",
    receivingUnitId,
    unitId: null,
    acceptedOn: null,
    acceptedTime: "",
    dueOn: null,
    applicantKind: "CITIZEN",
    idNumber: "",
    applicantName: "",
    phone: "",
    email: "",
    applicantAddress: "",
    areaId: null,
    hasSubmitter: false,
    submitterName: "",
    submitterIdNumber: "",
    subject: "",
    setCount: "1",
    resultDelivery: "COUNTER",
    papers: [],
    fees: [],
    wantsReceipt: true,
  };
}

/** A version-4 UUID; `crypto.randomUUID` exists on secure origins only. */
export function newDraftId(): string {
  const hex = newKey();
  const variant = ((Number.parseInt(hex[16] ?? "0", 16) & 3) | 8).toString(16);
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`, hex.slice(20)].join("-");
}

/** Has anything been typed that would be missed? Where it is taken in and how is chosen anew in a moment. */
export function isBlank(form: DraftContent): boolean {
  return (
    form.procedureId === null &&
    [form.idNumber, form.applicantName, form.phone, form.email, form.applicantAddress, form.subject].every(
      (text) => text.trim() === "",
    )
  );
}

type Paper = DraftContent["papers"][number];
/** The rows of the checklist: a line for the originals and one for the copies a paper is asked for in, and what was added by hand. */
export function papersFor(form: DraftContent, terms: ProcedureTerms): Paper[] {
  const asked = terms.papers.flatMap(({ id, originals, copies }) => {
    const forms: [Paper["form"], number][] =
      form.channel === "ONLINE"
        ? [["ELECTRONIC", 1]]
        : [
            ...(originals > 0 ? [["ORIGINAL", originals] as [Paper["form"], number]] : []),
            ...(copies > 0 ? [["CERTIFIED_COPY", copies] as [Paper["form"], number]] : []),
          ];
    const lines = forms.length > 0 ? forms : [["ELECTRONIC", 1] as [Paper["form"], number]];
    return lines.map(([paperForm, count], place) => {
      const known = form.papers.filter((p) => p.procedurePaperId === id)[place];
      return (
        known ?? {
          ...{ procedurePaperId: id, name: "", isHandedIn: false, form: paperForm, count: String(count), isReused: false },
        }
      );
    });
  });
  return [...asked, ...form.papers.filter((p) => p.procedurePaperId === null)];
}

/** The fees of the catalogue; one without an amount is due only when somebody says so. */
export function feesFor(form: DraftContent, terms: ProcedureTerms): DraftContent["fees"] {
  return terms.fees.map(
    (fee) =>
      form.fees.find((f) => f.procedureFeeId === fee.id) ?? {
        ...{
          procedureFeeId: fee.id,
          isDue: (fee.amountDong ?? 0) > 0,
          quantity: "1",
          amount: "",
          method: null,
          receiptNumber: "",
        },
      },
  );
}

/** The form once it is known what applies: its lists, and what is no choice. */
export function fitted(
  form: DraftContent,
  terms: ProcedureTerms,
  { ownUnitId, units }: { ownUnitId: number; units: readonly UnitChoice[] },
): DraftContent {
  const isCase = form.caseLabel === "" || terms.cases.includes(form.caseLabel);
  const [first, ...others] = settlersFor(form.receivingUnitId, terms, units);
  const settles = (id: number | null) => [first, ...others].some((u) => u?.id === id);
  const only = first && others.length === 0 ? first.id : null;
  return {
    ...form,
    caseLabel: isCase ? form.caseLabel : "",
    unitId: only ?? (settles(form.unitId) ? form.unitId : settles(ownUnitId) ? ownUnitId : null),
    // A day is promised by hand only where none can be counted.
    dueOn: isCountable(terms.limit) ? null : form.dueOn,
    papers: papersFor(form, terms),
    fees: feesFor(form, terms),
  };
}

/** Everything the catalogue requires is handed in; what is only there in some cases stays as it was ticked. */
export function allHandedIn(form: DraftContent, terms: ProcedureTerms): DraftContent {
  const required = new Set(terms.papers.flatMap(({ id, isRequired }) => (isRequired ? [id] : [])));
  const isRequired = ({ procedurePaperId: id }: DraftContent["papers"][number]) => id !== null && required.has(id);
  return { ...form, papers: form.papers.map((paper) => (isRequired(paper) ? { ...paper, isHandedIn: true } : paper)) };
}

/**
 * The units a desk may hand a dossier to: those the catalogue names, else any agency; only the desk's own where the procedure is taken in
 * nowhere else.
 */
export function settlersFor(
  receivingUnitId: number,
  { settlers, isTakenInAnywhere }: Pick<ProcedureTerms, "settlers" | "isTakenInAnywhere">,
  units: readonly UnitChoice[],
): UnitChoice[] {
  const settles = (u: UnitChoice) => (settlers.length === 0 ? !u.isDesk : settlers.some((s) => s.unitId === u.id));
  return units.filter((u) => settles(u) && (isTakenInAnywhere || u.isOwnOf.includes(receivingUnitId)));
}

const given = (text: string) => (text.trim() === "" ? undefined : text.trim());
const number = (text: string) =>
  /^\d{1,10}$/.test(text.replace(/[.\s]/g, "")) ? Number(text.replace(/[.\s]/g, "")) : Number.NaN;

/** "8:05", "0805", "8h5" → "08:05"; what is no time of day stays as it is, for the server to say so. */
export function clockText(text: string): string {
  const [, hours, minutes] = /^(\d{1,2})\D?(\d{1,2})?$/.exec(text.trim()) ?? /^(\d{2})(\d{2})$/.exec(text.trim()) ?? [];
  return hours === undefined ? text.trim() : `${hours.padStart(2, "0")}:${(minutes ?? "0").padStart(2, "0")}`;
}

/** The instant a late entry names, as the API takes it; undefined: now. */
export function acceptedAtOf(form: Pick<DraftContent, "acceptedOn" | "acceptedTime">): string | undefined {
  return form.acceptedOn === null ? undefined : `${form.acceptedOn}T${clockText(form.acceptedTime || "08:00")}:00+07:00`;
}

/** The form as the API takes it. `places` tells which row of the form each of its papers and fees is. */
export function bodyOf(form: DraftContent, draftId: string) {
  const papers = form.papers.flatMap((paper, row) => (paper.isHandedIn ? [{ paper, row }] : []));
  const fees = form.fees.flatMap((fee, row) => (fee.isDue ? [{ fee, row }] : []));
  const body = {
    step: "accept",
    draftId,
    procedureId: form.procedureId,
    unitId: form.unitId,
    receivingUnitId: form.receivingUnitId,
    areaId: form.areaId ?? undefined,
    channel: form.channel,
    caseLabel: given(form.caseLabel),
    acceptedAt: acceptedAtOf(form),
    dueOn: form.dueOn ?? undefined,
    applicantKind: form.applicantKind,
    applicantName: form.applicantName,
    applicantAddress: given(form.applicantAddress),
    phone: given(form.phone),
    email: given(form.email),
    idNumber: given(form.idNumber),
    submitter: form.hasSubmitter ? { name: form.submitterName, idNumber: given(form.submitterIdNumber) } : undefined,
    subject: given(form.subject),
    setCount: number(form.setCount),
    resultDelivery: form.resultDelivery,
    papers: papers.map(({ paper: p }) => ({
      ...(p.procedurePaperId === null ? { name: p.name } : { procedurePaperId: p.procedurePaperId }),
      ...{ form: p.form, count: number(p.count), isReused: p.isReused },
    })),
    fees: fees.map(({ fee: f }) => ({
      procedureFeeId: f.procedureFeeId,
      quantity: number(f.quantity),
      amountDong: f.amount.trim() === "" ? undefined : number(f.amount),
      method: f.method ?? undefined,
      receiptNumber: given(f.receiptNumber),
    })),
    wantsReceipt: form.wantsReceipt,
  };
  return { body, places: { papers: papers.map((p) => p.row), fees: fees.map((f) => f.row) } };
}

/** Server fields whose fault is shown at another field of the form. */
const shownAt: Readonly<Record<string, string>> = { acceptedAt: "acceptedOn" };

/** What the server found fault with, by the form's own fields: "papers.3.count" is the fourth row of the form. */
export function faultsByField(
  faults: readonly { path: string; code: string; title: string | null }[],
  places: { papers: readonly number[]; fees: readonly number[] },
): Record<string, string> {
  const told: Record<string, string> = {};
  for (const { path, title } of faults) {
    const plain = path.replace(/^body\./, "");
    const field = plain.replace(
      /^(papers|fees)\.(\d+)/,
      (_, list: "papers" | "fees", at: string) => `${list}.${places[list][Number(at)] ?? at}`,
    );
    told[shownAt[field] ?? field] ??= title ?? "";
  }
  return told;
}
