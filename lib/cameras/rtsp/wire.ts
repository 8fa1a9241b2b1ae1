/** A message of RTSP 1.0 (RFC 2326 §4), a request or an answer, as it stands on the wire. */
export type Message = { start: string; headers: readonly (readonly [name: string, value: string])[]; body: Buffer };
/** A packet of sound or picture between the messages (RFC 2326 §10.12), with its four bytes in front. */
export type Frame = { channel: number; bytes: Buffer };

/** What came is no RTSP, or more than a camera has reason to send. */
export class Garbled extends Error {}

const most = { head: 16 * 1024, body: 256 * 1024, headers: 64 };
const dollar = 0x24;

/** The values of a header, whatever the case of its name. */
export const headersOf = ({ headers }: Message, name: string): string[] =>
  headers.filter(([one]) => one.toLowerCase() === name).map(([, value]) => value);
export const headerOf = (message: Message, name: string): string | null => headersOf(message, name)[0] ?? null;

/** Reads messages and frames out of pieces as they come. `push` throws Garbled. */
export class WireReader {
  private rest: Buffer = Buffer.alloc(0);
  constructor(private readonly on: { message(message: Message): void; frame(frame: Frame): void }) {}

  push(piece: Buffer): void {
    this.rest = this.rest.length === 0 ? piece : Buffer.concat([this.rest, piece]);
    while (this.rest.length > 0 && (this.rest[0] === dollar ? this.takeFrame() : this.takeMessage()));
  }

  private takeFrame(): boolean {
    if (this.rest.length < 4) return false;
    const end = 4 + this.rest.readUInt16BE(2);
    if (this.rest.length < end) return false;
    this.on.frame({ channel: this.rest[1] ?? 0, bytes: this.rest.subarray(0, end) });
    this.rest = this.rest.subarray(end);
    return true;
  }

  private takeMessage(): boolean {
    const end = this.rest.indexOf("\r\n\r\n");
    if (end === -1 && this.rest.length <= most.head) return false;
    if (end === -1 || end > most.head) throw new Garbled("a head without an end");
    const [start = "", ...lines] = this.rest
      .subarray(0, end)
      .toString("latin1")
      .replace(/^(\r\n)+/, "")
      .split("\r\n");
    if (lines.length > most.headers) throw new Garbled("too many headers");
    const headers = lines.map((line): [string, string] => {
      const colon = line.indexOf(":");
      if (colon < 1) throw new Garbled("a header without a name");
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    });
    if (!/^RTSP\/1\.0 \d{3}( |$)|^[A-Z_]{3,20} \S+ RTSP\/1\.0$/.test(start)) throw new Garbled("not RTSP");
    const length = Number(headerOf({ start, headers, body: Buffer.alloc(0) }, "content-length") ?? 0);
    if (!Number.isInteger(length) || length < 0 || length > most.body) throw new Garbled("a body too long");
    if (this.rest.length < end + 4 + length) return false;
    this.on.message({ start, headers, body: Buffer.from(this.rest.subarray(end + 4, end + 4 + length)) });
    this.rest = this.rest.subarray(end + 4 + length);
    return true;
  }
}

/** A message as bytes. Nothing in it may break its line. */
export function written(start: string, headers: readonly (readonly [string, string])[], body: string = ""): Buffer {
  const whole = body === "" ? headers : [...headers, ["Content-Length", String(Buffer.byteLength(body))] as const];
  const lines = [start, ...whole.map(([name, value]) => `${name}: ${value}`)];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what would break a line.
  if (lines.some((line) => /[\u0000-\u001f]/.test(line))) throw new Garbled("a header that breaks its line");
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n${body}`);
}
