import * as z from "zod";
import type { Day } from "@/lib/calendar/model";
import { cityDay, writeDay } from "@/lib/calendar/rules";
import { command, type Work } from "@/lib/command";
import type { Role } from "@/lib/db/generated/enums";
import { AppError } from "@/lib/errors";
import { can, rights } from "@/lib/policy";
import { type AgendaItem, type Invited, MeetingActInput, MeetingChange, MeetingInput, type MeetingKept } from "../model";
import { actFault, changeFault, conveneFaults, meetingFaults } from "../rules";
import { type Standing, standingOf } from "./reach";

const Id = z.int().positive();
/** The roles that come to meetings: who can be invited. */
export const attending = (Object.keys(rights) as Role[]).filter((role) => rights[role].includes("meetings.view"));

/**
 * Prepares a meeting of a unit; nobody is invited yet. Refuses `unit-not-standing`, each of `meetingFaults` at its field, and
 * `invited-not-there` for who has no place where they are said to sit.
 */
export const prepareMeeting = command(MeetingInput, async (work, { participants, items, ...input }): Promise<MeetingKept> => {
  const { tx, actor, now } = work;
  work.require("meetings.organise", input.unitId);
  const [startsAt, endsAt] = [new Date(input.startsAt), new Date(input.endsAt)];
  refuseFirst(meetingFaults({ startsAt, endsAt, participants }));
  await unitName(work, input.unitId, "unitId");
  const { id } = await tx.meeting.create({
    select: { id: true },
    data: { ...input, startsAt, endsAt, madeAt: now, madeBy: actor.id, madeByName: actor.name },
  });
  await keepParticipants(work, id, participants);
  await keepAgenda(work, id, items);
  work.record("meeting.prepare", { type: "meeting", id }, { participants: participants.length }, input.unitId);
  work.announce("documents");
  return { id, version: 1 };
});

/** Writes a meeting anew before it is held. Refuses what `prepareMeeting` refuses, `meeting-over`, `meeting-changed`, `item-has-papers`. */
export const changeMeeting = command(
  MeetingChange.extend({ id: Id }),
  async (work, { id, version, participants, items, ...input }): Promise<MeetingKept> => {
    const { tx } = work;
    const at = await standingOf(tx, work, id, true);
    work.require("meetings.organise", at.unitId);
    current(at, version, changeFault(at.state));
    const [startsAt, endsAt] = [new Date(input.startsAt), new Date(input.endsAt)];
    refuseFirst(meetingFaults({ startsAt, endsAt, participants }));
    if (at.state === "CONVENED") refuseFirst(conveneFaults({ endsAt, participants, items }, work.now));
    await tx.meeting.update({ where: { id }, data: { ...input, startsAt, endsAt, version: version + 1 } });
    await keepParticipants(work, id, participants);
    await keepAgenda(work, id, items);
    work.record("meeting.change", { type: "meeting", id }, { version: version + 1 }, at.unitId);
    work.announce("documents");
    return { id, version: version + 1 };
  },
);

/**
 * Invites to a meeting, notes that it was held (from then on it is counted and its papers stay), calls it off with the reason, or writes down what
 * was concluded. Refuses each of `conveneFaults`, what `actFault` says, and `meeting-changed` for whoever comes second.
 */
export const actOnMeeting = command(
  z.strictObject({ id: Id, act: MeetingActInput }),
  async (work, { id, act }): Promise<MeetingKept> => {
    const { tx, actor, now } = work;
    const at = await standingOf(tx, work, id, true);
    work.require("meetings.organise", at.unitId);
    current(at, act.version, actFault(act.act, at, now));
    const by = { at: now, by: actor.id, name: actor.name };
    const concluded = (text: string) => ({
      ...{ conclusion: text, concludedAt: by.at, concludedBy: by.by, concludedByName: by.name },
    });
    const next = { version: act.version + 1 };
    const subject = { type: "meeting", id };
    switch (act.act) {
      case "convene": {
        const [participants, items] = [
          await tx.meetingParticipant.findMany({ where: { meetingId: id }, select: { role: true } }),
          await tx.meetingItem.findMany({ where: { meetingId: id }, select: { id: true } }),
        ];
        refuseFirst(conveneFaults({ endsAt: at.endsAt, participants, items }, now));
        const data = { state: "CONVENED", convenedAt: by.at, convenedBy: by.by, convenedByName: by.name } as const;
        await tx.meeting.update({ where: { id }, data: { ...next, ...data } });
        work.record("meeting.convene", subject, { participants: participants.length }, at.unitId);
        break;
      }
      case "hold": {
        const heldOn = cityDay(at.startsAt);
        const data = { state: "HELD", heldOn: writeDay(heldOn), heldAt: by.at, heldBy: by.by, heldByName: by.name } as const;
        const more = act.conclusion === undefined ? {} : concluded(act.conclusion);
        await tx.meeting.update({ where: { id }, data: { ...next, ...data, ...more } });
        work.record("meeting.hold", subject, { on: heldOn }, at.unitId);
        break;
      }
      case "cancel": {
        const data = { cancelledAt: by.at, cancelledBy: by.by, cancelledByName: by.name, cancelReason: act.reason };
        await tx.meeting.update({ where: { id }, data: { ...next, state: "CANCELLED", ...data } });
        work.record("meeting.cancel", subject, { version: next.version }, at.unitId);
        break;
      }
      case "conclude":
        await tx.meeting.update({ where: { id }, data: { ...next, ...concluded(act.conclusion) } });
        work.record("meeting.conclude", subject, { version: next.version }, at.unitId);
        break;
    }
    work.announce("documents");
    return { id, version: next.version };
  },
);

/** Who stays keeps what they opened; who is not named any more is invited no longer. */
async function keepParticipants(work: Work, meetingId: number, invited: readonly Invited[]): Promise<void> {
  const { tx, now } = work;
  const today = cityDay(now);
  const known = await tx.meetingParticipant.findMany({ where: { meetingId } });
  const keyOf = (one: { unitId: number; userId?: number | null | undefined }) => `${one.unitId}.${one.userId ?? 0}`;
  const wanted = new Set(invited.map(keyOf));
  const gone = known.filter((one) => !wanted.has(keyOf(one))).map(({ id }) => id);
  await tx.meetingParticipant.deleteMany({ where: { meetingId, id: { in: gone } } });
  // Two may change places: nobody is in the chair until all have theirs.
  await tx.meetingParticipant.updateMany({ where: { meetingId }, data: { role: "MEMBER" } });
  const ids = new Map(known.map((one) => [keyOf(one), one.id]));
  for (const [position, one] of invited.entries()) {
    const id = ids.get(keyOf(one));
    if (id !== undefined) await tx.meetingParticipant.update({ where: { id }, data: { role: one.role, position } });
    else {
      const name = await invitedName(work, one, position, today);
      await tx.meetingParticipant.create({
        data: { meetingId, role: one.role, unitId: one.unitId, userId: one.userId ?? null, name, position },
      });
    }
  }
}

async function invitedName(work: Work, { unitId, userId }: Invited, i: number, today: Day): Promise<string> {
  const name = await unitName(work, unitId, `participants.${i}.unitId`);
  if (userId === undefined) return name;
  // Who sits elsewhere is named by those who organise there; their unit is invited.
  if (!can(work.actor, "meetings.organise", unitId)) throw faultAt(`participants.${i}.userId`, "invited-not-there");
  const [person] = await work.tx.$queryRaw<
    { name: string }[]
  >`select u.name from app_user u where u.id = ${userId} and u.disabled_at is null
    and exists (select from post p where p.user_id = u.id and p.unit_id = ${unitId} and p.role = any (${attending}::role[])
      and p.valid_from <= ${today}::date and (p.valid_until is null or p.valid_until >= ${today}::date))`;
  if (!person) throw faultAt(`participants.${i}.userId`, "invited-not-there");
  return person.name;
}

async function unitName({ tx, now }: Work, unitId: number, path: string): Promise<string> {
  const today = cityDay(now);
  const [unit] = await tx.$queryRaw<{ name: string }[]>`select name from unit where id = ${unitId}
    and valid_from <= ${today}::date and (valid_until is null or valid_until >= ${today}::date)`;
  if (!unit) throw faultAt(path, "unit-not-standing");
  return unit.name;
}

/** The agenda in the order given. What lay before an item, removed or not, is not lost with it. */
async function keepAgenda({ tx }: Work, meetingId: number, items: readonly AgendaItem[]): Promise<void> {
  const known = await tx.meetingItem.findMany({
    where: { meetingId },
    select: { id: true, _count: { select: { papers: true } } },
  });
  const kept = new Set(items.flatMap(({ id }) => (id === undefined ? [] : [id])));
  const gone = known.filter(({ id }) => !kept.has(id));
  if (gone.some(({ _count }) => _count.papers > 0)) throw faultAt("items", "item-has-papers");
  await tx.meetingItem.deleteMany({ where: { meetingId, id: { in: gone.map(({ id }) => id) } } });
  for (const [position, { id, title, presenter, minutes }] of items.entries()) {
    const data = { position, title, presenter: presenter ?? null, minutes: minutes ?? null };
    if (id === undefined) await tx.meetingItem.create({ data: { meetingId, ...data } });
    else {
      const { count } = await tx.meetingItem.updateMany({ where: { id, meetingId }, data });
      if (count === 0) throw faultAt(`items.${position}.title`, "item-unknown");
    }
  }
}

function current(at: Standing, version: number, fault: string | null): void {
  if (fault) throw new AppError("conflict", fault);
  if (at.version !== version) throw new AppError("conflict", "meeting-changed");
}
/** A refusal at a field, so that a form shows it there. */
function faultAt(path: string, code: string): AppError {
  return new AppError("refused", code, { faults: [{ path, code }] });
}
function refuseFirst(faults: readonly { path: string; code: string }[]): void {
  if (faults[0]) throw new AppError("refused", faults[0].code, { faults });
}
