import * as z from "zod";
import { command, type Work } from "@/lib/command";
import { holdFile } from "@/lib/files/commands";
import { CheckedXml } from "@/lib/signatures/model";
import type { Taken } from "../model";
import { owe } from "../sending/owe";
import { heldPacket } from "../settling/hold";
import { agencyKey } from "../wire/agency";
import { packetFaults } from "../wire/faults";
import { type DocumentHeader, Header } from "../wire/header";
import { hear } from "./hear";

const base = {
  way: z.enum(["http", "drop"]),
  unitId: z.int().positive(),
  bytes: z.int().min(0),
};
const File = z.strictObject({
  name: z.string(),
  declared: z.string(),
  type: z.string(),
  bytes: z.int(),
  pages: z.int().nullable(),
  sha: z.string(),
  active: z.array(z.string()),
  search: z.string(),
  inside: z.string().nullable(),
});
const Secret = z.strictObject({ ...base, code: z.string().nullable(), documentKey: z.string().nullable() });
const Unreadable = z.strictObject({
  ...base,
  rawSha: z.string().nullable(),
  fault: z.enum(packetFaults),
  at: z.string().nullable(),
});
export const TakenPacket = z.strictObject({
  ...base,
  header: Header,
  files: z.array(File),
  signature: CheckedXml.nullable(),
  rawSha: z.string(),
  /** The row of one that could not be read before, as it was looked at. */
  again: z.strictObject({ id: z.int(), revision: z.int() }).optional(),
});

const brought = ({ actor, now }: Pick<Work, "actor" | "now">) => ({
  senderId: actor.id,
  senderName: actor.name,
  arrivedAt: now,
});
export const businessOf = (header: Header): string => (header.kind === "status" ? `S${header.code}` : header.business.type);
const aboutKey = (header: Header): string => (header.kind === "status" ? header.about.documentKey : header.documentKey);

/** Notes that a secret packet was refused: who brought it, when, and which code; its sender, where it is known, is told to use the cipher channel. */
export const noteSecret = command(Secret, async (work, { code, documentKey, unitId, way, bytes: _ }): Promise<Taken> => {
  work.require("documents.exchange", unitId);
  const { id } = await work.tx.packet.create({
    select: { id: true },
    data: {
      ...{ way, unitId, bytes: 0, ...brought(work) },
      ...{ state: "SECRET", fault: "secret-document", fromCode: code, fromKey: code && agencyKey(code), documentKey },
    },
  });
  if (code && documentKey)
    await owe(
      work,
      { unitId, to: { code, name: code }, about: { code, documentKey, symbol: "", issuedOn: null }, packetId: id },
      "02",
      secretWords,
    );
  work.record("packet.refuse-secret", { type: "packet", id }, { code: code ?? "" }, unitId);
  work.announce("documents");
  return { id, outcome: "refused", fault: "secret-document", at: null };
});
const secretWords = "Có dấu hiệu văn bản mật: hệ thống nối mạng không được tiếp nhận. Đề nghị gửi theo kênh cơ yếu.";

/** Keeps what could not be read, with the reason, until a person has dealt with it. */
export const keepUnreadable = command(Unreadable, async (work, { fault, at, rawSha, ...rest }): Promise<Taken> => {
  work.require("documents.exchange", rest.unitId);
  if (rawSha) await holdFile(work.tx, rawSha);
  const { id } = await work.tx.packet.create({
    select: { id: true },
    data: { ...rest, ...brought(work), state: "UNREADABLE", fault, faultAt: at, rawSha },
  });
  work.record("packet.keep", { type: "packet", id }, { failure: fault }, rest.unitId);
  work.announce("documents");
  return { id, outcome: "kept", fault, at };
});

/**
 * Keeps a packet that was read: a document waits for the clerk and its sender is told that it came (01); a receipt is noted at what it is about.
 * One that came before is the one it was. Of one read again it refuses `packet-changed` and `packet-settled`.
 */
export const takePacket = command(TakenPacket, async (work, { header, files, signature, again, ...rest }): Promise<Taken> => {
  const { tx } = work;
  work.require("documents.exchange", rest.unitId);
  if (again) await heldPacket(work, again.id, again.revision, "UNREADABLE");
  for (const sha of new Set([rest.rawSha, ...files.map((file) => file.sha)])) await holdFile(tx, sha);
  const fromKey = agencyKey(header.from.code);
  const [documentKey, business] = [aboutKey(header), businessOf(header)];
  const known = await knownPacket(work, fromKey, documentKey, business);
  if (known !== null) {
    work.record("packet.know", { type: "packet", id: known }, { kind: header.kind }, rest.unitId);
    if (again !== undefined)
      await tx.packet.update({
        where: { id: again.id },
        data: { state: "DROPPED", reason: "đã nhận", revision: { increment: 1 } },
      });
    return { id: known, outcome: "known", fault: null, at: null };
  }
  const found = header.kind === "status" ? await hear(work, header, fromKey) : await aimed(work, header, fromKey);
  const said = {
    ...{ ...rest, unitId: found.unitId ?? rest.unitId },
    ...{ kind: header.kind, business, fromCode: header.from.code, fromKey, fromName: header.from.name || null, documentKey },
    ...{ header, ...(signature ? { signature } : {}), state: found.state, targetId: found.targetId, fault: null, faultAt: null },
  };
  const { id } =
    again === undefined
      ? await tx.packet.create({ select: { id: true }, data: { ...said, ...brought(work) } })
      : await tx.packet.update({ where: { id: again.id }, select: { id: true }, data: { ...said, revision: { increment: 1 } } });
  for (const file of files) await tx.packetFile.create({ data: { ...file, packetId: id } });
  if (header.kind === "document")
    await owe(work, { ...theirs(header), unitId: said.unitId, packetId: id }, "01", "Đã đến hệ thống, chờ văn thư tiếp nhận");
  work.record(
    "packet.take",
    { type: "packet", id },
    { kind: header.kind, outcome: header.kind === "status" ? "told" : "waiting" },
    said.unitId,
  );
  work.announce("documents");
  return { id, outcome: header.kind === "status" ? "told" : "waiting", fault: null, at: null };
});

/** Whoever brings the same packet at the same time waits here, and is told. */
async function knownPacket({ tx }: Work, fromKey: string, documentKey: string, business: string): Promise<number | null> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`packet:${fromKey}:${documentKey}:${business}`}, 0))`;
  const [row] = await tx.$queryRaw<
    { id: number }[]
  >`select id from packet where from_key = ${fromKey} and document_key = ${documentKey}
    and business = ${business} and state not in ('UNREADABLE', 'SECRET', 'DROPPED') limit 1`;
  return row?.id ?? null;
}

type Placed = { state: "WAITING" | "NOTED"; targetId: number | null; unitId?: number };
/** The earlier packet of the same sender that one takes back, changes or replaces, where it came here. */
async function aimed({ tx }: Work, header: DocumentHeader, fromKey: string): Promise<Placed> {
  const { business } = header;
  if (business.type === "NEW") return { state: "WAITING", targetId: null };
  const keys = [business.documentKey, ...business.replaced.map((one) => one.documentKey), header.documentKey].filter(Boolean);
  const target = await tx.packet.findFirst({
    where: { fromKey, documentKey: { in: keys }, kind: "document", state: { in: ["WAITING", "REGISTERED"] } },
    orderBy: { id: "desc" },
    select: { id: true },
  });
  return { state: "WAITING", targetId: target?.id ?? null };
}

/** Whom an answer to a document goes to, and what it is about. */
export const theirs = (header: DocumentHeader) => ({
  to: { code: header.from.code, name: header.from.name },
  about: { code: header.from.code, documentKey: header.documentKey, symbol: header.symbol, issuedOn: header.issuedOn },
});
