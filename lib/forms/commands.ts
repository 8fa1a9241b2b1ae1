import type * as z from "zod";
import { cityDay } from "@/lib/calendar/rules";
import { type Ctx, command } from "@/lib/command";
import { db, type Tx } from "@/lib/db/client";
import { acceptDossier, type Each, moveDossier } from "@/lib/dossiers/commands";
import type { MovedDossier, MoveInput } from "@/lib/dossiers/model";
import { visibleTo } from "@/lib/dossiers/queries";
import { unitFor } from "@/lib/dossiers/rules";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { macOf, newReadableCode, seal } from "@/lib/secrets";
import { refusals as general, type Words } from "@/lib/words";
import { refusals } from "./labels";
import {
  type AcceptedDossier,
  type FormKind,
  type IssuedForm,
  IssueInput,
  type IssueLine,
  type IssueStackInput,
  lookUpCodeSigns,
  lookUpPurpose,
  type TakeInInput,
} from "./model";
import { factsOf, findForForms, standingOf, stepOf } from "./reading/facts";
import { contentPlace } from "./reading/sheets";
import { buildSheet, formsFor, generationOn, issuers, numberText } from "./rules";

/**
 * Issues a form of a dossier: it gets the next number of its unit, kind and year, and what it says is kept as it is. Where one of the
 * kind stands, the new one must name it in `replacesId` and say why in `correction`, else `form-already-issued`; the old one stays.
 * Refuses `form-not-open` where the dossier has not come to that step.
 */
export const issueForm = command(IssueInput, async (work, { dossierId, kind, reason, items, replacesId, correction }) => {
  const { tx, actor, now } = work;
  const found = await findForForms(tx, actor, dossierId);
  const { row } = found;
  const unitId = issuers[kind] === "desk" ? row.receivingUnitId : row.unitId;
  // Whoever may take an application in may hand out its receipt.
  work.require("dossiers.process", kind === "RECEIPT" ? unitFor(actor, "accept", "dossiers.process", row) : unitId);
  const on = cityDay(now);
  if (!formsFor(standingOf(found), on).includes(kind)) throw new AppError("refused", "form-not-open");

  const year = Number(on.slice(0, 4));
  // Whoever issues the same kind waits here, so that what stands is known for certain afterwards.
  const number = await nextNumber(tx, unitId, kind, year);
  const standing = await standingForm(tx, dossierId, kind, stepOf(found, kind)?.at ?? null);
  if ((standing?.id ?? null) !== (replacesId ?? null)) throw new AppError("conflict", "form-already-issued");
  if (standing && !correction) throw new AppError("refused", "correction-required");

  const generation = generationOn(on);
  const lookUp = kind === "RECEIPT" && row.code !== null ? await newLookUp(tx, dossierId, now) : null;
  const facts = await factsOf(tx, found, {
    kind,
    generation,
    number,
    year,
    issuedAt: now,
    officerName: actor.name,
    replaces: standing && { numberText: numberText(kind, standing.number), issuedAt: standing.issuedAt },
    reason: reason ?? null,
    items: items ?? null,
    lookUp,
  });
  const { id } = await tx.dossierForm.create({
    select: { id: true },
    data: {
      dossierId,
      kind,
      unitId,
      year,
      number,
      generation,
      content: seal(JSON.stringify(buildSheet(facts)), contentPlace),
      reason: correction ?? null,
      issuedAt: now,
      issuedBy: actor.id,
      replacesId: standing?.id ?? null,
    },
  });
  work.record(
    "form.issue",
    { type: "dossier", id: dossierId },
    { form: id, kind, number, ...(standing ? { replaces: standing.id } : {}) },
    unitId,
  );
  work.announce("dossiers");
  return { id, kind, numberText: numberText(kind, number) } satisfies IssuedForm;
});

/**
 * Gives a dossier the code its receipt is looked up by: random, printed, and kept as a keyed hash only (SECURITY: T-01). A receipt
 * that replaces another has a code of its own, and the old one ends.
 */
async function newLookUp(tx: Tx, dossierId: number, madeAt: Date): Promise<{ code: string; address: string }> {
  const code = newReadableCode(lookUpCodeSigns);
  const mac = macOf(`${dossierId} ${code}`, lookUpPurpose);
  await tx.dossierLookUpCode.upsert({
    where: { dossierId },
    create: { dossierId, mac, madeAt },
    update: { mac, madeAt },
  });
  return { code, address: new URL("/look-up", env().PUBLIC_URL).href };
}

/**
 * Takes a dossier in and issues its receipt: both or neither. A result of the same day needs no receipt unless `wantsReceipt`
 * (Nghị định 61/2018/NĐ-CP Đ.17.4). Refuses what `acceptDossier` refuses.
 */
export async function takeIn(
  ctx: Ctx,
  { wantsReceipt, ...input }: z.input<typeof TakeInInput>,
  within?: Tx,
): Promise<AcceptedDossier> {
  return wholly(within, async (tx) => withReceipt(ctx, tx, await acceptDossier(ctx, input, tx), wantsReceipt));
}

/** Takes a dossier a step further; an application that is accepted by it gets its receipt as at the counter. Refuses what `moveDossier` refuses. */
export async function moveOn(ctx: Ctx, input: z.input<typeof MoveInput>, within?: Tx): Promise<AcceptedDossier> {
  return wholly(within, async (tx) => {
    const moved = await moveDossier(ctx, input, tx);
    return input.move === "accept" ? withReceipt(ctx, tx, moved, undefined) : { ...moved, receipt: null };
  });
}

const words: Readonly<Record<string, Words>> = { ...general, ...refusals };
/**
 * Issues the same form for a stack of dossiers, each in a transaction of its own: what fails for one stops none of the others, and is
 * told in its line. Where one of the kind stands, nothing is issued and that one counts. Throws only where the key belongs to another
 * request, or the database is away.
 */
export async function issueStack(ctx: Ctx, { kind, dossiers }: IssueStackInput, each: Each): Promise<IssueLine[]> {
  const codes = await codesOf(ctx.actor, dossiers);
  const lines: IssueLine[] = [];
  for (const id of dossiers) {
    const told = { id, code: codes.get(id) ?? null };
    try {
      await each(String(id), (tx) => issueForm(ctx, { dossierId: id, kind }, tx));
      lines.push({ ...told, isNew: true, refusal: null });
    } catch (error) {
      if (!(error instanceof AppError) || error.code === "idempotency-key-reused") throw error;
      const stands = error.code === "form-already-issued";
      lines.push({
        ...told,
        isNew: false,
        refusal: stands ? null : { code: error.code, ...(words[error.code] ?? general.unexpected) },
      });
    }
  }
  return lines;
}
async function codesOf(actor: Actor, ids: readonly number[]): Promise<Map<number, string | null>> {
  const rows = await db.$queryRaw<{ id: number; code: string | null }[]>`
    select d.id, d.code from dossier d where d.id = any (${[...ids]}::int[]) and ${visibleTo(actor)}`;
  return new Map(rows.map((row) => [row.id, row.code]));
}

function wholly<T>(within: Tx | undefined, act: (tx: Tx) => Promise<T>): Promise<T> {
  return within ? act(within) : db.$transaction(act, { timeout: 10_000, maxWait: 10_000 });
}
async function withReceipt(ctx: Ctx, tx: Tx, accepted: MovedDossier, isAsked: boolean | undefined): Promise<AcceptedDossier> {
  const isWanted = isAsked ?? !(await isSameDay(tx, accepted.id));
  return { ...accepted, receipt: isWanted ? await issueForm(ctx, { dossierId: accepted.id, kind: "RECEIPT" }, tx) : null };
}
async function isSameDay(tx: Tx, dossierId: number): Promise<boolean> {
  const { limitUnit } = await tx.dossier.findUniqueOrThrow({ where: { id: dossierId }, select: { limitUnit: true } });
  return limitUnit === "SAME_DAY";
}

/** Gapless among those who commit: the counter's row is held to the end of the transaction. */
async function nextNumber(tx: Tx, unitId: number, kind: FormKind, year: number): Promise<number> {
  const [row] = await tx.$queryRaw<{ number: number }[]>`
    insert into form_serial (unit_id, kind, year, number) values (${unitId}, ${kind}::form_kind, ${year}, 1)
    on conflict (unit_id, kind, year) do update set number = form_serial.number + 1 returning number`;
  if (!row) throw new Error("no number was given out");
  return row.number;
}

async function standingForm(
  tx: Tx,
  dossierId: number,
  kind: FormKind,
  since: Date | null,
): Promise<{ id: number; number: number; issuedAt: Date } | null> {
  const [form] = await tx.$queryRaw<{ id: number; number: number; issuedAt: Date }[]>`
    select f.id, f.number, f.issued_at as "issuedAt" from dossier_form f
    where f.dossier_id = ${dossierId} and f.kind = ${kind}::form_kind and f.issued_at >= coalesce(${since}::timestamptz, '-infinity')
      and not exists (select from dossier_form r where r.replaces_id = f.id) order by f.id desc limit 1`;
  return form ?? null;
}
