import * as z from "zod";
import { unitCalendar } from "@/lib/calendar/queries";
import { command } from "@/lib/command";
import { AppError } from "@/lib/errors";
import { can } from "@/lib/policy";
import { openIdNumber, openPhone } from "./identifiers/sealed";
import { forgetDraft, keepDraft, throwDraft } from "./intake/drafts";
import { recall } from "./intake/recall";
import { AcceptInput, DraftInput, type MovedDossier, type Recalled, RecallInput, RegisterInput, ViewInput } from "./model";
import { visibleTo } from "./queries";
import { allocateCode } from "./record/allocate";
import { openIntake, writeIntake } from "./record/intake";
import { acceptanceFault, type DossierFacts, decideMove, newDossier } from "./rules";

export { correctDossier } from "./correction/correct";
export { type Each, moveStack } from "./desk/bulk";
export { moveDossier } from "./desk/move";
export { sealIdentifiers } from "./identifiers/sealed";
export {
  insertStaged,
  type Lines,
  mergeStaged,
  type StagedConflict,
  type StagedFate,
  stagedConflicts,
  stagedCounts,
  stagedFates,
  type Told,
} from "./merge/staged";
export { fillReceived, type Received } from "./received/fill";
export { changeCalendar } from "./redating/carry";

/** Notes an online application: no code and no clock before it is accepted (NĐ 61/2018 Đ.17.3, Đ.26). Refuses what `openIntake` refuses. */
export const registerDossier = command(RegisterInput, async (work, { portalId, ...input }) => {
  const asked = { channel: "ONLINE", at: work.now, calendar: await unitCalendar(input.unitId, work.tx) } as const;
  const intake = await openIntake(work, input, asked);
  const written = { ...intake, ...asked, facts: newDossier, kind: "register", code: null } as const;
  const id = await writeIntake(work, input, { ...written, portalId: portalId ?? null });
  return left(id, null, newDossier);
});

/**
 * Takes a complete dossier in at the counter, by post or online: it gets its code, its clock starts, the receipt's due day is
 * counted; its papers, fees and internal steps are kept as they are in the catalogue on the day. The draft it was typed in goes.
 * Refuses what `openIntake`, `acceptanceFault` and `allocateCode` refuse.
 */
export const acceptDossier = command(AcceptInput, async (work, { channel, acceptedAt, draftId, ...input }) => {
  const { tx, actor, now } = work;
  const at = acceptedAt === undefined ? now : new Date(acceptedAt);
  const calendar = await unitCalendar(input.unitId, tx);
  const early = acceptanceFault(at, now, calendar);
  if (early) throw new AppError("refused", early, { faults: [{ path: "acceptedAt", code: early }] });
  const intake = await openIntake(work, input, { channel, at, calendar });
  const { terms, on, receivingUnitId } = intake;
  const decision = decideMove(newDossier, "accept", {
    now: at,
    calendar,
    promisedDueOn: input.dueOn,
    limit: terms.limit,
    cutoff: terms.cutoffPolicy,
    supplementPolicy: terms.supplementPolicy,
  });
  if (!decision.ok) throw new AppError("refused", decision.code);
  const facts = { ...decision.next, version: 1 };
  const code = await allocateCode(tx, receivingUnitId, on);
  const id = await writeIntake(work, input, { ...intake, calendar, at, channel, facts, kind: "accept", code, portalId: null });
  if (draftId !== undefined && actor.userId !== null) await forgetDraft(tx, actor.userId, draftId);
  return left(id, code, facts);
});

function left(id: number, code: string | null, { state, version, dueAt, dueOn }: DossierFacts): MovedDossier {
  return { id, code, state, version, dueAt: dueAt?.toISOString() ?? null, dueOn };
}

/** The person's numbers in full. A look is an act: it needs its own right and stands in the audit log. */
export const revealDossier = command(z.strictObject({ dossierId: z.int().positive() }), async (work, { dossierId }) => {
  const [row] = await work.tx.$queryRaw<
    { unitId: number; isSensitive: boolean; phoneSealed: Uint8Array | null; idNumberSealed: Uint8Array | null }[]
  >`select d.unit_id as "unitId", p.is_sensitive as "isSensitive", d.phone_sealed as "phoneSealed", d.id_number_sealed as "idNumberSealed"
    from dossier d join procedure p on p.id = d.procedure_id where d.id = ${dossierId} and ${visibleTo(work.actor)}`;
  if (!row) throw new AppError("not-found", "not-found");
  work.require("dossiers.reveal", row.unitId);
  if (row.isSensitive && !can(work.actor, "dossiers.process", row.unitId)) throw new AppError("forbidden", "permission");
  work.record("dossier.reveal", { type: "dossier", id: dossierId }, {}, row.unitId);
  return { phone: openPhone(row.phoneSealed), idNumber: openIdNumber(row.idNumberSealed) };
});

/** What the register knows of whoever holds an identity number. A look is an act: it stands in the audit log, found or not. */
export const recallApplicant = command(RecallInput, async (work, { idNumber, receivingUnitId }): Promise<Recalled> => {
  work.require("dossiers.process", receivingUnitId);
  const found = await recall(work.tx, work.actor, idNumber);
  const subject = found ? { type: "dossier", id: found.dossierId } : { type: "dossier-list", id: "recall" };
  work.record("dossier.recall", subject, {}, found?.unitId ?? receivingUnitId);
  return { known: found?.known ?? null };
});

/** Keeps a half-typed dossier, sealed, for its writer alone. Refuses what `keepDraft` refuses. */
export const saveDraft = command(DraftInput, async (work, draft) => {
  const userId = work.actor.userId ?? 0;
  work.requireSelf(userId);
  work.require("dossiers.process", draft.content.receivingUnitId);
  const saved = await keepDraft(work.tx, userId, draft, work.now);
  work.record("draft.save", { type: "draft", id: draft.id }, {}, draft.content.receivingUnitId);
  return saved;
});

/** Throws a draft of one's own away; for a day `restoreDraft` brings it back. */
export const throwDraftAway = command(z.strictObject({ id: z.uuid() }), async (work, { id }) => {
  const userId = work.actor.userId ?? 0;
  work.requireSelf(userId);
  await throwDraft(work.tx, userId, id, work.now);
  work.record("draft.throw", { type: "draft", id }, {});
  return { id };
});

/** Takes back that a draft was thrown away. */
export const restoreDraft = command(z.strictObject({ id: z.uuid() }), async (work, { id }) => {
  const userId = work.actor.userId ?? 0;
  work.requireSelf(userId);
  await throwDraft(work.tx, userId, id, null);
  work.record("draft.restore", { type: "draft", id }, {});
  return { id };
});

const viewsKept = 100;

/** Keeps a page's query string under a name of one's own; the same name again replaces it. */
export const saveView = command(ViewInput, async (work, { page, name, query }) => {
  const userId = work.actor.userId ?? 0;
  work.requireSelf(userId);
  if ((await work.tx.savedView.count({ where: { userId } })) >= viewsKept) throw new AppError("refused", "views-full");
  const { id } = await work.tx.savedView.upsert({
    where: { userId_page_name: { userId, page, name } },
    create: { userId, page, name, query, createdAt: work.now },
    update: { query },
  });
  work.record("view.save", { type: "view", id }, { page });
  return { id };
});

/** Forgets a view of one's own; another's does not exist. */
export const deleteView = command(z.strictObject({ id: z.int().positive() }), async (work, { id }) => {
  const userId = work.actor.userId ?? 0;
  work.requireSelf(userId);
  const { count } = await work.tx.savedView.deleteMany({ where: { id, userId } });
  if (count === 0) throw new AppError("not-found", "not-found");
  work.record("view.delete", { type: "view", id }, {});
});
