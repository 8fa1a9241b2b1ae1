import { timingSafeEqual } from "node:crypto";
import * as z from "zod";
import { cityDay } from "@/lib/calendar/rules";
import { command } from "@/lib/command";
import { db } from "@/lib/db/client";
import { readNetworks } from "@/lib/egress";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { macOf, open } from "@/lib/secrets";
import type { StreamSource } from "../decoding/feed";
import { type LiveQuality, liveQualities, WatchInput, type Watching } from "../model";
import { seenThrough } from "../registry/reach";
import { readStream } from "../rules";
import type { CameraReader } from "./reader";
import { CameraReaders } from "./readers";

const Id = z.int().positive();
/** A view lasts as long as a day's duty; whether its session still may look is asked with every list. */
const watchMs = 12 * 3_600_000;
/** So long a player may fetch what a list named. */
const keyMs = 60_000;
/** How long the first picture is waited for, and the next part. */
const firstMs = 9_000;
const partMs = 4_000;

const mac = (text: string) => Buffer.from(macOf(text, "camera-live")).toString("base64url").slice(0, 32);
function isMac(given: string, text: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(mac(text))];
  return one.length === other.length && timingSafeEqual(one, other);
}
/** A view is of one camera, in one session. */
const watchOf = (cameraId: number, quality: LiveQuality, session: string, until: number) =>
  `${quality}.${until}.${mac(`watch ${cameraId} ${quality} ${session} ${until}`)}`;
const sessionOf = (actor: Actor): string => actor.session?.id ?? "";

/** The quality of a view that is this session's and not over. Throws `camera-live-over`. */
function openWatch(actor: Actor, cameraId: number, watch: string, now: Date): LiveQuality {
  const [quality, until = "", proof = ""] = watch.split(".");
  const known = liveQualities.find((one) => one === quality);
  const isOurs = known && isMac(proof, `watch ${cameraId} ${known} ${sessionOf(actor)} ${until}`);
  if (!known || !isOurs || Number(until) < now.getTime()) throw new AppError("forbidden", "camera-live-over");
  return known;
}

type Row = {
  id: number;
  code: string;
  unitId: number;
  version: number;
  mainStream: string | null;
  subStream: string | null;
  signInName: Uint8Array | null;
  signInPassword: Uint8Array | null;
};
/** A camera in service that the actor may see, and the unit by whose right; or not-found. */
async function cameraOf(actor: Actor, id: number, now: Date): Promise<Row & { throughId: number }> {
  const day = cityDay(now);
  const today = new Date(`${day}T00:00:00Z`);
  const row = await db.camera.findFirst({
    where: { id, validFrom: { lte: today }, OR: [{ validUntil: null }, { validUntil: { gte: today } }] },
    select: {
      ...{
        id: true,
        code: true,
        unitId: true,
        version: true,
        mainStream: true,
        subStream: true,
        signInName: true,
        signInPassword: true,
      },
    },
  });
  const throughId = row && (await seenThrough(actor, row, day));
  if (!row || throughId === null) throw new AppError("not-found", "not-found");
  return { ...row, throughId };
}

function sourceOf(row: Row, quality: LiveQuality): StreamSource {
  const networks = readNetworks(env().CAMERA_NETWORKS) ?? [];
  const isLeast = quality === "low";
  const { CAMERA_GATEWAY: gateway } = env();
  // A gateway has the cameras' passwords of its own: it is never told ours.
  const through = gateway === undefined ? null : readStream(gateway.replaceAll("{camera}", encodeURIComponent(row.code)));
  if (through) return { address: through, credentials: null, networks, isLeast };
  const address = readStream((isLeast ? (row.subStream ?? row.mainStream) : (row.mainStream ?? row.subStream)) ?? "");
  if (!address) throw new AppError("refused", "camera-live-no-stream");
  const { signInName: name, signInPassword: password } = row;
  return {
    address,
    credentials:
      name && password ? { name: open(name, "camera.sign_in_name"), password: open(password, "camera.sign_in_password") } : null,
    ...{ networks, isLeast },
  };
}

let made: CameraReaders | undefined;
const readers = (): CameraReaders => (made ??= new CameraReaders(env().CAMERAS_LIVE_AT_ONCE, env().CAMERAS_TRANSCODED_AT_ONCE));
const keyOf = ({ id, version }: { id: number; version: number }, quality: LiveQuality) => `${id} ${version} ${quality}`;

/** How many cameras this process reads just now. */
export const readersNow = (): number => made?.count ?? 0;
/** Ends every reader of this process. */
export const stopReaders = (): void => made?.stopAll();

/** A view of a camera for a session, as its address carries it, whose camera it is and by which unit's right it is seen. Throws not-found, `camera-live-no-stream`. */
export async function openView(
  actor: Actor,
  { id, quality }: { id: number; quality: LiveQuality },
  now: Date,
): Promise<{ watch: string; unitId: number; throughId: number }> {
  const { unitId, throughId, ...row } = await cameraOf(actor, id, now);
  sourceOf({ ...row, unitId }, quality);
  return { watch: watchOf(id, quality, sessionOf(actor), now.getTime() + watchMs), unitId, throughId };
}

/** What a view that was opened is of. Throws not-found, `camera-live-over`, `camera-live-no-stream`. */
export async function viewOf(
  actor: Actor,
  { cameraId, watch }: { cameraId: number; watch: string },
  now: Date,
): Promise<{ key: string; source: StreamSource }> {
  const row = await cameraOf(actor, cameraId, now);
  const quality = openWatch(actor, cameraId, watch, now);
  return { key: keyOf(row, quality), source: sourceOf(row, quality) };
}

/** Who reads what a view is of, begun where nobody does; null where there is no room for another. */
export const readerOf = ({ key, source }: { key: string; source: StreamSource }): CameraReader | null =>
  readers().of(key, () => source);

/** Opens a view of a camera for a session; who looked at what is told to the log (SECURITY: T-55). Throws not-found, `camera-live-no-stream`. */
export const watchCamera = command(WatchInput.extend({ id: Id }), async (work, { id, quality }): Promise<Watching> => {
  const { watch, unitId, throughId } = await openView(work.actor, { id, quality }, work.now);
  work.require("cameras.view", throughId);
  work.record("camera.watch", { type: "camera", id }, {}, unitId);
  return { playlist: `/api/v1/cameras/${id}/live.m3u8?watch=${watch}` };
});

/**
 * What is to be seen of a camera just now, as a list of addresses that stand a minute (HLS). The first who asks has it read, and waits for
 * its first picture. Throws not-found, `camera-live-over`, `camera-live-full`, `camera-live-codec`, or `camera-live-` and what a probe would say.
 */
export async function readPlaylist(
  actor: Actor,
  id: number,
  asked: { watch: string; _HLS_msn?: number | undefined; _HLS_part?: number | undefined },
  now: Date,
): Promise<string> {
  const row = await cameraOf(actor, id, now);
  const quality = openWatch(actor, id, asked.watch, now);
  const reader = readers().of(keyOf(row, quality), () => sourceOf(row, quality));
  if (!reader) throw new AppError("full", "camera-live-full");
  const { playlist } = reader;
  if (!playlist.isSeen) {
    const end = Date.now() + firstMs;
    // What is known to fail is said at once.
    while (!(await playlist.until(null, 250)) && reader.unseen === null && Date.now() < end);
    if (!playlist.isSeen) {
      const why = reader.unseen ?? "no-picture";
      throw new AppError("refused", why === "codec-unplayable" ? "camera-live-codec" : `camera-live-${why}`);
    }
  } else if (asked._HLS_msn !== undefined) await playlist.until({ segment: asked._HLS_msn, part: asked._HLS_part ?? 0 }, partMs);
  const until = Math.ceil((now.getTime() + partMs + keyMs) / 1_000);
  const proof = `${until}.${mac(`part ${keyOf(row, quality)} ${sessionOf(actor)} ${until}`)}`;
  return playlist.write((name) => `live/${name}?watch=${asked.watch}&key=${row.version}.${proof}`);
}

/** A piece of what a list named, while its address stands and its session lasts. Throws not-found, `camera-live-over`. */
export async function readLivePart(
  actor: Actor,
  id: number,
  name: string,
  { watch, key }: { watch: string; key: string },
  now: Date,
): Promise<Uint8Array<ArrayBuffer>> {
  const quality = openWatch(actor, id, watch, now);
  const [version = "", until = "", proof = ""] = key.split(".");
  const source = keyOf({ id, version: Number(version) }, quality);
  if (!isMac(proof, `part ${source} ${sessionOf(actor)} ${until}`) || Number(until) * 1_000 < now.getTime())
    throw new AppError("forbidden", "camera-live-over");
  const bytes = await readers().at(source)?.playlist.read(name, partMs);
  if (!bytes) throw new AppError("not-found", "not-found");
  return new Uint8Array(bytes);
}
