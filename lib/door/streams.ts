import type { IncomingMessage, ServerResponse } from "node:http";
import type { Hub, LiveEvent } from "@/lib/live/hub";
import type { Bye } from "@/lib/live/model";
import { describeError, log } from "@/lib/log";
import { refuse } from "./problem";

/** The session a request carries and whose it is, or null. */
export type Viewer = { sessionId: string; userId: number };
export type StreamOptions = {
  hub: Pick<Hub, "subscribe" | "lastId">;
  viewerOf(request: IncomingMessage): Promise<Viewer | null>;
  /** Which of these sessions still stand. Asked each minute and whenever accounts change. */
  standing(sessionIds: readonly string[]): Promise<ReadonlySet<string>>;
  perUser?: number;
  inAll?: number;
  pingMs?: number;
  checkMs?: number;
};

type Stream = Viewer & { response: ServerResponse };
/** A reader this far behind does not read; its browser comes back by itself and fetches anew. */
const unreadLimit = 64 * 1024;

/** The live channel: server-sent events to every open screen, in one process. */
export class Streams {
  private readonly open = new Set<Stream>();
  private readonly timers: NodeJS.Timeout[];
  private readonly unsubscribe: () => void;
  private checking: Promise<void> | undefined;
  private checkAgain = false;

  constructor(private readonly options: StreamOptions) {
    this.unsubscribe = options.hub.subscribe((event) => this.tell(event));
    this.timers = [
      setInterval(() => this.sendAll(": ping\n\n"), options.pingMs ?? 15_000).unref(),
      setInterval(() => this.recheck(), options.checkMs ?? 60_000).unref(),
    ];
  }

  get count(): number {
    return this.open.size;
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const viewer = await this.options.viewerOf(request);
    if (!viewer) return refuse(request, response, 401, "sign-in-required");
    if (this.open.size >= (this.options.inAll ?? 2_000))
      return refuse(request, response, 503, "unavailable", { "retry-after": "10" });
    const own = [...this.open].filter((stream) => stream.userId === viewer.userId).length;
    if (own >= (this.options.perUser ?? 5)) return refuse(request, response, 429, "too-many-streams", { "retry-after": "10" });
    if (request.destroyed) return;

    const stream: Stream = { ...viewer, response };
    this.open.add(stream);
    response.on("close", () => this.open.delete(stream));
    response.on("error", () => this.open.delete(stream));
    request.socket.setNoDelay(true);
    response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "x-accel-buffering": "no" });
    response.write(`retry: 2000\nid: ${this.options.hub.lastId}\n\n`);
    const last = request.headers["last-event-id"];
    if (last !== undefined && last !== this.options.hub.lastId) this.send(stream, "event: resync\ndata: {}\n\n");
  }

  /** Says good-bye to every screen; they come back to the next process. */
  close(): void {
    this.unsubscribe();
    for (const timer of this.timers) clearInterval(timer);
    for (const stream of this.open) this.end(stream, "closing");
  }

  private tell(event: LiveEvent): void {
    const data = event.name === "change" ? JSON.stringify({ topic: event.topic, at: event.at }) : "{}";
    this.sendAll(`id: ${event.id}\nevent: ${event.name}\ndata: ${data}\n\n`);
    if (event.name === "resync" || event.topic === "users") this.recheck();
  }

  private sendAll(text: string): void {
    for (const stream of this.open) this.send(stream, text);
  }
  private send(stream: Stream, text: string): void {
    if (stream.response.writableLength > unreadLimit) stream.response.destroy();
    else stream.response.write(text);
  }
  private end(stream: Stream, reason: Bye["reason"]): void {
    this.open.delete(stream);
    stream.response.end(`event: bye\ndata: ${JSON.stringify({ reason } satisfies Bye)}\n\n`);
  }

  /** Closes the streams of sessions that were revoked, have run out, or whose user is disabled. */
  private recheck(): void {
    if (this.checking) {
      this.checkAgain = true;
      return;
    }
    this.checking = this.closeFallen()
      .catch((error: unknown) => log().warn({ error: describeError(error) }, "open screens could not be checked"))
      .finally(() => {
        this.checking = undefined;
        if (!this.checkAgain) return;
        this.checkAgain = false;
        this.recheck();
      });
  }
  private async closeFallen(): Promise<void> {
    if (this.open.size === 0) return;
    const checked = [...this.open];
    const standing = await this.options.standing([...new Set(checked.map((stream) => stream.sessionId))]);
    for (const stream of checked) if (!standing.has(stream.sessionId)) this.end(stream, "signed-out");
  }
}
