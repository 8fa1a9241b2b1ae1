import * as z from "zod";
import { type Ctx, command } from "@/lib/command";
import type { Tx } from "@/lib/db/client";
import type { Each } from "@/lib/dossiers/commands";
import { AppError } from "@/lib/errors";
import type { Judge } from "@/lib/imports/rules";
import { reachOf } from "@/lib/policy";
import { FaultCode, Finding, type Inbound, inboundOutcomes, KindTable, Service } from "../model";
import { strangeNames } from "../rules";
import { kindsNow } from "../telling/kinds";
import { sealContent, sealTold } from "./message";
import { openJudge, type Settled, settleMessage } from "./take";

const Bring = z.strictObject({
  service: Service,
  content: z.record(z.string(), z.unknown()),
  unitId: z.int().positive(),
  judge: z.custom<Judge>(),
  kinds: KindTable,
  /** It met somebody else's change and was rolled back: it is kept for a person without another try. */
  isRaced: z.boolean().default(false),
});
export const BroughtMessage = z.object({
  id: z.string(),
  code: z.string().nullable(),
  outcome: z.enum(inboundOutcomes),
  fault: FaultCode.nullable(),
  findings: z.array(Finding),
  ignored: z.array(z.string()),
});
export type BroughtMessage = z.output<typeof BroughtMessage>;

/** How a settled message stands in the list. */
export function standingOf(settled: Settled, now: Date) {
  const isKept = settled.outcome === "kept";
  return {
    code: settled.code,
    toldAt: settled.toldAt,
    dossierId: settled.dossier?.id ?? null,
    status: isKept ? ("FAILED" as const) : ("DONE" as const),
    fault: settled.fault,
    told: isKept ? sealTold({ findings: settled.findings }) : null,
    endedAt: isKept ? null : now,
  };
}

/** Takes one message in and keeps it, sealed, whatever comes of it. */
const bring = command(Bring, async (work, { service, content, unitId, judge, kinds, isRaced }): Promise<BroughtMessage> => {
  work.require("dossiers.import", unitId);
  const { tx, actor, now } = work;
  const reach = reachOf(actor, "dossiers.import");
  const { id } = await tx.exchangeMessage.create({
    data: {
      ...{ direction: "IN", kind: service, unitId, status: "WAITING", attempts: 1, createdAt: now },
      ...{ senderId: actor.id, senderName: actor.name, reach: reach === "all" ? "all" : [...reach] },
      content: sealContent(content),
    },
  });
  const settled: Settled = isRaced
    ? { outcome: "kept", code: null, toldAt: null, fault: "raced", findings: [], dossier: null }
    : await settleMessage(work, { id, service, content }, { actor, judge, kinds });
  await tx.exchangeMessage.update({
    where: { id },
    data: { ...standingOf(settled, now), ...(settled.dossier ? { unitId: settled.dossier.unitId } : {}) },
  });
  const { code, outcome, fault, findings } = settled;
  work.record(
    "exchange.take",
    { type: "exchange", id: String(id) },
    { kind: service, outcome },
    settled.dossier?.unitId ?? unitId,
  );
  work.announce("exchange");
  if (outcome === "new" || outcome === "changed") work.announce("dossiers");
  return { id: String(id), code, outcome, fault, findings, ignored: strangeNames(service, content) };
});

/**
 * Takes the messages of one request in, each in a transaction of its own: what fails for one stops none of the others and stays in the list.
 * Sent again under the same key nothing is done twice. Throws only where the key belongs to another request, or the database is away.
 */
export async function bringMessages(ctx: Ctx, { service, data }: Inbound, unitId: number, each: Each): Promise<BroughtMessage[]> {
  const [judge, kinds] = [await openJudge(ctx.actor, { unitId, now: ctx.now }), await kindsNow()];
  const brought: BroughtMessage[] = [];
  for (const [n, content] of data.entries()) {
    const act = (isRaced: boolean) => (tx: Tx) => bring(ctx, { service, content, unitId, judge, kinds, isRaced }, tx);
    const settled = await each(String(n), act(false)).catch((error: unknown) => {
      if (!(error instanceof AppError) || error.code !== "import-raced") throw error;
      return each(String(n), act(true));
    });
    brought.push(BroughtMessage.parse(settled));
  }
  return brought;
}
