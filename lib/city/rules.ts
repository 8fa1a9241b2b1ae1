const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** What makes the picture; the rest of a file tells of cameras and places, carries profiles and programs, or moves. */
const drawing = new Set(["IHDR", "PLTE", "tRNS", "sRGB", "gAMA", "cHRM", "sBIT", "bKGD", "pHYs", "IDAT", "IEND"]);
const longestSide = 4_096;

/**
 * A PNG of nothing but its picture, up to its end; null for what is none, is broken, or is wider or higher than 4,096 points. What lies behind
 * the end (another file, a program) and between the picture's parts does not come along.
 */
export function barePng(file: Uint8Array): Uint8Array | null {
  if (file.length < 57 || signature.some((byte, i) => file[i] !== byte)) return null;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const parts: Uint8Array[] = [file.subarray(0, 8)];
  const seen: string[] = [];
  for (let at = 8; at + 12 <= file.length; ) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    const name = String.fromCharCode(...file.subarray(at + 4, at + 8));
    if (end > file.length || !/^[A-Za-z]{4}$/.test(name)) return null;
    if (seen.length === 0 && !(name === "IHDR" && length === 13 && isDrawable(view, at + 8))) return null;
    if (seen.length > 0 && name === "IHDR") return null;
    // A part no reader may pass over (its first letter is large) and that is not known here.
    if (/^[A-Z]/.test(name) && !drawing.has(name)) return null;
    if (drawing.has(name)) parts.push(file.subarray(at, end));
    seen.push(name);
    if (name === "IEND") return length === 0 && seen.includes("IDAT") ? joined(parts) : null;
    at = end;
  }
  return null;
}

function isDrawable(view: DataView, at: number): boolean {
  const sides = [view.getUint32(at), view.getUint32(at + 4)];
  return sides.every((side) => side > 0 && side <= longestSide);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
