import { Readable } from "node:stream";
import type { Network } from "@/lib/egress";
import { fetchHttp, type HttpSource, openHttp } from "../http/ask";
import { followPieces } from "../http/pieces";
import type { CameraProof } from "../model";
import { NotDialled } from "../rtsp/dial";
import type { Credentials } from "../rtsp/digest";
import { openStream, refusedBy } from "../rtsp/opened";
import { relay } from "../rtsp/relay";
import { isHttp, isPlaylist, type StreamAddress } from "../rules";

/** Where a picture comes from, who may say so, and where it may stand. */
export type StreamSource = {
  address: StreamAddress;
  credentials: Credentials | null;
  networks: readonly Network[];
  /** Of several sizes the least is wanted. */
  isLeast: boolean;
};

/** What comes by the pipe, and what it is packed in. */
type Piped = { packing: "mpegts" | "mov" | "mpjpeg" | "jpeg_pipe"; bytes: Readable };
/**
 * What a decoder reads: an address of ours on the loopback interface, or what comes by its pipe. Whoever opened it closes it. `codec`: as far as
 * it is known before anything is decoded. `burstMs`: so long may pass between two things that come, as a rule.
 */
export type Feed = { input: { relay: string } | Piped; codec: string | null; burstMs: number; close(): void };

/** Reaches a camera's stream; or says why not. */
export async function openFeed(source: StreamSource, waitMs: number): Promise<Feed | CameraProof> {
  const { address } = source;
  if (!isHttp(address)) return overRtsp({ ...source, address }, waitMs);
  try {
    return await (isPlaylist(address) ? overPieces : overPictures)({ ...source, address }, waitMs);
  } catch (error) {
    if (error instanceof NotDialled) return error.why;
    throw error;
  }
}

async function overRtsp(source: Parameters<typeof openStream>[0], waitMs: number): Promise<Feed | CameraProof> {
  const opened = await openStream(source, waitMs);
  if (typeof opened === "string") return opened;
  const { url, close } = await relay(opened.session, opened);
  return { input: { relay: url }, codec: opened.offer.codec, burstMs: 0, close };
}

async function overPieces(source: HttpSource & { isLeast: boolean }, waitMs: number): Promise<Feed | CameraProof> {
  const followed = await followPieces(source, source.isLeast, waitMs);
  if (typeof followed === "string") return followed;
  const bytes = piped(followed.pieces);
  return {
    ...{ input: { packing: followed.packing, bytes }, codec: null, burstMs: followed.targetSeconds * 2_000 },
    close: () => bytes.destroy(),
  };
}

/** Picture after picture in one answer that never ends (MJPEG). */
async function overPictures(source: HttpSource, waitMs: number): Promise<Feed | CameraProof> {
  const answer = await openHttp(source, waitMs);
  const kind = /^multipart\/x-mixed-replace\b/i.test(answer.headers["content-type"] ?? "");
  const refused = refusedBy(answer.statusCode ?? 0) ?? (kind ? null : "no-picture-offered");
  if (refused) {
    answer.destroy();
    return refused;
  }
  return { input: { packing: "mpjpeg", bytes: answer }, codec: "JPEG", burstMs: 0, close: () => answer.destroy() };
}

const mostPictureBytes = 4_000_000;
/** A single picture a camera gives when it is asked; or why it gives none. */
export async function openSnapshot(source: HttpSource, waitMs: number): Promise<Feed | CameraProof> {
  try {
    const { status, bytes } = await fetchHttp(source, mostPictureBytes, waitMs);
    const refused = refusedBy(status);
    if (refused) return refused;
    return { input: { packing: "jpeg_pipe", bytes: piped([bytes]) }, codec: "JPEG", burstMs: 0, close: () => undefined };
  } catch (error) {
    if (error instanceof NotDialled) return error.why;
    throw error;
  }
}

/** A stream whose breaking off is its end to whoever reads it. */
function piped(from: Iterable<Buffer> | AsyncIterable<Buffer>): Readable {
  const bytes = Readable.from(from, { objectMode: false });
  bytes.on("error", () => undefined);
  return bytes;
}
