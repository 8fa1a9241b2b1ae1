import type { Tx } from "@/lib/db/client";
import { insertStaged } from "@/lib/dossiers/commands";
import type { Actor } from "@/lib/policy";
import type { Batch } from "./rows";

/** What a stretch of staged rows is handed to, while the next is being read. */
export type Stretches = { take(upTo: number, rows: number): Promise<void>; end(): Promise<void> };
export const nobody: Stretches = { take: async () => undefined, end: async () => undefined };

/** Writes the new dossiers of each stretch in the transaction, one stretch after the other; at most two are in hand. */
export function writer(
  tx: Tx,
  { batch, actor }: { batch: Batch; actor: Actor },
  now: Date,
): Stretches & { staged: number; inserted: number } {
  let after = -1;
  let last: Promise<void> = Promise.resolve();
  let before = last;
  const counted = { staged: 0, inserted: 0 };
  return Object.assign(counted, {
    async take(upTo: number, rows: number) {
      await before;
      const lines = { after, upTo };
      after = upTo;
      counted.staged += rows;
      before = last;
      last = before.then(async () => {
        counted.inserted += await insertStaged(tx, batch.id, actor, now, lines);
      });
      // Told to whoever waits next; until then it must not count as unhandled.
      last.catch(() => undefined);
    },
    end: () => last,
  });
}
