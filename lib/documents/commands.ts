import * as z from "zod";
import { cityDay, readDay, writeDay } from "@/lib/calendar/rules";
import { command, type Work } from "@/lib/command";
import { AppError } from "@/lib/errors";
import { allocateNumber } from "./book/allocate";
import { AtVersion, DraftChange, DraftInput, ExemptInput, IssueInput, type Kept, RegisterInput, VoidInput } from "./model";
import { checkedLinks, checkedUnit, columnsOf, faultAt, refuseFirst } from "./record/checked";
import { contentHash } from "./record/content";
import type { DocumentType } from "./record/model";
import { standingOf } from "./record/reach";
import { searchWords } from "./record/search";
import { draftFault, formatSymbol, issueFaults, registerFaults, symbolKey, voidFault } from "./rules";
import { closeAnswered, endVoided } from "./work/answer";

export { closeRegister, openBook, setSecretCount } from "./book/keep";
export { attachDocumentFile, receiveDocumentFile, refuseStamped, removeDocumentFile, restoreDocumentFile } from "./files/attach";
export { compareOld } from "./old/compare";
export { takeOver } from "./old/take-over";
export { agreeToSign, askToSign, recallSigning, refuseToSign, sealDocument } from "./signing/ask";
export { actOnTask, endWork, markRead, noteOpening } from "./work/act";
export { routeDocument } from "./work/route";

/**
 * Enters an incoming document in the register of its unit: it gets the next number (số đến) of the year in this very transaction. Refuses
 * `secret-document` before anything is kept, each of `registerFaults` at its field, and `document-registered-already` where the same document
 * (issuer, symbol, day) stands in the unit's registers and another copy is not what is meant.
 */
export const registerDocument = command(RegisterInput, async (work, input): Promise<Kept> => {
  const { tx, now } = work;
  work.require("documents.register", input.unitId);
  const today = cityDay(now);
  refuseFirst(registerFaults(input, today));
  await checkedUnit(work, input.unitId, today);
  const type = await checkedLinks(work, input);
  const symbol = input.symbol || null;
  const place = await allocateNumber(work, { ...input, direction: "INCOMING", year: Number(today.slice(0, 4)) });
  // Whoever registers in this book at the same time waits for its number: so of two who enter one document the second is told.
  if (!input.isRepeated && symbol !== null) {
    const [known] = await tx.$queryRaw<
      { number: number }[]
    >`select number from document where unit_id = ${input.unitId} and direction = 'INCOMING'
      and state = 'REGISTERED' and symbol_key collate "C" = ${symbolKey(symbol)} and issued_on = ${input.issuedOn}::date and issuer = ${input.issuer} limit 1`;
    if (known)
      throw new AppError("conflict", "document-registered-already", {
        faults: [{ path: "symbol", code: "document-registered-already" }],
        detail: { number: known.number },
      });
  }
  const row = {
    ...columnsOf(input),
    ...place,
    direction: "INCOMING" as const,
    unitId: input.unitId,
    symbol,
    issuer: input.issuer,
    issuedOn: writeDay(input.issuedOn),
    arrivedOn: writeDay(input.arrivedOn),
    registeredOn: writeDay(today),
  };
  const { id } = await tx.document.create({
    select: { id: true },
    data: {
      ...row,
      ...entered(work),
      ...registered(work),
      state: "REGISTERED",
      symbolKey: symbol && symbolKey(symbol),
      search: searchOf(row, type),
      contentHash: contentHash(row),
    },
  });
  work.record("document.register", { type: "document", id }, { number: place.number, on: today }, input.unitId);
  work.announce("documents");
  return { id, number: place.number, symbol, version: 1 };
});

/** Keeps a document of the unit's own before it is issued: no number, no day. */
export const draftDocument = command(DraftInput, async (work, input): Promise<Kept> => {
  const { tx, now } = work;
  work.require("documents.draft", input.unitId);
  const unit = await checkedUnit(work, input.unitId, cityDay(now));
  const type = await checkedLinks(work, input);
  const row = { ...columnsOf(input), ...marksOf(input), direction: input.direction, unitId: input.unitId, issuer: unit.name };
  const { id } = await tx.document.create({
    select: { id: true },
    data: { ...row, ...entered(work), state: "DRAFT", search: searchOf(row, type) },
  });
  work.record("document.draft", { type: "document", id }, {}, input.unitId);
  work.announce("documents");
  return { id, number: null, symbol: null, version: 1 };
});

const Change = DraftChange.extend({ id: z.int().positive() });
/** Changes a draft. Refuses `document-not-draft`, and `document-changed` where somebody else did meanwhile. */
export const changeDraft = command(Change, async (work, { id, version, ...input }): Promise<Kept> => {
  const at = await draftAt(work, id, version);
  const type = await checkedLinks(work, input);
  const { issuer } = await work.tx.document.findUniqueOrThrow({ where: { id }, select: { issuer: true } });
  const columns = { ...columnsOf(input), ...marksOf(input) };
  await work.tx.document.update({
    where: { id },
    data: { ...columns, version: version + 1, search: searchOf({ ...columns, issuer }, type) },
  });
  work.record("document.change", { type: "document", id }, { version: version + 1 }, at.unitId);
  work.announce("documents");
  return { id, number: null, symbol: null, version: version + 1 };
});

const One = AtVersion.extend({ id: z.int().positive() });
/** Throws a draft away, its files too. Refuses what `changeDraft` refuses. */
export const discardDraft = command(One, async (work, { id, version }) => {
  const at = await draftAt(work, id, version);
  await work.tx.document.delete({ where: { id } });
  work.record("document.discard", { type: "document", id }, {}, at.unitId);
  work.announce("documents");
  return { id };
});

const Issued = IssueInput.extend({ id: z.int().positive() });
/**
 * Issues a draft: it gets the next number of its book, today as its day and its symbol in one transaction, and stays as it is from then on.
 * With `closesAnswered` the work with the document it answers ends with it. Refuses `draft-incomplete` at what is missing, `register-closed`,
 * `answer-closes-nothing`, and what `changeDraft` refuses.
 */
export const issueDocument = command(Issued, async (work, { id, version, closesAnswered }): Promise<Kept> => {
  const { tx, actor, now } = work;
  const at = await standingOf(tx, actor, id, true);
  work.require("documents.register", at.unitId);
  current(at, version, draftFault(at.state));
  const today = cityDay(now);
  await checkedUnit(work, at.unitId, today);
  const draft = await tx.document.findUniqueOrThrow({ where: { id }, include: { type: true } });
  refuseFirst(issueFaults({ ...draft, dueOn: draft.dueOn && readDay(draft.dueOn) }, today));
  if (!draft.issuerMark) throw faultAt("issuerMark", "draft-incomplete");
  const place = await allocateNumber(work, { ...draft, year: Number(today.slice(0, 4)) });
  const symbol = formatSymbol({
    ...place,
    abbreviation: draft.type.abbreviation,
    isLegal: draft.type.kind === "LEGAL",
    issuerMark: draft.issuerMark,
    drafterMark: draft.drafterMark,
  });
  const days = { issuedOn: writeDay(today), registeredOn: writeDay(today) };
  const row = { ...draft, ...place, ...days, symbol };
  await tx.document.update({
    where: { id },
    data: {
      ...place,
      ...days,
      ...registered(work),
      symbol,
      symbolKey: symbolKey(symbol),
      state: "REGISTERED",
      search: searchOf(row, draft.type),
      contentHash: contentHash(row),
      version: version + 1,
    },
  });
  if (closesAnswered) await closeAnswered(work, { id, unitId: at.unitId, symbol, responseForId: draft.responseForId });
  work.record("document.issue", { type: "document", id }, { number: place.number, code: symbol, on: today }, at.unitId);
  work.announce("documents");
  return { id, number: place.number, symbol, version: version + 1 };
});

/** Voids a number with its reason (bỏ số): the document stays in its place of the register, and the number is never given out again. */
export const voidDocument = command(VoidInput.extend({ id: z.int().positive() }), async (work, { id, version, reason }) => {
  const { tx, actor, now } = work;
  const at = await standingOf(tx, actor, id, true);
  work.require("documents.manage", at.unitId);
  current(at, version, voidFault(at.state));
  // Held until the end: a register that is closed meanwhile waits, or this is told.
  const [open] = await tx.$queryRaw<
    unknown[]
  >`select 1 from document_register r join document d on d.book_id = r.book_id and d.year = r.year
    where d.id = ${id} and r.closed_at is null for share of r`;
  if (!open) throw new AppError("refused", "register-closed");
  const { number, symbol } = await tx.document.update({
    where: { id },
    data: {
      state: "VOIDED",
      voidedAt: now,
      voidedBy: actor.id,
      voidedByName: actor.name,
      voidReason: reason,
      version: version + 1,
    },
    select: { number: true, symbol: true },
  });
  await endVoided(work, id, reason);
  work.record("document.void", { type: "document", id }, { number }, at.unitId);
  work.announce("documents");
  return { id, number, symbol, version: version + 1 };
});

/**
 * Says of an issued document why it need not be signed, or (null) that it must be after all: it is counted apart then, with its reason for everybody
 * to read. Refuses `document-not-registered`, `document-not-outgoing` and `document-changed`.
 */
export const exemptDocument = command(
  ExemptInput.extend({ id: z.int().positive() }),
  async (work, { id, version, reason }): Promise<Kept> => {
    const { tx, actor, now } = work;
    const at = await standingOf(tx, actor, id, true);
    work.require("documents.manage", at.unitId);
    current(at, version, voidFault(at.state));
    const { direction, number, symbol } = await tx.document.findUniqueOrThrow({
      where: { id },
      select: { direction: true, number: true, symbol: true },
    });
    if (direction !== "OUTGOING") throw new AppError("refused", "document-not-outgoing");
    const by = reason === null ? { at: null, by: null, name: null } : { at: now, by: actor.id, name: actor.name };
    await tx.document.update({
      where: { id },
      data: { exemptReason: reason, exemptedAt: by.at, exemptedBy: by.by, exemptedByName: by.name, version: version + 1 },
    });
    work.record(
      reason === null ? "document.demand-signature" : "document.exempt",
      { type: "document", id },
      { number },
      at.unitId,
    );
    work.announce("documents");
    return { id, number, symbol, version: version + 1 };
  },
);

type Acting = Pick<Work, "tx" | "actor" | "require">;
/** A draft this actor may change, held until the transaction ends. */
async function draftAt(work: Acting, id: number, version: number) {
  const at = await standingOf(work.tx, work.actor, id, true);
  work.require("documents.draft", at.unitId);
  current(at, version, draftFault(at.state));
  return at;
}
function current(at: { version: number }, version: number, fault: string | null): void {
  if (fault) throw new AppError("conflict", fault);
  if (at.version !== version) throw new AppError("conflict", "document-changed");
}

const entered = ({ actor, now }: Work) => ({ enteredAt: now, enteredBy: actor.id, enteredByName: actor.name });
const registered = ({ actor, now }: Work) => ({ registeredAt: now, registeredBy: actor.id, registeredByName: actor.name });
const marksOf = ({ issuerMark, drafterMark }: { issuerMark: string; drafterMark?: string | undefined }) => {
  return { issuerMark, drafterMark: drafterMark ?? null };
};
type Searched = {
  symbol?: string | null;
  subject: string;
  issuer: string;
  signerName: string | null;
  recipients: string[];
  note: string | null;
};
const searchOf = (row: Searched, type: Pick<DocumentType, "name">) =>
  searchWords([row.symbol, row.subject, row.issuer, row.signerName, type.name, ...row.recipients, row.note]);
