const hex = (byte: number | undefined) => (byte ?? 0).toString(16).padStart(2, "0");
/** The codec of a beginning, as browsers want it named: out of its avcC box (ISO/IEC 14496-15). */
export function codecOf(init: Uint8Array): string | null {
  for (let at = 0; at + 8 < init.length; at += 1)
    if (init[at] === 0x61 && init[at + 1] === 0x76 && init[at + 2] === 0x63 && init[at + 3] === 0x43)
      return `avc1.${hex(init[at + 5])}${hex(init[at + 6])}${hex(init[at + 7])}`;
  return null;
}

/** What has been seen is kept so long. */
const behindSeconds = 6;
/** Further behind than this it jumps; a little behind it hurries. */
const jumpSeconds = 3;
const hurrySeconds = 1.2;
const edgeSeconds = 0.4;

/** Plays pieces as they come in one picture, as near to now as they allow. */
export class TilePlayer {
  private readonly queue: Uint8Array<ArrayBuffer>[] = [];
  private source: MediaSource | null = null;
  private buffer: SourceBuffer | null = null;
  private address: string | null = null;
  private codec: string | null = null;
  private seenAt = 0;

  constructor(private readonly video: HTMLVideoElement) {}

  /** What follows belongs to this beginning. False: this browser does not play it. */
  begin(init: Uint8Array<ArrayBuffer>): boolean {
    const codec = codecOf(init);
    if (typeof MediaSource === "undefined" || codec === null || !MediaSource.isTypeSupported(`video/mp4; codecs="${codec}"`))
      return false;
    // Begun anew for another kind of picture; the same kind goes on where it is.
    if (this.source && this.codec !== codec) this.close();
    this.codec = codec;
    if (!this.source) this.open(codec);
    this.queue.push(init);
    this.pump();
    return true;
  }

  add(piece: Uint8Array<ArrayBuffer>): void {
    if (!this.source) return;
    this.queue.push(piece);
    this.pump();
  }

  /** Has the picture moved on since this was asked last? */
  hasMoved(): boolean {
    const { currentTime } = this.video;
    const moved = currentTime !== this.seenAt && this.video.readyState >= 2;
    this.seenAt = currentTime;
    return moved;
  }

  close(): void {
    this.queue.length = 0;
    this.buffer = null;
    this.source = null;
    this.codec = null;
    if (this.address === null) return;
    // A browser lets go of the decoder when nothing is loaded any more.
    this.video.removeAttribute("src");
    this.video.load();
    URL.revokeObjectURL(this.address);
    this.address = null;
  }

  private open(codec: string): void {
    const source = new MediaSource();
    this.source = source;
    this.address = URL.createObjectURL(source);
    source.addEventListener(
      "sourceopen",
      () => {
        if (this.source !== source) return;
        const buffer = source.addSourceBuffer(`video/mp4; codecs="${codec}"`);
        // One piece is put behind the other, whatever its camera's clock says.
        buffer.mode = "sequence";
        buffer.addEventListener("updateend", () => {
          if (this.buffer !== buffer) return;
          this.keepUp(buffer);
          this.pump();
        });
        this.buffer = buffer;
        this.pump();
      },
      { once: true },
    );
    this.video.src = this.address;
  }

  private pump(): void {
    const { buffer, source } = this;
    if (!buffer || buffer.updating || source?.readyState !== "open") return;
    const { buffered } = buffer;
    const oldest = buffered.length > 0 ? buffered.start(0) : 0;
    try {
      if (this.video.currentTime - oldest > behindSeconds * 2) {
        buffer.remove(oldest, this.video.currentTime - behindSeconds);
        return;
      }
      const next = this.queue.shift();
      if (next) buffer.appendBuffer(next);
    } catch {
      // What cannot be taken in is dropped; the next beginning opens anew.
      this.close();
    }
  }

  private keepUp(buffer: SourceBuffer): void {
    const { buffered } = buffer;
    if (buffered.length === 0) return;
    const end = buffered.end(buffered.length - 1);
    const behind = end - this.video.currentTime;
    if (behind > jumpSeconds || behind < 0)
      this.video.currentTime = Math.max(buffered.start(buffered.length - 1), end - edgeSeconds);
    this.video.playbackRate = behind > hurrySeconds ? 1.15 : 1;
    if (this.video.paused) void this.video.play().catch(() => undefined);
  }
}
