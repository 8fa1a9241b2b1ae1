import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { PassThrough, type Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { AppError } from "@/lib/errors";
import type { Print } from "./document";
import type { Answer } from "./worker";

/** Drawing takes a tenth of a second of a processor for a form, more for a book: it is done beside the web process's own thread. */
const limits = {
  threads: 2,
  /** Prints that may wait; more are turned away. */
  waiting: 40,
  printMs: 90_000,
  /** A thread nobody needs gives its memory back. */
  idleMs: 60_000,
  heapMb: 512,
};

type Job = { print: Print; begin(out: Readable): void; fail(error: Error): void };
type Seat = { thread: Worker; isBusy: boolean; idle?: NodeJS.Timeout };
const seats = new Set<Seat>();
const queue: Job[] = [];

/** The PDF of a print, from its first bytes on. Throws `printing-busy` where too many wait; a fault while drawing ends the stream. */
export function printed(print: Print): Promise<Readable> {
  if (queue.length >= limits.waiting) throw new AppError("unavailable", "printing-busy", { retryAfterSeconds: 5 });
  return new Promise((begin, fail) => {
    queue.push({ print, begin, fail });
    serve();
  });
}

function serve(): void {
  const seat = [...seats].find((s) => !s.isBusy) ?? (seats.size < limits.threads ? newSeat() : undefined);
  const job = seat && queue.shift();
  if (seat && job) work(seat, job);
}

function newSeat(): Seat {
  const thread = new Worker(threadFile(), { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: limits.heapMb } });
  // An idle thread keeps no program from ending.
  thread.unref();
  const seat: Seat = { thread, isBusy: false };
  thread.once("exit", () => seats.delete(seat));
  // What breaks while it works is heard there; an idle thread that breaks is simply gone.
  thread.on("error", () => seats.delete(seat));
  seats.add(seat);
  return seat;
}

function work(seat: Seat, { print, begin, fail }: Job): void {
  seat.isBusy = true;
  clearTimeout(seat.idle);
  const { thread } = seat;
  thread.ref();
  const out = new PassThrough();
  let hasBegun = false;
  const start = () => {
    if (hasBegun) return;
    hasBegun = true;
    begin(out);
  };
  const leave = (error: Error | null, isThreadFit: boolean) => {
    clearTimeout(timer);
    thread.off("message", hear);
    thread.off("error", broke);
    thread.off("exit", broke);
    if (!error) {
      start();
      out.end();
    } else if (hasBegun) out.destroy(error);
    else fail(error);
    if (isThreadFit) {
      seat.isBusy = false;
      thread.unref();
      seat.idle = setTimeout(() => {
        seats.delete(seat);
        void thread.terminate();
      }, limits.idleMs).unref();
    } else {
      seats.delete(seat);
      void thread.terminate();
    }
    serve();
  };
  const hear = (answer: Answer) => {
    if ("chunk" in answer) {
      start();
      out.write(answer.chunk);
    } else if ("end" in answer) leave(null, true);
    else leave(new Error(`a form could not be drawn: ${answer.fault}`), true);
  };
  const broke = (why: unknown) => leave(why instanceof Error ? why : new Error("the drawing thread ended"), false);
  const timer = setTimeout(
    () => leave(new AppError("unavailable", "printing-busy", { retryAfterSeconds: 30 }), false),
    limits.printMs,
  );
  thread.on("message", hear);
  thread.once("error", broke);
  thread.once("exit", broke);
  thread.postMessage(print);
}

/** Its name is put together here so that no bundler takes it for one of its entries. */
function threadFile(): string {
  const file = join(dirname(fileURLToPath(import.meta.url)), ["thread", "mjs"].join("."));
  if (!existsSync(file)) throw new Error("forms are drawn by the server's own process, not inside a page");
  return file;
}
