import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { AppError } from "@/lib/errors";
import { Threads } from "@/lib/threads";
import type { Asked, Told } from "./worker";

/** The file's name is put together so that no bundler takes it for an entry. */
const threads = new Threads<Asked, Told>(join(dirname(fileURLToPath(import.meta.url)), ["thread", "mjs"].join(".")), {
  threads: 1,
  waiting: 50,
  waitingForOne: 20,
  longestMs: 20_000,
  heapMb: 768,
  grownMb: 1_024,
});

/** Checks a file in a thread; null where it broke the thread or took too long. Throws `looks-busy` where too many wait. */
export function checkXmlInThread(asked: Asked, of: string): Promise<Told> {
  const full = threads.fullFor(of);
  if (full) throw new AppError(full === "one" ? "too-many" : "unavailable", "looks-busy", { retryAfterSeconds: 5 });
  return new Promise((end) => {
    threads.give({
      of,
      asked,
      hear(told) {
        end(told);
        return true;
      },
      broke: () => end(null),
    });
  });
}
