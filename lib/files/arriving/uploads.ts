import { cityDay } from "@/lib/calendar/rules";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { secondsToMidnight } from "../rules";

const running = new Map<string, number>();

/** A batch of a machine is through in a moment; whoever waits for longer waits for somebody's long upload. */
const waitMs = 3_000;
const lookMs = 25;

/**
 * One upload of an actor more in this process, once another has ended where UPLOADS_AT_ONCE are on their way; what it returns ends it, once.
 * Throws `upload-running` to who waited for three seconds.
 */
export async function beginUpload(actorId: string): Promise<() => void> {
  const full = () => (running.get(actorId) ?? 0) >= env().UPLOADS_AT_ONCE;
  for (const until = Date.now() + waitMs; full(); await new Promise((resolve) => setTimeout(resolve, lookMs)))
    if (Date.now() > until) throw new AppError("too-many", "upload-running", { retryAfterSeconds: 10 });
  const own = running.get(actorId) ?? 0;
  running.set(actorId, own + 1);
  let isOver = false;
  return () => {
    if (isOver) return;
    isOver = true;
    const left = (running.get(actorId) ?? 1) - 1;
    if (left > 0) running.set(actorId, left);
    else running.delete(actorId);
  };
}

/** How much may come before it is put on the actor's account. */
const chargeEveryBytes = 4 * 2 ** 20;

/** The same bytes, counted into the actor's day while they come: also what is refused in the end was sent. Throws `upload-quota`. */
export async function* counted(
  source: AsyncIterable<Uint8Array>,
  actorId: string,
  now: Date,
): AsyncGenerator<Uint8Array, void, undefined> {
  await charge(actorId, 0, now);
  let open = 0;
  try {
    for await (const chunk of source) {
      open += chunk.byteLength;
      if (open >= chargeEveryBytes) {
        const came = open;
        open = 0;
        await charge(actorId, came, now);
      }
      yield chunk;
    }
  } finally {
    if (open > 0) await charge(actorId, open, now);
  }
}

async function charge(actorId: string, bytes: number, now: Date): Promise<void> {
  const most = env().UPLOAD_MEGABYTES_PER_DAY * 1_000_000;
  const rows = await db.$queryRaw<unknown[]>`
    insert into upload_day as u (actor_id, "on", bytes) select ${actorId}, ${cityDay(now)}::date, ${bytes}::bigint where ${bytes}::bigint <= ${most}::bigint
    on conflict (actor_id, "on") do update set bytes = u.bytes + excluded.bytes where u.bytes + excluded.bytes <= ${most}::bigint
    returning 1`;
  if (rows.length === 0) throw new AppError("too-many", "upload-quota", { retryAfterSeconds: secondsToMidnight(now) });
}

/** Part of the job "sweep": what was sent in a day counts for that day only. */
export async function forgetUploadDays(now: Date): Promise<void> {
  await db.uploadDay.deleteMany({ where: { on: { lt: new Date(now.getTime() - 7 * 86_400_000) } } });
}
