import { once } from "@/lib/command";
import { kept } from "@/lib/door/kept";
import type { Each } from "@/lib/dossiers/commands";

/** For a route that is no stack. */
export const noStack: Each = () => Promise.reject(new Error("the route is no stack"));

/**
 * A stack of acts under one key, each in a transaction of its own: what was done under the key answers as it did then, the others are
 * done. Nothing but the parts is kept, so that a request cut in the middle goes on where it was cut.
 */
export async function stacked(
  ask: Parameters<typeof once>[0],
  act: (each: Each) => Promise<unknown>,
): Promise<{ result: unknown; replayed: boolean }> {
  let [isDone, isReplayed] = [false, true];
  const result = await act(async (part, one) => {
    const answer = await once({ ...ask, key: `${ask.key}#${part}` }, one);
    [isDone, isReplayed] = [true, isReplayed && answer.replayed];
    return answer.result;
  });
  kept.forget();
  return { result, replayed: isDone && isReplayed };
}
