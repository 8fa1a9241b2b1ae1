import { cityDay } from "@/lib/calendar/rules";
import { db } from "@/lib/db/client";
import { openDocumentsOf } from "@/lib/documents/queries";
import { ActivePart, type FileScan } from "@/lib/files/model";
import { isReadable } from "@/lib/files/rules";
import { type Actor, can } from "@/lib/policy";
import { Reason } from "@/lib/signatures/model";
import { laidPapers, paperStanding } from "../measures";
import type { ItemView, MeetingView, PaperStanding, PaperView, ParticipantView } from "../model";
import { actFault, changeFault, outcomeOf } from "../rules";
import { placesOf, standingOf } from "./reach";

type Ctx = { actor: Actor; now: Date };

/** One meeting with its agenda and its papers, and what this actor opened of them; or not-found. */
export async function readMeeting(ctx: Ctx, id: number): Promise<MeetingView> {
  const { actor, now } = ctx;
  const at = await standingOf(db, ctx, id);
  const [row, unit, participants, papers] = await Promise.all([
    db.meeting.findUniqueOrThrow({ where: { id }, include: { items: { orderBy: [{ position: "asc" }, { id: "asc" }] } } }),
    db.unit.findUniqueOrThrow({ where: { id: at.unitId }, select: { name: true } }),
    readParticipants(ctx, id),
    readPapers(ctx, id),
  ]);
  const organises = can(actor, "meetings.organise", at.unitId);
  const isOpen = organises && changeFault(at.state) === null;
  const may = (act: "convene" | "hold" | "cancel" | "conclude") => organises && actFault(act, at, now) === null;
  const here = papers.filter(({ removed }) => removed === null);
  const toItem = (item: (typeof row.items)[number]): ItemView => ({
    ...{ id: item.id, title: item.title, presenter: item.presenter, minutes: item.minutes },
    papers: here.filter(({ itemId }) => itemId === item.id).map(({ view }) => view),
  });
  return {
    ...{ id, unitId: at.unitId, unitName: unit.name, title: row.title, place: row.place, state: row.state, version: row.version },
    ...{ startsAt: row.startsAt.toISOString(), endsAt: row.endsAt.toISOString() },
    participants,
    items: row.items.map(toItem),
    removed: papers.flatMap(({ view, removed }) => (removed ? [{ id: view.id, name: view.name, ...removed }] : [])),
    openings: organises ? await readOpenings(id) : null,
    convened: named(row.convenedAt, row.convenedByName),
    held: named(row.heldAt, row.heldByName),
    cancelled: withMore(named(row.cancelledAt, row.cancelledByName), { reason: row.cancelReason ?? "" }),
    conclusion: withMore(named(row.concludedAt, row.concludedByName), { text: row.conclusion ?? "" }),
    outcome: row.state === "HELD" ? outcomeOf(here.map(({ view }) => view.standing)) : null,
    may: {
      ...{ change: isOpen, lay: isOpen, convene: may("convene"), hold: may("hold") },
      ...{ cancel: may("cancel"), conclude: may("conclude") },
    },
  };
}
const named = (at: Date | null, byName: string | null) => at && { at: at.toISOString(), byName: byName ?? "" };
const withMore = <N extends object, M extends object>(one: N | null, more: M) => one && { ...one, ...more };

function readParticipants({ actor, now }: Ctx, id: number): Promise<ParticipantView[]> {
  return db.$queryRaw<
    ParticipantView[]
  >`select a.id, a.role::text as role, a.unit_id as "unitId", u.name as "unitName", a.user_id as "userId", a.name,
      coalesce(${placesOf(actor, cityDay(now))}, false) as "isMe"
    from meeting_participant a join unit u on u.id = a.unit_id where a.meeting_id = ${id} order by a.role, a.position, a.id`;
}

async function readOpenings(id: number): Promise<NonNullable<MeetingView["openings"]>> {
  const rows = await db.meetingOpening.findMany({
    where: { paper: { meetingId: id } },
    orderBy: [{ openedAt: "asc" }, { paperId: "asc" }, { participantId: "asc" }],
  });
  return rows.map(({ paperId, participantId, userName, openedAt }) => ({
    ...{ paperId, participantId, userName, at: openedAt.toISOString() },
  }));
}

type Laid = { view: PaperView; itemId: number; removed: { at: string; byName: string; reason: string } | null };
async function readPapers({ actor, now }: Ctx, meetingId: number): Promise<Laid[]> {
  const [rows, standings, opened] = await Promise.all([
    db.meetingPaper.findMany({
      where: { meetingId },
      orderBy: { id: "asc" },
      include: {
        check: { select: { reasons: true, checkedAt: true } },
        document: {
          select: { id: true, symbol: true, subject: true, files: { where: { removedAt: null }, orderBy: { id: "asc" } } },
        },
      },
    }),
    db.$queryRaw<{ id: number; standing: PaperStanding }[]>`select p.id, ${paperStanding} as standing
      from ${laidPapers} join meeting m on m.id = p.meeting_id where m.id = ${meetingId}`,
    db.$queryRaw<{ id: number; at: Date }[]>`select o.paper_id as id, min(o.opened_at) as at from meeting_opening o
      join meeting_participant a on a.id = o.participant_id
      where a.meeting_id = ${meetingId} and (o.user_id = ${actor.userId ?? 0} or ${placesOf(actor, cityDay(now))}) group by 1`,
  ]);
  const reached = await openDocumentsOf(
    actor,
    rows.flatMap(({ documentId }) => (documentId === null ? [] : [documentId])),
  );
  const standingBy = new Map(standings.map(({ id, standing }) => [id, standing]));
  const openedBy = new Map(opened.map(({ id, at }) => [id, at.toISOString()]));
  return rows.map((row): Laid => {
    const { document, check } = row;
    return {
      itemId: row.itemId,
      removed: row.removedAt && {
        ...{ at: row.removedAt.toISOString(), byName: row.removedByName ?? "", reason: row.removedFor ?? "" },
      },
      view: {
        ...{ id: row.id, kind: row.kind, name: document?.subject ?? row.name ?? "", symbol: document?.symbol ?? null },
        documentId: document && reached.has(document.id) ? document.id : null,
        files: document ? lastOf(document.files).map((file) => toFile(file.id, file)) : ownFile(row),
        standing: standingBy.get(row.id) ?? "PENDING",
        reasons: (check?.reasons ?? []).map((reason) => Reason.parse(reason)),
        checkedAt: check?.checkedAt?.toISOString() ?? null,
        added: { at: row.addedAt.toISOString(), byName: row.addedByName },
        openedAt: openedBy.get(row.id) ?? null,
      },
    };
  });
}

type Stored = { name: string; type: string; bytes: number; pages: number | null; sha: string; active: string[]; scan: FileScan };
const toFile = (id: number | null, { name, type, bytes, pages, sha, active, scan }: Stored) => ({
  ...{ id, name, type, bytes, pages, sha, scan, mayOpen: isReadable(scan) },
  active: active.map((part) => ActivePart.parse(part)),
});
function ownFile({
  name,
  type,
  bytes,
  sha,
  ...rest
}: { [K in keyof Stored]: Stored[K] | null } & { active: string[]; scan: FileScan }) {
  if (name === null || type === null || bytes === null || sha === null) return [];
  return [toFile(null, { name, type, bytes, sha, pages: rest.pages, active: rest.active, scan: rest.scan })];
}
/** The last revision of each file: what was signed is read, not what it was made from. */
function lastOf<F extends { id: number; revisesId: number | null }>(files: readonly F[]): F[] {
  const revised = new Set(files.map(({ revisesId }) => revisesId));
  return files.filter(({ id }) => !revised.has(id));
}

/** May this actor see the meeting? */
export async function isThere(ctx: Ctx, id: number): Promise<boolean> {
  return standingOf(db, ctx, id).then(
    () => true,
    () => false,
  );
}
