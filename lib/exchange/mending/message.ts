import * as z from "zod";
import { command, type Work } from "@/lib/command";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { DropInput, MessageId, ReplayInput, Service } from "../model";
import { standingOf } from "../taking/bring";
import { openContent, sealContent } from "../taking/message";
import { openJudge, settleMessage } from "../taking/take";
import { kindsNow } from "../telling/kinds";
import { knownNames } from "../wire/schemas";

type Message = NonNullable<Awaited<ReturnType<Tx["exchangeMessage"]["findUnique"]>>>;

/** The message as it was looked at, held for this change. Throws `not-found`, `message-changed`. */
async function hold({ tx }: Work, id: string, revision: number): Promise<Message> {
  await tx.$queryRaw`select id from exchange_message where id = ${BigInt(id)} for update`;
  const message = await tx.exchangeMessage.findUnique({ where: { id: BigInt(id) } });
  if (!message) throw new AppError("not-found", "not-found");
  if (message.revision !== revision) throw new AppError("conflict", "message-changed");
  if (message.status === "DONE" || message.status === "DROPPED") throw new AppError("conflict", "message-settled");
  return message;
}

const Reach = z.union([z.literal("all"), z.array(z.int())]);
/** Whoever brought it, with what they might bring dossiers for: an administrator who mends a message gives it no further reach. */
const bringerOf = (m: Message): Actor => ({
  ...{ id: m.senderId ?? "system:exchange", kind: "system", userId: null, name: m.senderName ?? "", roles: [] },
  grants: [{ permission: "dossiers.import", units: Reach.parse(m.reach ?? []) }],
});

/** The message with some of its fields said otherwise: such as it has by its schema, and no lists. */
function mended(content: Readonly<Record<string, unknown>>, service: Service, fields: Readonly<Record<string, string>>) {
  for (const name of Object.keys(fields))
    if (!knownNames[service].has(name) || (typeof content[name] === "object" && content[name] !== null))
      throw new AppError("refused", "field-not-known", { faults: [{ path: `fields.${name}`, code: "field-not-known" }] });
  return { ...content, ...fields };
}

const Replay = MessageId.extend(ReplayInput.shape);
/**
 * Tries a message again, with some of its fields said otherwise: one that came in is judged anew for whoever brought it, one that goes out is
 * sent with the next round. Refuses `message-changed`, `message-settled`, `field-not-known`.
 */
export const replayMessage = command(Replay, async (work, { id, revision, fields }) => {
  work.require("exchange.manage", "city");
  const { tx, now } = work;
  const message = await hold(work, id, revision);
  const service = Service.parse(message.kind);
  const content = mended(openContent(message.content), service, fields);
  const changed = Object.keys(fields);
  const kept = changed.length > 0 ? { content: sealContent(content) } : {};
  if (message.direction === "OUT") {
    await tx.exchangeMessage.update({
      where: { id: message.id },
      data: {
        ...kept,
        ...{ status: "WAITING", attempts: 0, nextAt: null, failedAt: null, fault: null, told: null, endedAt: null },
        revision: { increment: 1 },
      },
    });
    await tx.exchangePortal.updateMany({ where: { id: 1 }, data: { restsUntil: null } });
    work.record("exchange.replay", { type: "exchange", id }, { kind: service, changed, outcome: "sent" }, message.unitId);
    work.announce("exchange");
    return { id, status: "WAITING" as const };
  }
  const actor = bringerOf(message);
  const bringer = { actor, judge: await openJudge(actor, { unitId: message.unitId, now }), kinds: await kindsNow(tx) };
  const settled = await settleMessage(work, { id: message.id, service, content }, bringer);
  const { status, ...standing } = standingOf(settled, now);
  await tx.exchangeMessage.update({
    where: { id: message.id },
    data: {
      ...kept,
      ...standing,
      ...{ status, attempts: { increment: 1 }, revision: { increment: 1 } },
      ...(status === "DONE" ? { endedBy: work.actor.name } : {}),
      ...(settled.dossier ? { unitId: settled.dossier.unitId } : {}),
    },
  });
  work.record("exchange.replay", { type: "exchange", id }, { kind: service, changed, outcome: settled.outcome }, message.unitId);
  work.announce("exchange");
  if (settled.outcome === "new" || settled.outcome === "changed") work.announce("dossiers");
  return { id, status };
});

const Drop = MessageId.extend(DropInput.shape);
/**
 * Gives a message up, with the reason. What follows it in its dossier's order goes on; but where the portal does not even have the dossier
 * its lines go too, and the next change tells all of it from the start. Refuses `message-changed`, `message-settled`.
 */
export const dropMessage = command(Drop, async (work, { id, revision, reason }) => {
  work.require("exchange.manage", "city");
  const { tx } = work;
  const message = await hold(work, id, revision);
  const { dossierId } = message;
  const isFirst =
    message.direction === "OUT" &&
    message.kind === "DongBoHoSoMC" &&
    dossierId !== null &&
    (await tx.exchangeTold.deleteMany({ where: { dossierId, isThere: false } })).count > 0;
  await tx.exchangeMessage.updateMany({
    where: isFirst ? { dossierId, direction: "OUT", status: { in: ["WAITING", "FAILED"] } } : { id: message.id },
    data: { status: "DROPPED", reason, endedAt: work.now, endedBy: work.actor.name, nextAt: null, revision: { increment: 1 } },
  });
  work.record("exchange.drop", { type: "exchange", id }, { kind: message.kind }, message.unitId);
  work.announce("exchange");
  return { id, status: "DROPPED" as const };
});
