import * as z from "zod";
import { writeEntries } from "@/lib/audit/commands";
import { systemActor } from "@/lib/auth/queries";
import { command } from "@/lib/command";
import { db } from "@/lib/db/client";
import { describeError, log } from "@/lib/log";
import { type FaultCode, KindTable, Service } from "../model";
import { afterSilence, waitMs } from "../rules";
import { openContent, sealTold } from "../taking/message";
import { compose } from "../telling/compose";
import { isFound, listsLine, look, type Portal, type Said, tell } from "./portal";
import { type PortalRow, portalNow, reached } from "./settings";

/** Messages of one round at most: a stopping worker is not held up for long. */
const mostOfARound = 500;

type Message = NonNullable<Awaited<ReturnType<typeof db.exchangeMessage.findUnique>>>;
type Round = { signal?: AbortSignal | undefined; clock: () => Date; waitMs?: number };

/**
 * One round: makes messages of what changed and sends what waits, oldest first, the messages of a dossier in their order: none goes before an
 * earlier one has gone or was dealt with. Runs in one process at a time. A portal that does not answer is left alone for a while, and no
 * message suffers for it. Of what was cut off in the middle a whole dossier is told again; a line is looked up first.
 */
export async function push(
  signal?: AbortSignal,
  { clock = () => new Date(), waitMs }: { clock?: () => Date; waitMs?: number } = {},
) {
  const round: Round = { signal, clock, ...(waitMs === undefined ? {} : { waitMs }) };
  let portal = await portalNow();
  while (portal?.isOn && !signal?.aborted && (await compose(clock(), composed(portal))) > 0);
  let sent = 0;
  for (; portal?.isOn && portal.secret && sent < mostOfARound && !signal?.aborted; portal = await portalNow()) {
    if (portal.restsUntil && portal.restsUntil > clock()) break;
    const message = await nextMessage(clock());
    if (!message) break;
    await send(portal, reached(portal, portal.secret), message, round).catch((error: unknown) => putOff(message, error, clock()));
    sent++;
  }
  return sent;
}
const composed = (p: PortalRow) => ({ unitIds: p.unitIds, kinds: KindTable.parse(p.applicantKinds) });

async function nextMessage(now: Date): Promise<Message | null> {
  const [first] = await db.$queryRaw<{ id: bigint }[]>`
    select m.id from exchange_message m
    where m.direction = 'OUT' and m.status = 'WAITING' and (m.next_at is null or m.next_at <= ${now})
      and not exists (select from exchange_message e where e.dossier_id = m.dossier_id and e.direction = 'OUT' and e.id < m.id
        and e.status in ('WAITING', 'FAILED'))
    order by m.id limit 1`;
  return first ? db.exchangeMessage.findUnique({ where: { id: first.id } }) : null;
}

async function send(row: PortalRow, portal: Portal, message: Message, { signal, clock, waitMs }: Round): Promise<void> {
  const call = { signal, ...(waitMs === undefined ? {} : { waitMs }) };
  const isInDoubt = message.takenAt !== null;
  await db.exchangeMessage.update({ where: { id: message.id }, data: { takenAt: clock() } });
  const said = await hand(portal, message, isInDoubt, call);
  const { id, revision, kind, dossierId, unitId } = message;
  const told = { id, revision, kind, dossierId: dossierId ?? 0, unitId };
  const ctx = { actor: systemActor("exchange"), now: clock() };
  if (said.ok) await noteTold(ctx, { ...told, answer: null });
  else if (said.fault === "portal-refused") await noteTold(ctx, { ...told, answer: said.answer ?? "" });
  else if (!signal?.aborted) await noteSilence(row, message, said, clock());
}

async function hand(portal: Portal, message: Message, isInDoubt: boolean, call: Parameters<typeof tell>[4]): Promise<Said> {
  const service = Service.parse(message.kind);
  const content = openContent(message.content);
  const code = message.code ?? "";
  if (service === "CapNhatTienDoHoSoMC") {
    if (isInDoubt) {
      const there = await look(portal, code, call);
      if (!there.ok || listsLine(there.result, content)) return there;
    }
    return tell(portal, service, content, true, call);
  }
  const told = message.dossierId === null ? null : await db.exchangeTold.findUnique({ where: { dossierId: message.dossierId } });
  // One that is tried again by hand may have failed because the portal has lost the dossier, or has it already: that is asked anew.
  if (told?.isThere && message.revision === 1) return tell(portal, service, content, true, call);
  const there = await look(portal, code, call);
  return there.ok ? tell(portal, service, content, isFound(there.result), call) : there;
}

const Answered = z.strictObject({
  id: z.bigint(),
  revision: z.int(),
  kind: z.string(),
  dossierId: z.int(),
  unitId: z.int(),
  answer: z.string().nullable(),
});
/** The portal answered: it took the message, or it said why not. One that was changed by hand on its way stays as it was left. */
const noteTold = command(Answered, async (work, { id, revision, kind, dossierId, unitId, answer }) => {
  work.require("exchange.manage", "city");
  const { tx, now } = work;
  const isTold = answer === null;
  await tx.exchangeMessage.updateMany({
    where: { id, revision, status: "WAITING" },
    data: {
      ...{ status: isTold ? "DONE" : "FAILED", takenAt: null, nextAt: null, endedAt: isTold ? now : null },
      ...{ fault: isTold ? null : "portal-refused", told: isTold ? null : sealTold({ answer }) },
      attempts: { increment: 1 },
    },
  });
  if (isTold) await tx.exchangeTold.updateMany({ where: { dossierId }, data: { isThere: true } });
  await tx.exchangePortal.update({ where: { id: 1 }, data: { failures: 0, restsUntil: null, answeredAt: now, fault: null } });
  work.record("exchange.tell", { type: "dossier", id: dossierId }, { kind, outcome: isTold ? "told" : "refused" }, unitId);
  work.announce("exchange");
});

/** A fault of ours, not of the portal: the message waits longer each time, and those of other dossiers go on. */
async function putOff({ id, revision, attempts }: Message, error: unknown, now: Date): Promise<void> {
  log().error({ message: String(id), error: describeError(error) }, "a message could not be sent");
  await db.exchangeMessage.updateMany({
    where: { id, revision, status: "WAITING" },
    data: { attempts: attempts + 1, nextAt: new Date(now.getTime() + waitMs(attempts + 1)) },
  });
}

/** Faults of the way, not of the message: nothing else would fare better. */
const ofTheWay: ReadonlySet<FaultCode> = new Set<FaultCode>(["sign-in-refused", "address-refused"]);

async function noteSilence(row: PortalRow, message: Message, said: Extract<Said, { ok: false }>, now: Date): Promise<void> {
  const next = afterSilence(message, row, now);
  const isOfTheWay = ofTheWay.has(said.fault);
  const restsUntil = isOfTheWay ? new Date(now.getTime() + 60_000) : next.restsUntil;
  const takenAt = said.mayHaveArrived ? now : null;
  const { status, attempts, failedAt, nextAt } = next;
  const charged = isOfTheWay
    ? { fault: said.fault, takenAt }
    : { status, attempts, failedAt, nextAt, fault: status === "FAILED" ? "gave-up" : said.fault, takenAt };
  await db.$transaction(async (tx) => {
    await tx.exchangeMessage.updateMany({
      where: { id: message.id, revision: message.revision, status: "WAITING" },
      data: charged,
    });
    await tx.exchangePortal.update({ where: { id: 1 }, data: { failures: next.failures, restsUntil, fault: said.fault } });
    await writeEntries(tx, "system:exchange", [], ["exchange"]);
  });
  log().warn({ message: String(message.id), fault: said.fault, failures: next.failures }, "the portal did not take a message");
}
