import type { z } from "zod";
import type { Day } from "@/lib/calendar/model";
import { cityDay, holdsOn } from "@/lib/calendar/rules";
import type { Work } from "@/lib/command";
import { AppError } from "@/lib/errors";
import type { Procedure } from "@/lib/procedures/model";
import { findProcedure } from "@/lib/procedures/queries";
import { serviceLevelOn } from "@/lib/procedures/rules";
import { searchable } from "@/lib/words";
import { sealIdentifiers } from "../identifiers/sealed";
import type { Channel, RegisterInput } from "../model";
import type { DossierFacts } from "../rules";
import { writeEvent } from "./event";
import { columnsOf } from "./facts";

type HandedIn = Omit<z.output<typeof RegisterInput>, "portalId">;

/** Checks the right, the units and the procedure of something handed in today. */
export async function openIntake(
  work: Work,
  input: HandedIn,
): Promise<{ procedure: Procedure; receivingUnitId: number; today: Day }> {
  const receivingUnitId = input.receivingUnitId ?? input.unitId;
  work.require("dossiers.process", receivingUnitId);
  const today = cityDay(work.now);
  const procedure = await findProcedure(work.actor, input.procedureId, work.tx);
  if (!procedure.isPublished || !holdsOn(procedure, today)) throw new AppError("refused", "procedure-not-offered");
  const standing = await work.tx.$queryRaw<
    { id: number }[]
  >`select id from unit where id = any (${[input.unitId, receivingUnitId]}::int[])
    and valid_from <= ${today}::date and (valid_until is null or valid_until >= ${today}::date)`;
  if (standing.length !== new Set([input.unitId, receivingUnitId]).size) throw new AppError("refused", "unit-not-standing");
  if (input.areaId !== undefined && !(await work.tx.area.findUnique({ where: { id: input.areaId }, select: { id: true } })))
    throw new AppError("not-found", "not-found");
  return { procedure, receivingUnitId, today };
}

/** Writes the dossier with its papers and its first event, and tells the log. */
export async function writeIntake(
  work: Work,
  input: HandedIn,
  written: {
    procedure: Procedure;
    receivingUnitId: number;
    today: Day;
    channel: Channel;
    facts: DossierFacts;
    kind: "register" | "accept";
    code: string | null;
    portalId: string | null;
  },
): Promise<number> {
  const { tx, now } = work;
  const { facts, kind, code, channel, receivingUnitId } = written;
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
      serviceLevel: serviceLevelOn(written.procedure, written.today),
      applicantKind: input.applicantKind,
      applicantName: input.applicantName.replace(/\s+/g, " "),
      applicantSearch: searchable(input.applicantName),
      applicantAddress: input.applicantAddress ?? null,
      subject: input.subject ?? null,
      ...sealIdentifiers(input),
      registeredAt: kind === "register" ? now : null,
      enteredAt: now,
      changedAt: now,
    },
  });
  if (input.papers.length > 0)
    await tx.dossierPaper.createMany({ data: input.papers.map((paper, i) => ({ ...paper, dossierId: id, position: i + 1 })) });
  const { version, state, dueAt } = facts;
  await writeEvent(work, id, receivingUnitId, { version, kind, toState: state, at: now, dueAtAfter: dueAt });
  const detail = { procedure: written.procedure.code, channel, ...(code === null ? {} : { code }) };
  work.record(`dossier.${kind}`, { type: "dossier", id }, detail, input.unitId);
  work.announce("dossiers");
  return id;
}
