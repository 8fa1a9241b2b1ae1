import { dirname, join } from "node:path";
import { PassThrough, type Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { AppError } from "@/lib/errors";
import { Threads } from "@/lib/threads";
import type { Print } from "./document";
import type { Answer } from "./worker";

/** Drawing takes a tenth of a second of a processor for a form, more for a book. The file's name is put together so that no bundler takes it for an entry. */
const threads = new Threads<Print, Answer>(join(dirname(fileURLToPath(import.meta.url)), ["thread", "mjs"].join(".")), {
  threads: 2,
  waiting: 40,
  waitingForOne: 10,
  longestMs: 90_000,
  heapMb: 512,
  grownMb: 1_024,
});

/** The PDF of a print for somebody, from its first bytes on. Throws `printing-busy` where too many wait; a fault while drawing ends the stream. */
export function printed(print: Print, of: string): Promise<Readable> {
  const full = threads.fullFor(of);
  if (full) throw new AppError(full === "one" ? "too-many" : "unavailable", "printing-busy", { retryAfterSeconds: 5 });
  return new Promise((begin, fail) => {
    const out = new PassThrough();
    let hasBegun = false;
    const start = () => {
      if (hasBegun) return;
      hasBegun = true;
      begin(out);
    };
    const broken = (error: Error) => {
      if (hasBegun) out.destroy(error);
      else fail(error);
    };
    threads.give({
      of,
      asked: print,
      hear(answer) {
        if ("chunk" in answer) {
          start();
          out.write(answer.chunk);
          return false;
        }
        if ("end" in answer) {
          start();
          out.end();
        } else broken(new Error(`a form could not be drawn: ${answer.fault}`));
        return true;
      },
      broke: (why) =>
        broken(
          why === "too-long"
            ? new AppError("unavailable", "printing-busy", { retryAfterSeconds: 30 })
            : new Error("the drawing thread ended"),
        ),
    });
  });
}
