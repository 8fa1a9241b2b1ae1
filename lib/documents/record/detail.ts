import type { WorkingCalendar } from "@/lib/calendar/model";
import { readDay } from "@/lib/calendar/rules";
import { db, Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type Actor, can, holds } from "@/lib/policy";
import { isRegisteredLate } from "../rules";
import { mayCloseBy } from "../work/answer";
import { contentHash } from "./content";
import type { DocumentDetail, DocumentName } from "./model";
import { isThere, openTo } from "./reach";

export async function readDetail(actor: Actor, id: number, calendar: WorkingCalendar): Promise<DocumentDetail> {
  if (!(await isThere(actor, id))) throw new AppError("not-found", "not-found");
  const row = await db.document.findUniqueOrThrow({ where: { id }, include: { type: true, book: { select: { name: true } } } });
  const [unit, answered, responses] = await Promise.all([
    db.unit.findUniqueOrThrow({ where: { id: row.unitId }, select: { name: true } }),
    namesOf(actor, Prisma.sql`d.id = ${row.responseForId}`),
    namesOf(actor, Prisma.sql`d.response_for_id = ${id} and d.state <> 'DRAFT'`),
  ]);
  const [issuedOn, arrivedOn, registeredOn] = [day(row.issuedOn), day(row.arrivedOn), day(row.registeredOn)];
  const isDraft = row.state === "DRAFT";
  const [drafts, registers] = [can(actor, "documents.draft", row.unitId), can(actor, "documents.register", row.unitId)];
  return {
    ...{
      id,
      direction: row.direction,
      state: row.state,
      number: row.number,
      symbol: row.symbol,
      subject: row.subject,
      year: row.year,
    },
    ...{ unitId: row.unitId, unitName: unit.name, typeId: row.typeId, typeName: row.type.name, bookName: row.book?.name ?? null },
    ...{ urgency: row.urgency, issuer: row.issuer, issuerMark: row.issuerMark, drafterMark: row.drafterMark },
    ...{ authority: row.authority, signerName: row.signerName, signerPost: row.signerPost, recipients: row.recipients },
    ...{ keeper: row.keeper, copies: row.copies, pages: row.pages, note: row.note, version: row.version },
    ...{ issuedOn, arrivedOn, registeredOn, dueOn: day(row.dueOn) },
    isRegisteredLate:
      arrivedOn && registeredOn ? isRegisteredLate({ arrivedOn, registeredOn, urgency: row.urgency }, calendar) : null,
    entered: { at: row.enteredAt.toISOString(), byName: row.enteredByName },
    registered: row.registeredAt && { at: row.registeredAt.toISOString(), byName: row.registeredByName ?? "" },
    voided: row.voidedAt && { at: row.voidedAt.toISOString(), byName: row.voidedByName ?? "", reason: row.voidReason ?? "" },
    signing: row.direction === "OUTGOING" && !isDraft ? row.signing : null,
    exempted:
      row.exemptedAt && row.exemptReason !== null
        ? { at: row.exemptedAt.toISOString(), byName: row.exemptedByName ?? "", reason: row.exemptReason }
        : null,
    contentHash: row.contentHash,
    isIntact: row.contentHash === null ? null : row.contentHash === contentHash(row),
    responseFor: answered[0]
      ? {
          ...answered[0],
          mayClose: isDraft && (await mayCloseBy(db, actor, { unitId: row.unitId, responseForId: answered[0].id })),
        }
      : null,
    responses,
    may: {
      change: isDraft && drafts,
      issue: isDraft && registers,
      void: row.state === "REGISTERED" && can(actor, "documents.manage", row.unitId),
      exempt: row.state === "REGISTERED" && row.direction === "OUTGOING" && can(actor, "documents.manage", row.unitId),
      answer: row.state === "REGISTERED" && row.direction === "INCOMING" && holds(actor, "documents.draft"),
      attach: row.state !== "VOIDED" && (registers || (isDraft && drafts)),
    },
  };
}
const day = (at: Date | null) => at && readDay(at);

const mostNamed = 50;
/** Documents as links name them, as far as this actor may open them. */
export function namesOf(actor: Actor, which: Prisma.Sql): Promise<DocumentName[]> {
  return db.$queryRaw<
    DocumentName[]
  >`select d.id, d.direction::text as direction, d.state::text as state, d.number, d.symbol, d.subject
    from document d where ${which} and ${openTo(actor)} order by d.id limit ${mostNamed}`;
}
