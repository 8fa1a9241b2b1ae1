import { AppError } from "@/lib/errors";

const limits = {
  /** One that runs, and one for whoever gave up on it and asks again. */
  ofOne: 2,
  inAll: 4,
  /** Nobody reads a file for longer: what is still open then has been forgotten. */
  longestMs: 15 * 60_000,
};
const running = new Map<string, number>();

/**
 * Begins a file that is written while it is read, for an actor: two of one actor and four in all, so that exports never take the
 * database from everyone else. Throws `export-running` or `exports-busy`. What it returns ends it, once; whoever writes the file calls it.
 */
export function beginExport(actorId: string): () => void {
  const own = running.get(actorId) ?? 0;
  if (own >= limits.ofOne) throw new AppError("too-many", "export-running", { retryAfterSeconds: 10 });
  const all = [...running.values()].reduce((sum, n) => sum + n, 0);
  if (all >= limits.inAll) throw new AppError("unavailable", "exports-busy", { retryAfterSeconds: 10 });
  running.set(actorId, own + 1);
  let isOver = false;
  const end = () => {
    if (isOver) return;
    isOver = true;
    clearTimeout(forgotten);
    const left = (running.get(actorId) ?? 1) - 1;
    if (left > 0) running.set(actorId, left);
    else running.delete(actorId);
  };
  const forgotten = setTimeout(end, limits.longestMs).unref();
  return end;
}
