import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";

/** A piece of work for a thread. `of`: for whom it is done. */
type Piece<Asked, Told> = {
  of: string;
  asked: Asked;
  /** What the thread says; true with its last word. */
  hear(told: Told): boolean;
  /** The thread ended, or the work took too long and the thread was ended for it. */
  broke(why: "ended" | "too-long"): void;
};
type Seat = { thread: Worker; of: string | null; idle?: NodeJS.Timeout };
type Limits = {
  threads: number;
  /** Pieces that may wait, and of these for one. */
  waiting: number;
  waitingForOne: number;
  longestMs: number;
  heapMb: number;
};

/** A thread nobody needs gives its memory back. */
const idleMs = 60_000;

/**
 * Threads for what keeps a processor busy, beside the web process's own: each with a heap and a time of its own, so that what loops, eats
 * memory or crashes ends its thread and nothing else. One person or key has one of them at a time, so that nobody's work, however long or
 * often it is asked for, keeps the others from theirs.
 */
export class Threads<Asked, Told> {
  private readonly seats = new Set<Seat>();
  private readonly queue: Piece<Asked, Told>[] = [];

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
    const gone = (why: "ended" | "too-long") => {
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
    thread.postMessage(asked);
  }

  private dismiss(seat: Seat): void {
    this.seats.delete(seat);
    void seat.thread.terminate();
  }
}
