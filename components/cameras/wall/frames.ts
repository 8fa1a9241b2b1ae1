/** What the stream of a wall says: a word about a camera (why it shows nothing), the beginning of a picture, a piece of it and its place. */
export type WallFrame = {
  cameraId: number;
  kind: "word" | "init" | "piece";
  place: string | null;
  body: Uint8Array<ArrayBuffer>;
};
const kinds = ["word", "init", "piece"] as const;
const headBytes = 10;
const latin = new TextDecoder("latin1");
export const textOf = (bytes: Uint8Array): string => latin.decode(bytes);

/** Cuts what comes into frames (lib/cameras/wall/stream.ts writes them). */
export class FrameReader {
  private rest = new Uint8Array(0);

  push(bytes: Uint8Array): WallFrame[] {
    const all = new Uint8Array(this.rest.length + bytes.length);
    all.set(this.rest);
    all.set(bytes, this.rest.length);
    const view = new DataView(all.buffer);
    const frames: WallFrame[] = [];
    let at = 0;
    while (all.length - at >= headBytes) {
      const end = at + headBytes + view.getUint32(at + 5);
      if (end > all.length) break;
      const from = at + headBytes + view.getUint8(at + 9);
      const kind = kinds[view.getUint8(at + 4)];
      if (kind)
        frames.push({
          ...{ cameraId: view.getUint32(at), kind },
          place: from > at + headBytes ? textOf(all.subarray(at + headBytes, from)) : null,
          body: all.slice(from, end),
        });
      at = end;
    }
    this.rest = all.slice(at);
    return frames;
  }
}
