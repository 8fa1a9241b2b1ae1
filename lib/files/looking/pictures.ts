import { mostPages } from "../model";
import type { Looked } from "./look";

const broken = { fault: "paper-unreadable" } as const;
const onePage = { pages: 1, active: [] } as const;

/** A JPEG that has a frame with a size and comes to an end. */
export function lookIntoJpeg(bytes: Uint8Array): Looked {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 9 < bytes.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return broken;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame)
      return view.getUint16(at + 5) > 0 && view.getUint16(at + 7) > 0 && endsLike(bytes, [0xff, 0xd9]) ? onePage : broken;
    at += 2 + view.getUint16(at + 2);
  }
  return broken;
}

/** A PNG that begins with its size and comes to an end. */
export function lookIntoPng(bytes: Uint8Array): Looked {
  if (bytes.byteLength < 45) return broken;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isWhole = view.getUint32(12) === 0x49484452 && view.getUint32(16) > 0 && view.getUint32(20) > 0;
  return isWhole && endsLike(bytes, [0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]) ? onePage : broken;
}

/** Scanners and cameras leave some bytes behind the end; no more than these. */
const tail = 64 * 1024;
function endsLike(bytes: Uint8Array, sign: readonly number[]): boolean {
  const last = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(-tail);
  return last.lastIndexOf(Buffer.from(sign)) >= 0;
}

/** A TIFF: as many pages as directories in its chain, classic and big; a chain that turns back on itself is no paper. */
export function lookIntoTiff(bytes: Uint8Array): Looked {
  if (bytes.byteLength < 16) return broken;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLittle = view.getUint8(0) === 0x49;
  const isBig = view.getUint16(2, isLittle) === 43;
  const offset = (at: number): number | null => {
    if (at + (isBig ? 8 : 4) > bytes.byteLength) return null;
    return isBig ? Number(view.getBigUint64(at, isLittle)) : view.getUint32(at, isLittle);
  };
  const seen = new Set<number>();
  for (let at = offset(isBig ? 8 : 4); at !== 0; ) {
    if (at === null || at + 2 > bytes.byteLength || seen.has(at)) return broken;
    seen.add(at);
    if (seen.size > mostPages) return { fault: "paper-too-long" };
    if (isBig && at + 8 > bytes.byteLength) return broken;
    const entries = isBig ? Number(view.getBigUint64(at, isLittle)) : view.getUint16(at, isLittle);
    if (entries === 0) return broken;
    at = offset(at + (isBig ? 8 + entries * 20 : 2 + entries * 12));
  }
  return seen.size > 0 ? { pages: seen.size, active: [] } : broken;
}
