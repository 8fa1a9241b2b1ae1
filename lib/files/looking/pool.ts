import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { AppError } from "@/lib/errors";
import { Threads } from "@/lib/threads";
import type { Asked, Told } from "./look";

/** A look takes milliseconds and some times the file's 50 MB; what takes more was made to. */
export const lookLimits = { threads: 2, waiting: 100, waitingForOne: 20, longestMs: 15_000, heapMb: 512, grownMb: 1_024 };
/** The name of the thread's file is put together so that no bundler takes it for an entry. */
const threads = new Threads<Asked, Told>(join(dirname(fileURLToPath(import.meta.url)), ["thread", "mjs"].join(".")), lookLimits);

/** Looks into a file somebody sent, in a thread; one that breaks it is said to be unreadable. Throws `looks-busy` where too many wait. */
export function lookInThread(asked: Asked, of: string): Promise<Told> {
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
      broke: () => end({ fault: "paper-unreadable" }),
    });
  });
}
