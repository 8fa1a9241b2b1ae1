import type { z } from "zod";
import { cityDay } from "@/lib/calendar/rules";
import { type Ctx, command } from "@/lib/command";
import { db, type Tx } from "@/lib/db/client";
import { acceptDossier } from "@/lib/dossiers/commands";
import { AppError } from "@/lib/errors";
import { seal } from "@/lib/secrets";
import { type AcceptedDossier, type FormKind, type IssuedForm, IssueInput, type TakeInInput } from "./model";
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
  work.require("dossiers.process", unitId);
  const on = cityDay(now);
  if (!formsFor(standingOf(found), on).includes(kind)) throw new AppError("refused", "form-not-open");

  const year = Number(on.slice(0, 4));
  // Whoever issues the same kind waits here, so that what stands is known for certain afterwards.
  const number = await nextNumber(tx, unitId, kind, year);
  const standing = await standingForm(tx, dossierId, kind, stepOf(found, kind)?.at ?? null);
  if ((standing?.id ?? null) !== (replacesId ?? null)) throw new AppError("conflict", "form-already-issued");
  if (standing && !correction) throw new AppError("refused", "correction-required");

  const generation = generationOn(on);
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
 * Takes a dossier in and issues its receipt: both or neither. A result of the same day needs no receipt unless `wantsReceipt`
 * (Nghị định 61/2018/NĐ-CP Đ.17.4). Refuses what `acceptDossier` refuses.
 */
export async function takeIn(
  ctx: Ctx,
  { wantsReceipt, ...input }: z.input<typeof TakeInInput>,
  within?: Tx,
): Promise<AcceptedDossier> {
  const act = async (tx: Tx): Promise<AcceptedDossier> => {
    const accepted = await acceptDossier(ctx, input, tx);
    const isWanted = wantsReceipt ?? !(await isSameDay(tx, accepted.id));
    return { ...accepted, receipt: isWanted ? await issueForm(ctx, { dossierId: accepted.id, kind: "RECEIPT" }, tx) : null };
  };
  return within ? act(within) : db.$transaction(act, { timeout: 10_000, maxWait: 10_000 });
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
