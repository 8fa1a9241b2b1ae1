import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";

/** A piece of work for a thread. `of`: for whom it is done. */
type Piece<Asked, Told> = {
  of: string;
  asked: Asked;
  /** What the thread says; true with its last word. */
  hear(told: Told): boolean;
  /** The thread ended, or the work took too long or too much and the thread was ended for it. */
  broke(why: Broken): void;
};
type Broken = "ended" | "too-long" | "too-large";
type Seat = {
  thread: Worker;
  of: string | null;
  idle?: NodeJS.Timeout;
  /** Of what is being done: how large the process was when it began, and how to end it. */
  work?: { bytesBefore: number; end(why: Broken): void };
};
type Limits = {
  threads: number;
  /** Pieces that may wait, and of these for one. */
  waiting: number;
  waitingForOne: number;
  longestMs: number;
  heapMb: number;
  /** By how much the process may grow while a piece is done. */
  grownMb: number;
};

/** A thread nobody needs gives its memory back. */
const idleMs = 60_000;
/** How often the size of the process is looked at while threads work; it takes a hundredth of a millisecond. */
const weighedMs = 50;

/**
 * Threads for what keeps a processor busy, beside the web process's own: each with a heap and a time of its own, so that what loops, eats
 * memory or crashes ends its thread and nothing else. What a thread unpacks into buffers no limit of the engine counts, so the process is
 * weighed meanwhile, and where it has grown too large the work that saw it smallest is ended. One person or key has one of them at a time, so that nobody's work, however long or
 * often it is asked for, keeps the others from theirs.
 */
export class Threads<Asked, Told> {
  private readonly seats = new Set<Seat>();
  private readonly queue: Piece<Asked, Told>[] = [];
  private scales: NodeJS.Timeout | undefined;

  constructor(
    private readonly file: string,
    private readonly limits: Limits,
  ) {}

  /** Is there no room for another piece: for nobody ("all"), or for this one, who has enough waiting ("one")? */
  fullFor(of: string): "all" | "one" | null {
    if (this.queue.length >= this.limits.waiting) return "all";
    return this.queue.filter((piece) => piece.of === of).length >= this.limits.waitingForOne ? "one" : null;
  }

  /** Has it done when a thread is free and those who asked before had theirs. */
  give(piece: Piece<Asked, Told>): void {
    this.queue.push(piece);
    this.serve();
  }

  private serve(): void {
    const working = new Set([...this.seats].map((seat) => seat.of));
    const next = this.queue.findIndex((piece) => !working.has(piece.of));
    if (next < 0) return;
    const seat =
      [...this.seats].find(({ of }) => of === null) ?? (this.seats.size < this.limits.threads ? this.newSeat() : undefined);
    if (!seat) return;
    const [piece] = this.queue.splice(next, 1);
    if (piece) this.work(seat, piece);
  }

  private newSeat(): Seat {
    if (!existsSync(this.file)) throw new Error("threads are the server's own: they are not begun inside a page");
    const thread = new Worker(this.file, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: this.limits.heapMb } });
    // An idle thread keeps no program from ending.
    thread.unref();
    const seat: Seat = { thread, of: null };
    thread.once("exit", () => this.seats.delete(seat));
    // What breaks while it works is heard there; an idle thread that breaks is simply gone.
    thread.on("error", () => this.seats.delete(seat));
    this.seats.add(seat);
    return seat;
  }

  private work(seat: Seat, { of, asked, hear, broke }: Piece<Asked, Told>): void {
    const { thread } = seat;
    seat.of = of;
    clearTimeout(seat.idle);
    thread.ref();
    const leave = () => {
      delete seat.work;
      this.weigh();
      clearTimeout(timer);
      thread.off("message", heard);
      thread.off("error", ended);
      thread.off("exit", ended);
    };
    const heard = (told: Told) => {
      if (!hear(told)) return;
      leave();
      seat.of = null;
      thread.unref();
      seat.idle = setTimeout(() => this.dismiss(seat), idleMs).unref();
      this.serve();
    };
    const gone = (why: Broken) => {
      leave();
      this.dismiss(seat);
      broke(why);
      this.serve();
    };
    const ended = () => gone("ended");
    const timer = setTimeout(() => gone("too-long"), this.limits.longestMs);
    thread.on("message", heard);
    thread.once("error", ended);
    thread.once("exit", ended);
    seat.work = { bytesBefore: process.memoryUsage.rss(), end: gone };
    this.weigh();
    thread.postMessage(asked);
  }

  /** Looks at the size of the process as long as anything is being done. */
  private weigh(): void {
    const isWorking = [...this.seats].some((seat) => seat.work);
    if (isWorking) this.scales ??= setInterval(() => this.relieve(), weighedMs).unref();
    else {
      clearInterval(this.scales);
      this.scales = undefined;
    }
  }
  private relieve(): void {
    const bytes = process.memoryUsage.rss();
    const working = [...this.seats].flatMap(({ work }) => work ?? []);
    const [heaviest] = working.toSorted((a, b) => a.bytesBefore - b.bytesBefore);
    if (!heaviest || bytes - heaviest.bytesBefore <= this.limits.grownMb * 2 ** 20) return;
    // What it held is given back in a moment: the others are weighed anew from here.
    for (const work of working) work.bytesBefore = bytes;
    heaviest.end("too-large");
  }

  private dismiss(seat: Seat): void {
    this.seats.delete(seat);
    void seat.thread.terminate();
  }
}
