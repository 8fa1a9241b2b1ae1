import * as z from "zod";
import { cityDay } from "@/lib/calendar/rules";
import { command, type Work } from "@/lib/command";
import { attachDocumentFile, registerDocument } from "@/lib/documents/commands";
import { authorities } from "@/lib/documents/model";
import { AppError } from "@/lib/errors";
import { ActivePart } from "@/lib/files/model";
import { AnswerPacket, DropPacket, RefusePacket, RegisterPacket, type Settled } from "../model";
import { owe } from "../sending/owe";
import { theirs } from "../taking/keep";
import { type DocumentHeader, StatusHeader } from "../wire/header";
import { headerOf, heldPacket, settledBy } from "./hold";

const Id = { id: z.int().positive() };

/**
 * Enters the document of a packet in the incoming register with its files, and tells its sender so (03). One that takes back, changes or replaces
 * another must be consented to first. Refuses `packet-not-asking` the other way round, what `registerDocument` and `attachDocumentFile` refuse,
 * `packet-changed`, `packet-settled`.
 */
export const registerPacket = command(
  RegisterPacket.extend(Id),
  async (work, { id, revision, unitId: asked, typeId, recipients, dueOn, note, isRepeated }): Promise<Settled> => {
    const { tx, actor, now } = work;
    const packet = await heldPacket(work, id, revision);
    work.require("documents.exchange", packet.unitId);
    const header = headerOf(packet);
    // A wish has its own answer; with it the packet that carries a new text becomes a plain one.
    if (header.business.type !== "NEW" && packet.reason === null && packet.targetId !== null)
      throw new AppError("conflict", "packet-not-plain");
    const unitId = asked ?? packet.unitId;
    const registered = await registerDocument(
      { actor, now },
      {
        ...{ unitId, typeId, subject: header.subject, issuer: header.from.name || header.from.code, symbol: header.symbol },
        ...{ issuedOn: header.issuedOn, arrivedOn: cityDay(packet.arrivedAt), urgency: header.urgency, recipients, isRepeated },
        ...signerOf(header),
        ...(header.pages === null ? {} : { pages: header.pages }),
        ...(header.copies === null ? {} : { copies: header.copies }),
        ...((dueOn ?? header.dueOn) === null ? {} : { dueOn: dueOn ?? header.dueOn ?? undefined }),
        ...(await answered(work, header)),
        ...(note === undefined ? {} : { note }),
      },
      tx,
    );
    const seen = new Set<string>();
    for (const { name, type, bytes, pages, sha, active, search } of packet.files) {
      // Two files of one packet may be the same bytes; a document has them once.
      if (seen.has(sha)) continue;
      seen.add(sha);
      const parts = active.map((part) => ActivePart.parse(part));
      await attachDocumentFile(
        { actor, now },
        { documentId: registered.id, name, type, bytes, pages, sha, active: parts, search },
        tx,
      );
    }
    await tx.packet.update({
      where: { id },
      data: { ...settledBy(work), state: "REGISTERED", documentId: registered.id, unitId, toldCode: "03" },
    });
    await owe(work, { ...theirs(header), unitId, packetId: id }, "03", `Đã vào sổ văn bản đến, số ${registered.number}`);
    work.record("packet.register", { type: "packet", id }, { number: registered.number }, unitId);
    work.announce("documents");
    return { id, state: "REGISTERED", documentId: registered.id };
  },
);

function signerOf({ signer }: DocumentHeader) {
  const authority = authorities.find((one) => one === signer.competence.trim().toUpperCase());
  return {
    ...(signer.name === "" ? {} : { signerName: signer.name.slice(0, 120) }),
    ...(signer.post === "" ? {} : { signerPost: signer.post.slice(0, 160) }),
    ...(authority ? { authority } : {}),
  };
}

/** The document of ours it answers, where it names one that its registrar may see. */
async function answered({ tx, actor }: Work, header: DocumentHeader): Promise<{ responseForId?: number }> {
  const keys = header.responseFor.map(({ documentKey }) => documentKey).filter(Boolean);
  if (keys.length === 0) return {};
  const sent = await tx.dispatch.findFirst({
    where: { documentKey: { in: keys }, kind: "document", documentId: { not: null } },
    select: { documentId: true, unitId: true },
  });
  const mine =
    sent && actor.grants.some((g) => g.permission === "documents.view" && (g.units === "all" || g.units.includes(sent.unitId)));
  return mine && sent.documentId !== null ? { responseForId: sent.documentId } : {};
}

/** Sends a packet back unregistered, with the reason, which its sender is told (02). Refuses `packet-changed`, `packet-settled`, `packet-not-plain`. */
export const refusePacket = command(RefusePacket.extend(Id), async (work, { id, revision, reason }): Promise<Settled> => {
  const packet = await heldPacket(work, id, revision);
  work.require("documents.exchange", packet.unitId);
  const header = headerOf(packet);
  await work.tx.packet.update({ where: { id }, data: { ...settledBy(work), state: "REFUSED", reason, toldCode: "02" } });
  await owe(work, { ...theirs(header), unitId: packet.unitId, packetId: id }, "02", reason);
  work.record("packet.refuse", { type: "packet", id }, {}, packet.unitId);
  work.announce("documents");
  return { id, state: "REFUSED", documentId: null };
});

/**
 * Answers a sender's wish to take back, change or replace what it sent: with consent (15) the earlier packet is withdrawn or superseded, visibly
 * so and with its link, and a new text waits to be registered; without (16) all stays as it is. A document that was registered keeps its number.
 * Refuses `packet-not-asking` for a packet that wishes nothing.
 */
export const answerPacket = command(
  AnswerPacket.extend(Id),
  async (work, { id, revision, consents, reason }): Promise<Settled> => {
    const { tx } = work;
    const packet = await heldPacket(work, id, revision);
    work.require("documents.exchange", packet.unitId);
    const wish = wishOf(packet);
    if (!wish || packet.reason !== null) throw new AppError("conflict", "packet-not-asking");
    const isRecall = wish.type === "RECALL";
    const state = !consents ? "REFUSED" : isRecall ? "CONSENTED" : "WAITING";
    if (consents && packet.targetId !== null)
      await tx.packet.updateMany({
        where: { id: packet.targetId, state: { in: ["WAITING", "REGISTERED"] } },
        data: { ...settledBy(work), state: isRecall ? "WITHDRAWN" : "SUPERSEDED", reason },
      });
    await tx.packet.update({ where: { id }, data: { ...settledBy(work), state, reason } });
    await owe(work, { to: wish.to, about: wish.about, unitId: packet.unitId, packetId: id }, consents ? "15" : "16", reason);
    work.record(
      "packet.answer",
      { type: "packet", id },
      { kind: wish.type, outcome: consents ? "consented" : "declined" },
      packet.unitId,
    );
    work.announce("documents");
    return { id, state, documentId: null };
  },
);

/** What a packet wishes, of whom, and about which document; null where it wishes nothing. */
function wishOf({ kind, business, header }: { kind: string | null; business: string | null; header: unknown }) {
  if (kind === "status") {
    const said = StatusHeader.parse(header);
    return said.code === "13" ? { type: "RECALL", to: said.from, about: said.about } : null;
  }
  if (business === "NEW" || kind === null) return null;
  const said = headerOf({ kind, header: header as never });
  const { to, about } = theirs(said);
  return { type: said.business.type, to, about: { ...about, documentKey: said.business.documentKey || about.documentKey } };
}

/** Gives up a packet nobody can read, with the reason. Refuses `packet-changed`, `packet-settled`. */
export const dropPacket = command(DropPacket.extend(Id), async (work, { id, revision, reason }): Promise<Settled> => {
  const packet = await heldPacket(work, id, revision, "UNREADABLE");
  work.require("documents.exchange", packet.unitId);
  await work.tx.packet.update({ where: { id }, data: { ...settledBy(work), state: "DROPPED", reason, rawSha: null } });
  work.record("packet.drop", { type: "packet", id }, {}, packet.unitId);
  work.announce("documents");
  return { id, state: "DROPPED", documentId: null };
});
