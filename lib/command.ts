import { createHmac } from "node:crypto";
import * as z from "zod";
import { type AuditDetail, type AuditFact, writeEntries } from "@/lib/audit/commands";
import { db, type Tx } from "@/lib/db/client";
import { AppError, faultsOf } from "@/lib/errors";
import { type Actor, can, type Permission } from "@/lib/policy";
import { enqueue, type JobName } from "@/lib/queue";
import { derive, open, seal } from "@/lib/secrets";

export type Ctx = { actor: Actor; now: Date };
export type Topic =
  | "dossiers"
  | "files"
  | "imports"
  | "catalogue"
  | "city"
  | "users"
  | "exchange"
  | "documents"
  | "cameras"
  | "figures";

/** What a change may use: the transaction, the clock, the duties it cannot skip, and what follows from it. */
export type Work = Ctx & {
  tx: Tx;
  /** Refuses unless the actor holds the permission in the unit; `"city"` asks for it everywhere. */
  require(permission: Permission, unit: number | "city"): void;
  /** For acts on one's own account, which need no right but being oneself. */
  requireSelf(userId: number): void;
  /** For whoever has no account and acts by a link of ours: its token, opened and found in force, is the right. */
  requireLink(isInForce: boolean): void;
  /** For the audit log, which hears of everything at the end, before this commits. */
  record<D extends AuditFact["detail"]>(
    action: string,
    subject: AuditFact["subject"],
    detail: AuditDetail<D>,
    unitId?: number,
  ): void;
  /** Background work, noted in the same transaction. */
  enqueue(name: JobName, payload: Record<string, string | number>, key?: string): Promise<void>;
  /** Tells every open screen that a topic changed, when and only when this commits. */
  announce(topic: Topic): void;
};

export type Command<I, R> = ((ctx: Ctx, input: I, within?: Tx) => Promise<R>) & { readonly input: z.ZodType };

/**
 * A change to the city's records: it commits only if somebody's right was checked and the audit log tells of it.
 * Throws AppError: `invalid` for the input, whatever `run` refuses, `forbidden` for a missing right.
 * `within` joins a transaction the caller holds (the door's idempotency key lives there).
 */
export function command<S extends z.ZodType, R>(
  schema: S,
  run: (work: Work, input: z.output<S>) => Promise<R>,
  options: { timeoutMs?: number } = {},
): Command<z.input<S>, R> {
  const act = async (ctx: Ctx, raw: z.input<S>, within?: Tx): Promise<R> => {
    const input = schema.safeParse(raw);
    if (!input.success) throw new AppError("invalid", "input", { faults: faultsOf(input.error.issues) });
    const perform = async (tx: Tx) => {
      const { timeoutMs } = options;
      if (timeoutMs) await tx.$executeRaw`select set_config('statement_timeout', ${String(timeoutMs)}, true)`;
      const duties = { required: false };
      const told: Omit<AuditFact, "actorId">[] = [];
      const topics = new Set<Topic>();
      const result = await run(
        {
          ...ctx,
          tx,
          require(permission, unit) {
            if (!can(ctx.actor, permission, unit)) throw new AppError("forbidden", "permission", { detail: { permission } });
            duties.required = true;
          },
          requireSelf(userId) {
            if (ctx.actor.userId !== userId) throw new AppError("forbidden", "permission");
            duties.required = true;
          },
          requireLink(isInForce) {
            if (!isInForce) throw new AppError("forbidden", "permission");
            duties.required = true;
          },
          record: (action, subject, detail, unitId) => void told.push({ action, subject, detail, unitId }),
          enqueue: (name, payload, key) => enqueue(tx, name, payload, key),
          announce: (topic) => void topics.add(topic),
        },
        input.data,
      );
      if (!duties.required || told.length === 0) throw new Error("a command must require a permission and record what it did");
      await writeEntries(tx, ctx.actor.id, told, [...topics]);
      return result;
    };
    return within ? perform(within) : db.$transaction(perform, { timeout: options.timeoutMs ?? 10_000, maxWait: 5_000 });
  };
  return Object.assign(act, { input: schema });
}

export type Answer = { result: unknown; replayed: boolean };

/**
 * Runs `act` once for a key of an actor on a route: a retry gets the stored answer, and another request under the same
 * key is refused (`idempotency-key-reused`). `isSecret` keeps the answer sealed. The key commits with what was done, so a cut connection never acts twice.
 */
export async function once(
  ask: { actorId: string; route: string; key: string; requestText: string; isSecret?: boolean },
  act: (tx: Tx) => Promise<unknown>,
): Promise<Answer> {
  const { actorId, route, key } = ask;
  // Keyed, because a body may hold a password and a plain hash of it could be guessed at leisure.
  const hash = new Uint8Array(createHmac("sha256", derive("idempotency")).update(ask.requestText).digest());
  return db.$transaction(
    async (tx) => {
      const fresh = await tx.$queryRaw<unknown[]>`insert into idempotency_key (actor_id, route, key, request_hash, status, body)
        values (${actorId}, ${route}, ${key}, ${hash}, 0, 'null') on conflict do nothing returning 1`;
      if (fresh.length === 0) {
        const stored = await tx.idempotencyKey.findUnique({ where: { actorId_route_key: { actorId, route, key } } });
        if (!stored || Buffer.compare(stored.requestHash, hash) !== 0) throw new AppError("conflict", "idempotency-key-reused");
        return { result: ask.isSecret ? openAnswer(stored.body) : stored.body, replayed: true };
      }
      const result = (await act(tx)) ?? null;
      const kept = JSON.stringify(ask.isSecret ? sealAnswer(result) : result);
      await tx.$executeRaw`update idempotency_key set status = 200, body = ${kept}::jsonb
        where actor_id = ${actorId} and route = ${route} and key = ${key}`;
      return { result, replayed: false };
    },
    { timeout: 30_000, maxWait: 5_000 },
  );
}

const SealedAnswer = z.strictObject({ sealed: z.base64() });
const sealAnswer = (result: unknown): z.output<typeof SealedAnswer> => ({
  sealed: Buffer.from(seal(JSON.stringify(result), "idempotency_key.body")).toString("base64"),
});
const openAnswer = (body: unknown): unknown =>
  JSON.parse(open(Buffer.from(SealedAnswer.parse(body).sealed, "base64"), "idempotency_key.body"));

/** A retry comes within minutes; after three days its answer is forgotten. Returns how many. */
export async function forgetAnswers(now: Date): Promise<number> {
  const before = new Date(now.getTime() - 72 * 3_600_000);
  return (await db.idempotencyKey.deleteMany({ where: { at: { lt: before } } })).count;
}
