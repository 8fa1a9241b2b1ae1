import type { CameraProof } from "../model";
import { NotDialled } from "../rtsp/dial";
import { refusedBy } from "../rtsp/opened";
import { fetchHttp, type HttpSource } from "./ask";
import { readPieces, type Told, variantIn } from "./playlist";

const most = { listBytes: 500_000, pieceBytes: 32_000_000 };
/** Of a list its pieces are read in what they are packed in: MPEG-TS, or MP4 with a beginning of its own. */
export type Packing = "mpegts" | "mov";
export type Followed = { packing: Packing; targetSeconds: number; pieces: AsyncGenerator<Buffer> };

/**
 * Follows a list of pieces (HLS) from its newest on: every piece's bytes in order, until the list is over, breaks off or begins otherwise.
 * Nothing but pieces of the list's own place is fetched. Answers with why where there is nothing to follow. Throws NotDialled.
 */
export async function followPieces(source: HttpSource, isLeast: boolean, waitMs: number): Promise<Followed | CameraProof> {
  let at = source;
  let text = await textOf(at, waitMs);
  if (typeof text === "number") return refusedBy(text) ?? "answered-otherwise";
  const variant = variantIn(text, at.address, isLeast);
  if (variant !== null) {
    at = { ...source, address: { ...source.address, path: variant } };
    text = await textOf(at, waitMs);
    if (typeof text === "number") return refusedBy(text) ?? "answered-otherwise";
  }
  const told = readPieces(text, at.address);
  const newest = told?.segments.at(-1);
  if (!told || !newest) return "no-picture-offered";
  const packing = newest.init === null ? "mpegts" : "mov";
  return { packing, targetSeconds: told.targetSeconds, pieces: pieces(at, told, waitMs) };
}

async function textOf(source: HttpSource, waitMs: number): Promise<string | number> {
  const { status, bytes } = await fetchHttp(source, most.listBytes, waitMs);
  return status === 200 ? bytes.toString("utf8") : status;
}

async function* pieces(list: HttpSource, begun: Told, waitMs: number): AsyncGenerator<Buffer> {
  const fetchPiece = async (path: string) => {
    const { status, bytes } = await fetchHttp({ ...list, address: { ...list.address, path } }, most.pieceBytes, waitMs);
    if (status !== 200) throw new NotDialled("unreachable");
    return bytes;
  };
  let told: Told | null = begun;
  const init = begun.segments.at(-1)?.init ?? null;
  if (init !== null) yield await fetchPiece(init);
  let next = begun.segments.at(-1)?.number ?? 0;
  while (told) {
    for (const segment of told.segments) {
      if (segment.number < next) continue;
      // Another beginning is another stream to whoever decodes it.
      if (segment.init !== init) return;
      yield await fetchPiece(segment.path);
      next = segment.number + 1;
    }
    if (told.isOver) return;
    await new Promise((resolve) => setTimeout(resolve, Math.max(300, told ? told.targetSeconds * 400 : 0)));
    const text = await textOf(list, waitMs);
    told = typeof text === "number" ? null : readPieces(text, list.address);
    // A list that began anew counts from nought again.
    const newest = told?.segments.at(-1);
    if (newest && newest.number < next - 1) return;
  }
}
