import * as z from "zod";
import { cityDay, readDay } from "@/lib/calendar/rules";
import { command, type Work } from "@/lib/command";
import { AppError } from "@/lib/errors";
import { can } from "@/lib/policy";
import { type PacketRefusal, RecipientsInput, SendInput } from "../model";
import { type Own, ownParty } from "../taking/own";
import { agencyKey } from "../wire/agency";
import type { DocumentHeader, Link } from "../wire/header";
import { documentKeyOf } from "../wire/tables";
import { partyOf } from "./parties";

const refuse = (code: PacketRefusal, kind: "refused" | "conflict" = "refused") => new AppError(kind, code);

/** A document of ours as an act on its sending finds it; not-found outside the actor's reach, and for one that came from elsewhere. */
async function ourDocument({ tx, actor }: Work, id: number) {
  await tx.$queryRaw`select id from document where id = ${id} for share`;
  const row = await tx.document.findUnique({
    where: { id },
    include: { type: true, files: { where: lastRevisions, orderBy: { id: "asc" } }, packetRecipients: true },
  });
  const right = row?.state === "DRAFT" ? "documents.draft" : "documents.view";
  if (row?.direction !== "OUTGOING" || !can(actor, right, row.unitId)) throw new AppError("not-found", "not-found");
  return row;
}
type Ours = Awaited<ReturnType<typeof ourDocument>>;

/** Says to which agencies a document of ours is to go: of a draft its writers, of an issued one the clerk. Refuses `agency-unknown`. */
export const chooseRecipients = command(
  RecipientsInput.extend({ documentId: z.int().positive() }),
  async (work, { documentId, agencyIds }) => {
    const { tx } = work;
    const document = await ourDocument(work, documentId);
    work.require(document.state === "DRAFT" ? "documents.draft" : "documents.exchange", document.unitId);
    if (document.state === "VOIDED") throw refuse("not-issued");
    const wanted = [...new Set(agencyIds)];
    if ((await tx.agency.count({ where: { id: { in: wanted }, endedOn: null } })) !== wanted.length)
      throw refuse("agency-unknown");
    await tx.packetRecipient.deleteMany({ where: { documentId, agencyId: { notIn: wanted } } });
    const chosen = new Set(document.packetRecipients.map(({ agencyId }) => agencyId));
    for (const agencyId of wanted) if (!chosen.has(agencyId)) await tx.packetRecipient.create({ data: { documentId, agencyId } });
    work.record("packet.choose", { type: "document", id: documentId }, { receivers: wanted.length }, document.unitId);
    work.announce("documents");
    return { count: wanted.length };
  },
);

/** What was signed goes as it was signed, and not the revisions before. */
const lastRevisions = { removedAt: null, OR: [{ revised: null }, { revised: { removedAt: { not: null } } }] };

/**
 * Sends an issued document with its files to each of its recipients that has not got it yet; or tells those who have it that it is taken back,
 * changed, or stands in another's place. Noted here, and sent by the next round. Refuses `not-issued`, `no-files`, `recipients-missing`,
 * `own-code-missing`, `sent-already` where nobody is left to send to, `never-sent`.
 */
export const sendDocument = command(
  z.strictObject({ documentId: z.int().positive(), what: SendInput }),
  async (work, { documentId, what }) => {
    const { tx, now } = work;
    const document = await ourDocument(work, documentId);
    work.require("documents.exchange", document.unitId);
    if (document.state !== "REGISTERED" || !document.issuedOn || !document.symbol) throw refuse("not-issued");
    if (document.files.length === 0 && what.business !== "RECALL") throw refuse("no-files");
    const own = await ownParty(document.unitId, cityDay(now));
    if (!own) throw refuse("own-code-missing");
    const fresh = what.business === "NEW";
    const receivers = fresh
      ? await unsent(work, document)
      : await reached(work, what.business === "REPLACE" ? what.replacesId : documentId);
    const base = headerOf(document, own, await answeredBy(work, document), now);
    const replaced = what.business === "REPLACE" ? await keyOfSent(work, what.replacesId) : base.documentKey;
    for (const to of receivers) {
      const header: DocumentHeader = {
        ...base,
        to: [partyOf(to)],
        business: {
          ...base.business,
          type: what.business,
          ...(what.business === "NEW" ? {} : { documentKey: replaced, reason: what.reason }),
          ...(what.business === "REPLACE" ? { replaced: [{ documentKey: replaced, codes: [to.code] }] } : {}),
        },
      };
      await tx.dispatch.create({
        data: {
          ...{
            unitId: document.unitId,
            kind: "document",
            business: what.business,
            documentId,
            documentKey: header.documentKey,
            header,
          },
          ...{ toCode: to.code, toKey: agencyKey(to.code), toName: to.name, state: "WAITING" },
          fileIds: what.business === "RECALL" ? [] : document.files.map(({ id }) => id),
          ...{ createdAt: now, createdBy: work.actor.id, createdByName: work.actor.name },
        },
      });
    }
    work.record(
      "packet.send",
      { type: "document", id: documentId },
      { kind: what.business, receivers: receivers.length },
      document.unitId,
    );
    work.announce("documents");
    return { count: receivers.length };
  },
);

type Receiver = { code: string; name: string };
/** Recipients that have not been sent a document yet, each by its identifier of today. */
async function unsent({ tx, now }: Work, document: Ours): Promise<Receiver[]> {
  if (document.packetRecipients.length === 0) throw refuse("recipients-missing");
  const today = cityDay(now);
  const chosen = await tx.$queryRaw<Receiver[]>`
    select a.name, i.code from packet_recipient r join agency a on a.id = r.agency_id
    cross join lateral (select code from agency_identifier i where i.agency_id = a.id
      and i.valid_from <= ${today}::date and (i.valid_until is null or i.valid_until >= ${today}::date)
      order by (i.scheme = 'QD20') desc, i.id limit 1) i
    where r.document_id = ${document.id} order by a.name`;
  const gone = new Set(
    (
      await tx.dispatch.findMany({
        where: { documentId: document.id, kind: "document", business: "NEW", state: { not: "DROPPED" } },
        select: { toKey: true },
      })
    ).map(({ toKey }) => toKey),
  );
  const left = chosen.filter(({ code }) => !gone.has(agencyKey(code)));
  if (left.length === 0) throw refuse("sent-already", "conflict");
  return left;
}

/** Whoever a document went to: they are told what becomes of it, but for those who sent it back. */
async function reached({ tx }: Work, documentId: number): Promise<Receiver[]> {
  const rows = await tx.dispatch.findMany({
    where: { documentId, kind: "document", business: "NEW", state: { in: ["WAITING", "SENT"] }, refusedAt: null },
    orderBy: { id: "asc" },
    select: { toCode: true, toName: true },
  });
  if (rows.length === 0) throw refuse("never-sent");
  return rows.map(({ toCode, toName }) => ({ code: toCode, name: toName }));
}
async function keyOfSent({ tx }: Work, documentId: number): Promise<string> {
  const sent = await tx.dispatch.findFirst({
    where: { documentId, kind: "document", business: "NEW" },
    select: { documentKey: true },
  });
  if (!sent) throw refuse("never-sent");
  return sent.documentKey;
}

/** What a document answers, as its sender named it. */
async function answeredBy({ tx }: Work, { responseForId }: Ours): Promise<Link[]> {
  if (responseForId === null) return [];
  const answered = await tx.document.findUniqueOrThrow({
    where: { id: responseForId },
    select: { symbol: true, issuedOn: true },
  });
  const packet = await tx.packet.findFirst({
    where: { documentId: responseForId, kind: "document" },
    select: { fromCode: true, documentKey: true },
  });
  const link = { symbol: answered.symbol ?? "", issuedOn: answered.issuedOn && readDay(answered.issuedOn) };
  return [{ ...link, code: packet?.fromCode ?? "", documentKey: packet?.documentKey ?? "" }];
}

function headerOf(document: Ours, own: Own, responseFor: Link[], now: Date): DocumentHeader {
  const issuedOn = document.issuedOn ? readDay(document.issuedOn) : cityDay(now);
  const symbol = document.symbol ?? "";
  return {
    kind: "document",
    from: partyOf(own),
    to: [],
    documentKey: documentKeyOf(own.code, issuedOn, symbol),
    ...{ symbol, issuedOn, place: "", subject: document.subject, content: "" },
    type: { kind: document.type.kind === "LEGAL" ? "1" : "2", detail: "", name: document.type.name.replace(/ \(.*\)$/, "") },
    signer: { competence: document.authority ?? "", post: document.signerPost ?? "", name: document.signerName ?? "" },
    dueOn: document.dueOn && readDay(document.dueOn),
    urgency: document.urgency,
    ...{
      sphere: "",
      typist: "",
      direction: "",
      appendixes: [],
      steering: "NONE",
      copies: document.copies,
      pages: document.pages,
    },
    responseFor,
    places: document.recipients.map((one) => one.slice(0, 300)),
    trace: [{ code: own.code, at: new Date(Math.floor(now.getTime() / 1_000) * 1_000).toISOString() }],
    business: { type: "NEW", documentKey: "", reason: "", isPaper: false, receivers: [], replaced: [], staff: null },
  };
}

/** Tries a packet of ours again that was given up. Refuses `nothing-to-send` for one that waits or has gone. */
export const dispatchAgain = command(z.strictObject({ id: z.int().positive() }), async (work, { id }) => {
  const { tx, actor } = work;
  const row = await tx.dispatch.findUnique({ where: { id }, select: { unitId: true } });
  if (!row || !can(actor, "documents.exchange", row.unitId)) throw new AppError("not-found", "not-found");
  work.require("documents.exchange", row.unitId);
  const { count } = await tx.dispatch.updateMany({
    where: { id, state: "FAILED" },
    data: { state: "WAITING", attempts: 0, nextAt: null, fault: null },
  });
  if (count === 0) throw refuse("nothing-to-send", "conflict");
  work.record("packet.again", { type: "dispatch", id }, {}, row.unitId);
  work.announce("documents");
  return { id };
});
