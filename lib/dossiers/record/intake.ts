import type * as z from "zod";
import type { Day, WorkingCalendar } from "@/lib/calendar/model";
import { cityDay } from "@/lib/calendar/rules";
import type { Work } from "@/lib/command";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { ProcedureTerms } from "@/lib/procedures/model";
import { findTerms } from "@/lib/procedures/queries";
import { searchable } from "@/lib/words";
import { isCountable } from "../clock/due";
import { stepDue } from "../desk/passage";
import { sealIdentifiers, sealSubmitterId } from "../identifiers/sealed";
import { feeAmount, intakeFaults, isAtHome } from "../intake/checks";
import type { AcceptInput, Channel, RegisterInput } from "../model";
import type { DossierFacts } from "../rules";
import { writeEvent } from "./event";
import { columnsOf } from "./facts";

type Accepted = z.output<typeof AcceptInput>;
/** What an intake at the counter and an online application have in common; `fees` and `dueOn` come with the first alone. */
export type HandedIn = Omit<z.output<typeof RegisterInput>, "portalId"> & Partial<Pick<Accepted, "fees" | "dueOn">>;
export type Intake = { terms: ProcedureTerms; receivingUnitId: number; on: Day };

/**
 * Checks the right, the units, the place and what the catalogue says of something handed in at an instant. Refuses what `intakeFaults`
 * finds, each at its field.
 */
export async function openIntake(
  work: Work,
  input: HandedIn,
  { channel, at, calendar }: { channel: Channel; at: Date; calendar: WorkingCalendar },
): Promise<Intake> {
  const { tx, actor } = work;
  const { procedureId, unitId, caseLabel } = input;
  const receivingUnitId = input.receivingUnitId ?? unitId;
  work.require("dossiers.process", receivingUnitId);
  const on = cityDay(at);
  const terms = await findTerms(actor, { procedureId, on, channel, caseLabel: caseLabel || undefined, unitId }, tx).catch(
    (error: unknown) => {
      throw error instanceof AppError && error.kind === "not-found" ? faultAt(error, "procedureId", "procedure-unknown") : error;
    },
  );
  const units = await tx.$queryRaw<{ id: number; kind: string; parentId: number | null }[]>`
    with recursive above (id) as (
      select unnest(${[unitId, receivingUnitId]}::int[])
      union
      select u.parent_id from above a join unit u on u.id = a.id where u.parent_id is not null
    ) select u.id, u.kind::text as kind, u.parent_id as "parentId" from above a join unit u on u.id = a.id
      where u.valid_from <= ${on}::date and (u.valid_until is null or u.valid_until >= ${on}::date)`;
  for (const [path, id] of [
    ["unitId", unitId],
    ["receivingUnitId", receivingUnitId],
  ] as const)
    if (!units.some((u) => u.id === id)) throw faultAt(new AppError("refused", "unit-not-standing"), path, "unit-not-standing");
  if (input.areaId !== undefined && !(await tx.area.findUnique({ where: { id: input.areaId }, select: { id: true } })))
    throw faultAt(new AppError("not-found", "not-found"), "areaId", "area-unknown");
  const faults = intakeFaults(input, { terms, acceptedOn: on, calendar, isAtHome: isAtHome(receivingUnitId, unitId, units) });
  if (faults[0]) throw new AppError("refused", faults[0].code, { faults });
  return { terms, receivingUnitId, on };
}
function faultAt({ kind, code }: AppError, path: string, fault: string): AppError {
  return new AppError(kind, code, { faults: [{ path, code: fault }] });
}

/** Writes the dossier with its papers, fees and internal steps and its first event, and tells the log. */
export async function writeIntake(
  work: Work,
  input: HandedIn,
  written: Intake & {
    calendar: WorkingCalendar;
    at: Date;
    channel: Channel;
    facts: DossierFacts;
    kind: "register" | "accept";
    code: string | null;
    portalId: string | null;
  },
): Promise<number> {
  const { tx, now } = work;
  const { facts, kind, code, channel, receivingUnitId, terms, at } = written;
  const begun = kind === "accept" ? processOf(terms, facts, written.calendar, input.fees) : emptyProcess;
  const { id } = await tx.dossier.create({
    select: { id: true },
    data: {
      ...columnsOf(facts),
      code,
      portalId: written.portalId,
      procedureId: input.procedureId,
      unitId: input.unitId,
      receivingUnitId,
      areaId: input.areaId ?? null,
      channel,
      serviceLevel: terms.serviceLevel,
      ...policiesOf(terms),
      caseLabel: input.caseLabel || null,
      applicantKind: input.applicantKind,
      applicantName: input.applicantName,
      applicantSearch: searchable(input.applicantName),
      applicantAddress: input.applicantAddress || null,
      applicantEmail: input.email ?? null,
      submitterName: input.submitter?.name ?? null,
      submitterIdSealed: sealSubmitterId(input.submitter?.idNumber),
      subject: input.subject || null,
      setCount: input.setCount,
      resultDelivery: input.resultDelivery,
      stepPosition: begun.stepPosition,
      ...sealIdentifiers(input),
      registeredAt: kind === "register" ? at : null,
      enteredAt: now,
      changedAt: now,
    },
  });
  const papers = papersOf(input.papers, terms);
  if (papers.length > 0) await tx.dossierPaper.createMany({ data: papers.map((paper) => ({ ...paper, dossierId: id })) });
  await writeProcess(tx, id, begun);
  const { version, state, dueAt } = facts;
  await writeEvent(work, id, receivingUnitId, { version, kind, toState: state, at, dueAtAfter: dueAt });
  const detail = { procedure: terms.procedureCode, channel, ...(code === null ? {} : { code }) };
  work.record(`dossier.${kind}`, { type: "dossier", id }, detail, input.unitId);
  work.announce("dossiers");
  return id;
}

/** The policies a dossier is judged by from its acceptance on. */
export const policiesOf = ({ cutoffPolicy, supplementPolicy, supplementsAllowed }: ProcedureTerms) => {
  return { cutoffPolicy, supplementPolicy, supplementsAllowed };
};

function papersOf(papers: HandedIn["papers"], { papers: known }: ProcedureTerms) {
  const names = new Map(known.map((p) => [p.id, p.name]));
  return papers.map(({ procedurePaperId, name, form, count, isReused, note }, i) => ({
    position: i + 1,
    name: (procedurePaperId === undefined ? name : names.get(procedurePaperId)) ?? "",
    procedurePaperId: procedurePaperId ?? null,
    ...{ form, count, isReused, note: note || null },
  }));
}

/** What an acceptance takes over from the catalogue: the fees due and the internal process with its first step begun. */
export type Process = { stepPosition: number | null; steps: ReturnType<typeof stepsOf>; fees: ReturnType<typeof feesOf> };
const emptyProcess: Process = { stepPosition: null, steps: [], fees: [] };

/** The process of a dossier as the catalogue stands on the day it is accepted. Throws what counting throws. */
export function processOf(
  terms: ProcedureTerms,
  facts: DossierFacts,
  calendar: WorkingCalendar,
  fees?: HandedIn["fees"],
): Process {
  const steps = stepsOf(terms, facts, calendar);
  return { stepPosition: steps[0]?.position ?? null, steps, fees: feesOf(fees, terms, facts.acceptedAt) };
}
export async function writeProcess(tx: Tx, dossierId: number, { steps, fees }: Process): Promise<void> {
  if (fees.length > 0) await tx.dossierFee.createMany({ data: fees.map((fee) => ({ ...fee, dossierId })) });
  if (steps.length > 0) await tx.dossierStep.createMany({ data: steps.map((step) => ({ ...step, dossierId })) });
}

type FeeAsked = NonNullable<HandedIn["fees"]>[number];
/** Where nobody says which fees are due, every one that has an amount is. */
function feesOf(asked: HandedIn["fees"], { fees: known }: ProcedureTerms, at: Date | null) {
  const whole = (procedureFeeId: number): FeeAsked => ({ procedureFeeId, quantity: 1, stage: "ACCEPTANCE" });
  const due = asked ?? known.filter((fee) => (fee.amountDong ?? 0) > 0).map((fee) => whole(fee.id));
  return due.flatMap((one) => {
    const fee = known.find((f) => f.id === one.procedureFeeId);
    if (!fee) return [];
    const method = one.method ?? null;
    return {
      ...{ kind: fee.kind, name: fee.name, amountDong: feeAmount(fee, one), stage: one.stage },
      ...{ method, paidAt: method && at, receiptNumber: one.receiptNumber || null },
    };
  });
}

/** The internal process as it stands on the day, with the first step begun: it is the desk's own, and runs from the acceptance. */
function stepsOf({ steps }: ProcedureTerms, facts: DossierFacts, calendar: WorkingCalendar) {
  return steps.map(({ position, name, role, workingDays }, i) => {
    const begun = {
      centidays: workingDays === null ? null : Math.round(workingDays * 100),
      startedAt: i === 0 ? facts.acceptedAt : null,
    };
    return { ...{ position, name, role }, ...begun, dueAt: isCountable(facts.limit) ? stepDue(begun, facts, calendar) : null };
  });
}
