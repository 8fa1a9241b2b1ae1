import { Prisma } from "@/lib/db/client";
import { type Actor, can, reachOf } from "@/lib/policy";
import type { Desk } from "../desk/facts";
import type { DossierDetail } from "../model";
import { visibleTo } from "../queries";

/** The questions (`q`) put to units of the city in whose name an actor could answer them. */
export function askedOf(actor: Actor, q: Prisma.Sql): Prisma.Sql {
  const units = reachOf(actor, "dossiers.process");
  return units === "all" ? Prisma.sql`${q}.unit_id is not null` : Prisma.sql`${q}.unit_id = any (${[...units]}::int[])`;
}

/**
 * The dossiers an actor may read: those they may look at, and those on which a unit they work in is asked (NĐ 61/2018 Đ.19.5), until it has
 * answered or the dossier has ended. Being asked is no part of `visibleTo`: nothing else is done with such a dossier.
 */
export const readableTo = (actor: Actor): Prisma.Sql => Prisma.sql`(${visibleTo(actor)} or d.ended_on is null and exists (
  select from dossier_consultation q where q.dossier_id = d.id and q.answered_at is null and ${askedOf(actor, Prisma.sql`q`)}))`;

/** Does an actor see a dossier for being asked alone? */
export const isOnlyAsked = (actor: Actor, { unitId, receivingUnitId }: { unitId: number; receivingUnitId: number }): boolean =>
  !can(actor, "dossiers.view", unitId) && !can(actor, "dossiers.view", receivingUnitId);

/** A desk as far as somebody is concerned who is only asked: the open questions that are theirs. */
export function askedDesk(actor: Actor, desk: Desk): Desk {
  return { ...desk, consultations: desk.consultations.filter((one) => isOwn(actor, one)), lateOpinions: [], unpaid: [] };
}
const isOwn = (actor: Actor, { unitId }: Desk["consultations"][number]) =>
  unitId !== null && can(actor, "dossiers.process", unitId);

/** What is nobody's business who is only asked. */
const untold = {
  ...{ phoneMasked: null, idNumberMasked: null, applicantAddress: null, submitterName: null, mayCorrect: false },
  ...{ assignee: null, events: [], steps: [], fees: [], handOver: null },
} satisfies Partial<DossierDetail>;
/** A dossier as far as somebody is concerned who is only asked, whose `askedDesk` this is. */
export function askedDetail(whole: DossierDetail, { consultations: own }: Desk): DossierDetail {
  const consultations = whole.consultations.filter(({ id }) => own.some((one) => one.id === id));
  const clockStops = whole.clockStops.map((stop) => ({ ...stop, reason: "", askedPapers: [] }));
  return { ...whole, ...untold, clockStops, consultations };
}

/** The unit in whose name an actor may answer: one that was asked, of one question where it is named; null where there is none. */
export function answeringUnit(actor: Actor, { consultations }: Pick<Desk, "consultations">, id?: number): number | null {
  return consultations.find((one) => (id === undefined || one.id === id) && isOwn(actor, one))?.unitId ?? null;
}
