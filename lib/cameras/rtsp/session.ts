import type { Socket } from "node:net";
import { authorization, type Challenge, type Credentials, pickChallenge } from "./digest";
import { type Frame, Garbled, headersOf, type Message, WireReader, written } from "./wire";

export type Answer = Message & { status: number };
/** Why a camera gave no answer. */
export type Silence = "silent" | "closed" | "garbled";
export class Unanswered extends Error {
  constructor(readonly why: Silence) {
    super(why);
  }
}

/** A conversation with a camera over one connection: questions one after the other, proven by name and password where it asks for that. */
export class RtspSession {
  private readonly waiting: { give(answer: Answer): void; fail(error: Error): void; timer: NodeJS.Timeout }[] = [];
  private readonly reader: WireReader;
  private challenge: Challenge | null = null;
  private uses = 0;
  private asked = 0;
  private ended: Silence | null = null;
  /** Packets of the picture, once it plays. */
  onFrame: (frame: Frame) => void = () => undefined;
  onEnd: (why: Silence) => void = () => undefined;

  constructor(
    private readonly socket: Socket,
    private readonly credentials: Credentials | null,
    private readonly waitMs: number,
  ) {
    this.reader = new WireReader({ message: (message) => this.take(message), frame: (frame) => this.onFrame(frame) });
    socket.on("data", (piece: Buffer) => {
      try {
        this.reader.push(piece);
      } catch (error) {
        if (!(error instanceof Garbled)) throw error;
        this.end("garbled");
      }
    });
    socket.on("error", () => this.end("closed"));
    socket.on("close", () => this.end("closed"));
  }

  /** Asks, and once more with name and password where it is refused without. Throws Unanswered. */
  async ask(method: string, uri: string, headers: readonly (readonly [string, string])[] = []): Promise<Answer> {
    const answer = await this.send(method, uri, headers);
    if (answer.status !== 401 || !this.credentials) return answer;
    const challenge = pickChallenge(headersOf(answer, "www-authenticate"));
    if (!challenge) return answer;
    this.challenge = challenge;
    this.uses = 0;
    return this.send(method, uri, headers);
  }

  /** A packet back to the camera, which tells by it that somebody still looks. */
  pass(frame: Frame): void {
    if (!this.socket.destroyed) this.socket.write(frame.bytes);
  }

  close(): void {
    this.end("closed");
  }

  private send(method: string, uri: string, headers: readonly (readonly [string, string])[]): Promise<Answer> {
    if (this.ended) return Promise.reject(new Unanswered(this.ended));
    this.asked += 1;
    const proof =
      this.challenge && this.credentials
        ? [["Authorization", authorization(this.challenge, this.credentials, { method, uri, count: ++this.uses })] as const]
        : [];
    const bytes = written(`${method} ${uri} RTSP/1.0`, [
      ["CSeq", String(this.asked)],
      ["User-Agent", "VongLau"],
      ...headers,
      ...proof,
    ]);
    return new Promise((give, fail) => {
      const timer = setTimeout(() => this.end("silent"), this.waitMs);
      this.waiting.push({ give, fail, timer });
      this.socket.write(bytes);
    });
  }

  private take(message: Message): void {
    const status = Number(/^RTSP\/1\.0 (\d{3})/.exec(message.start)?.[1]);
    // What a camera asks of us is not answered; none needs it.
    if (!status || status < 200) return;
    const first = this.waiting.shift();
    if (!first) return;
    clearTimeout(first.timer);
    first.give({ ...message, status });
  }

  private end(why: Silence): void {
    if (this.ended) return;
    this.ended = why;
    this.socket.destroy();
    for (const { fail, timer } of this.waiting.splice(0)) {
      clearTimeout(timer);
      fail(new Unanswered(why));
    }
    this.onEnd(why);
  }
}
