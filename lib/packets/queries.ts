import type { Readable } from "node:stream";
import type { Day, WorkingCalendar } from "@/lib/calendar/model";
import { workingCalendar } from "@/lib/calendar/queries";
import { cityDay, readDay } from "@/lib/calendar/rules";
import { db, Prisma } from "@/lib/db/client";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { ActivePart } from "@/lib/files/model";
import { openFile } from "@/lib/files/queries";
import { type Actor, can, type Reach, reachOf } from "@/lib/policy";
import { CheckedXml } from "@/lib/signatures/model";
import { isXmlSigningOn } from "@/lib/signatures/queries";
import { searchable } from "@/lib/words";
import {
  type AgencyRow,
  DispatchRow,
  type DocumentDispatches,
  type PacketDetail,
  type PacketFilter,
  type PacketPage,
  type PacketRow,
} from "./model";
import { isLate, stageOf, typeNamed } from "./rules";
import { DocumentHeader, StatusHeader } from "./wire/header";

const page = 50;
const right = "documents.exchange" as const;
const inUnits = (reach: Reach) => (reach === "all" ? {} : { unitId: { in: [...reach] } });

/** What came and waits, what went out and how far it came, or what nobody could read; the newest first, for the units of this actor. */
export async function listPackets(actor: Actor, filter: PacketFilter, now: Date): Promise<PacketPage> {
  const reach = reachOf(actor, right);
  const where = inUnits(reach);
  const [today, calendar] = [cityDay(now), await workingCalendar()];
  const before = filter.before === undefined ? {} : { id: { lt: filter.before } };
  const isOut = filter.box === "OUT";
  const states =
    filter.box === "UNREADABLE"
      ? { in: ["UNREADABLE" as const, "SECRET" as const] }
      : filter.open
        ? { in: ["WAITING" as const] }
        : { notIn: ["UNREADABLE" as const, "SECRET" as const, "NOTED" as const, "DROPPED" as const] };
  const packets = isOut
    ? []
    : await db.packet.findMany({ where: { ...where, ...before, state: states }, orderBy: { id: "desc" }, take: page + 1 });
  const sent = isOut
    ? await db.dispatch.findMany({
        where: { ...where, ...before, kind: "document", ...(filter.open ? openDispatch : {}) },
        orderBy: { id: "desc" },
        take: page + 1,
      })
    : [];
  const names = await unitNames(packets.map(({ unitId }) => unitId));
  const shown = isOut ? sent.slice(0, page) : packets.slice(0, page);
  return {
    packets: packets.slice(0, page).map((row) => rowOf(row, names)),
    dispatches: sent.slice(0, page).map((row) => dispatchOf(row, today, calendar)),
    next: (isOut ? sent : packets).length > page ? (shown.at(-1)?.id ?? null) : null,
    counts: await countsOf(reach, today, calendar),
    hasWayOut: env().PACKETS_URL !== undefined || env().PACKETS_DIR !== undefined,
    isSealed: isXmlSigningOn(),
  };
}
/** Not yet accepted, and not sent back. */
const openDispatch = { acceptedAt: null, refusedAt: null, state: { not: "DROPPED" as const } };

async function countsOf(reach: Reach, today: Day, calendar: WorkingCalendar): Promise<PacketPage["counts"]> {
  const units = reach === "all" ? Prisma.sql`true` : Prisma.sql`unit_id = any (${[...reach]}::int[])`;
  const [[packets], open] = await Promise.all([
    db.$queryRaw<{ waiting: number; unreadable: number }[]>`select count(*) filter (where state = 'WAITING')::int as waiting,
      count(*) filter (where state = 'UNREADABLE')::int as unreadable from packet where state in ('WAITING', 'UNREADABLE') and ${units}`,
    db.$queryRaw<{ on: Date | null; state: string; n: number }[]>`
      select (sent_at at time zone 'Asia/Ho_Chi_Minh')::date as on, state::text as state, count(*)::int as n from dispatch
      where kind = 'document' and accepted_at is null and refused_at is null and state <> 'DROPPED' and ${units} group by 1, 2`,
  ]);
  const sum = (rows: typeof open) => rows.reduce((all, { n }) => all + n, 0);
  return {
    waiting: packets?.waiting ?? 0,
    unreadable: packets?.unreadable ?? 0,
    late: sum(open.filter(({ on }) => isLate({ stage: "sent", sentOn: on && readDay(on) }, today, calendar) === true)),
    unsent: sum(open.filter(({ on }) => on === null)),
  };
}

async function unitNames(ids: readonly number[]): Promise<Map<number, string>> {
  const units = await db.unit.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, shortName: true } });
  return new Map(units.map((unit) => [unit.id, unit.shortName]));
}

type Row = Awaited<ReturnType<typeof db.packet.findMany>>[number];
function rowOf(row: Row, names: ReadonlyMap<number, string>): PacketRow {
  const header = row.kind === "document" ? DocumentHeader.parse(row.header) : null;
  const status = row.kind === "status" ? StatusHeader.parse(row.header) : null;
  return {
    ...{ id: row.id, state: row.state, business: row.business, unitName: names.get(row.unitId) ?? "", fromName: row.fromName },
    ...{
      fromCode: row.fromCode,
      symbol: header?.symbol ?? status?.about.symbol ?? null,
      subject: header?.subject ?? status?.words ?? null,
    },
    ...{ urgency: header?.urgency ?? null, fault: row.fault, faultAt: row.faultAt, senderName: row.senderName },
    ...{ arrivedAt: row.arrivedAt.toISOString(), documentId: row.documentId, revision: row.revision },
  };
}

type Sent = Awaited<ReturnType<typeof db.dispatch.findMany>>[number];
const iso = (at: Date | null) => at?.toISOString() ?? null;
function dispatchOf(row: Sent, today: Day, calendar: WorkingCalendar): DispatchRow {
  const header = DocumentHeader.parse(row.header);
  const stage = stageOf(row);
  return DispatchRow.parse({
    ...{
      id: row.id,
      business: row.business,
      toName: row.toName,
      toCode: row.toCode,
      symbol: header.symbol,
      subject: header.subject,
    },
    ...{
      documentId: row.documentId,
      stage,
      isLate: isLate({ stage, sentOn: row.sentAt && cityDay(row.sentAt) }, today, calendar),
    },
    ...{ createdAt: row.createdAt.toISOString(), sentAt: iso(row.sentAt), arrivedAt: iso(row.arrivedAt) },
    ...{ acceptedAt: iso(row.acceptedAt), refusedAt: iso(row.refusedAt), finishedAt: iso(row.finishedAt) },
    ...{ answer: row.answer, words: row.words, fault: row.fault, attempts: row.attempts },
    isSigned: row.signedWith !== null,
  });
}

async function packetAt(actor: Actor, id: number) {
  const row = await db.packet.findUnique({ where: { id }, include: { files: { orderBy: { id: "asc" } }, target: true } });
  if (!row || !can(actor, right, row.unitId)) throw new AppError("not-found", "not-found");
  return row;
}

/** One packet that came, with its files and what may be done with it; or not-found. */
export async function findPacket(actor: Actor, id: number): Promise<PacketDetail> {
  const row = await packetAt(actor, id);
  const header = row.kind === "document" ? DocumentHeader.parse(row.header) : null;
  const status = row.kind === "status" ? StatusHeader.parse(row.header) : null;
  const types = header ? await db.documentType.findMany({ select: { id: true, name: true, kind: true } }) : [];
  const keys = header?.responseFor.map(({ documentKey }) => documentKey).filter(Boolean) ?? [];
  const answered = await db.dispatch.findFirst({
    where: { documentKey: { in: keys }, documentId: { not: null }, ...inUnits(reachOf(actor, "documents.view")) },
    select: { documentId: true },
  });
  const asks = (row.business !== "NEW" && row.kind === "document") || row.business === "S13";
  const isOpen = row.state === "WAITING";
  const mustAnswer = asks && row.reason === null;
  return {
    ...rowOf(row, await unitNames([row.unitId])),
    header,
    status: status && { code: status.code, words: status.words },
    signature: row.signature === null ? null : CheckedXml.parse(row.signature),
    files: row.files.map(({ packetId: _, search: __, active, ...file }) => ({
      ...file,
      active: active.map((part) => ActivePart.parse(part)),
      isOther: file.inside === null && file.declared !== "" && file.declared !== file.type,
    })),
    target: row.target && { id: row.target.id, documentId: row.target.documentId, state: row.target.state },
    typeId: header ? (typeNamed(types, header.type.name)?.id ?? null) : null,
    responseForId: answered?.documentId ?? null,
    ...{ reason: row.reason, settledByName: row.settledByName },
    may: {
      register: isOpen && row.kind === "document" && !mustAnswer && can(actor, "documents.register", row.unitId),
      refuse: isOpen && row.kind === "document" && !mustAnswer,
      answer: isOpen && mustAnswer,
      replay: row.state === "UNREADABLE" && row.rawSha !== null,
    },
  };
}

/** A file of a packet that waits, byte for byte as it came. Not-found outside the actor's reach; `file-waits-for-scan` where files are scanned, which is done once it is registered. */
export async function openPacketFile(
  actor: Actor,
  id: number,
  fileId: number,
): Promise<{ id: number; name: string; type: string; body: Readable }> {
  const packet = await packetAt(actor, id);
  const file = packet.files.find((one) => one.id === fileId);
  if (!file) throw new AppError("not-found", "not-found");
  if (env().CLAMD_ADDRESS !== undefined) throw new AppError("refused", "file-waits-for-scan");
  return { id: file.id, name: file.name, type: file.type, body: await openFile(file.sha) };
}

/** To whom a document of ours goes, and how far it has come at each; not-found for one out of the actor's reach. */
export async function listDispatches(actor: Actor, documentId: number, now: Date): Promise<DocumentDispatches> {
  const document = await db.document.findUnique({
    where: { id: documentId },
    select: { unitId: true, state: true, direction: true },
  });
  const seen = document && can(actor, document.state === "DRAFT" ? "documents.draft" : "documents.view", document.unitId);
  if (!document || !seen) throw new AppError("not-found", "not-found");
  const [recipients, sent, calendar] = await Promise.all([
    db.$queryRaw<{ id: number; name: string }[]>`select a.id, a.name from packet_recipient r join agency a on a.id = r.agency_id
      where r.document_id = ${documentId} order by a.name, a.id`,
    db.dispatch.findMany({ where: { documentId, kind: "document" }, orderBy: { id: "asc" } }),
    workingCalendar(),
  ]);
  const isOurs = document.direction === "OUTGOING" && document.state !== "VOIDED";
  return {
    recipients,
    dispatches: sent.map((row) => dispatchOf(row, cityDay(now), calendar)),
    may: {
      choose: isOurs && can(actor, document.state === "DRAFT" ? "documents.draft" : right, document.unitId),
      send: isOurs && document.state === "REGISTERED" && can(actor, right, document.unitId),
    },
  };
}

const mostListed = 200;
/** Agencies outside the city by name or identifier, those that ended last. */
export async function listAgencies(_actor: Actor, text: string): Promise<{ agencies: AgencyRow[]; total: number }> {
  const words = searchable(text).split(/\s+/).filter(Boolean);
  const where: Prisma.AgencyWhereInput = {
    AND: words.map((word) => ({
      OR: [{ search: { contains: word } }, { identifiers: { some: { code: { contains: word, mode: "insensitive" } } } }],
    })),
  };
  const [rows, total] = await Promise.all([
    db.agency.findMany({
      where,
      orderBy: [{ endedOn: { sort: "desc", nulls: "first" } }, { name: "asc" }],
      take: mostListed,
      include: { identifiers: { orderBy: { id: "asc" } } },
    }),
    db.agency.count({ where }),
  ]);
  return {
    total,
    agencies: rows.map((row) => ({
      ...{ id: row.id, name: row.name, email: row.email, endedOn: row.endedOn && readDay(row.endedOn) },
      identifiers: row.identifiers.map(({ scheme, code, validFrom, validUntil }) => ({
        ...{ scheme, code, validFrom: readDay(validFrom), validUntil: validUntil && readDay(validUntil) },
      })),
    })),
  };
}
