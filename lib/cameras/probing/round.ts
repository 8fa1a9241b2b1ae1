import { db, pool } from "@/lib/db/client";
import { readNetworks } from "@/lib/egress";
import { env } from "@/lib/env";
import { describeError, log } from "@/lib/log";
import { open } from "@/lib/secrets";
import { cityTimeZone } from "@/lib/words";
import type { CameraProof, CameraState } from "../model";
import { blindSince, isTrouble, nextProbeMs, type Standing, stand } from "../rules";
import { Gate } from "./gate";
import { type Found, probeCamera } from "./probe";

/** Reached at once; most of that is waiting. */
const atOnce = 64;
/** Decoders at once, some 50 MB each: nearly all of their second is waiting for the next whole picture (measured in tests/bench/cameras.ts). */
const decodedAtOnce = 16;
const longestMs = 20_000;
/** A worker that dies with cameras in hand leaves them to the next after this. */
const claimSeconds = 60;

type Claimed = {
  id: number;
  mainStream: string | null;
  subStream: string | null;
  snapshotUrl: string | null;
  signInName: Uint8Array | null;
  signInPassword: Uint8Array | null;
  state: CameraState;
  proof: CameraProof;
  sinceAt: Date;
  seenState: CameraState;
  seenProof: CameraProof;
  seenSinceAt: Date;
  seenCount: number;
  checkedAt: Date | null;
  thumb: Uint8Array | null;
};

/**
 * The round "probe-cameras": looks at every camera whose time has come, many at once, until none is due or the round has lasted long enough.
 * What is noted is how each stands, its last picture, and a change where there is one.
 */
export async function probeCameras(_payload: unknown, signal?: AbortSignal, clock = () => new Date()): Promise<void> {
  const end = Date.now() + longestMs;
  const networks = readNetworks(env().CAMERA_NETWORKS) ?? [];
  const gate = new Gate(decodedAtOnce);
  const running = new Set<Promise<void>>();
  const isOver = () => signal?.aborted === true || Date.now() > end;
  while (!isOver()) {
    const due = await claim(atOnce - running.size, clock());
    for (const camera of due) {
      const one = look(camera).finally(() => running.delete(one));
      running.add(one);
    }
    if (running.size === 0) return;
    // Those that are quick make room for others while the slow are waited for.
    await Promise.race([...running, ...(running.size < atOnce ? [pause(500)] : [])]);
    if (due.length === 0 && running.size === 0) return;
  }
  await Promise.all(running);

  async function look(camera: Claimed): Promise<void> {
    const began = Date.now();
    try {
      const { signInName: name, signInPassword: password } = camera;
      const credentials =
        name && password
          ? { name: open(name, "camera.sign_in_name"), password: open(password, "camera.sign_in_password") }
          : null;
      const found = await probeCamera({ ...camera, credentials }, { networks, gate, signal });
      // What was cut off proves nothing.
      if (signal?.aborted) return;
      await note(camera, found, { now: clock(), tookMs: Date.now() - began });
    } catch (error) {
      log().error({ camera: camera.id, error: describeError(error) }, "a camera could not be looked at");
    }
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function claim(most: number, now: Date): Promise<Claimed[]> {
  if (most <= 0) return [];
  const { rows } = await pool().query<Claimed>(
    `with due as (
       select h.camera_id from camera_health h join camera c on c.id = h.camera_id
       where h.next_at <= $1 and c.valid_from <= ($1::timestamptz at time zone $3)::date
         and (c.valid_until is null or c.valid_until >= ($1::timestamptz at time zone $3)::date)
       order by h.next_at limit $2 for update of h skip locked)
     update camera_health h set next_at = $1::timestamptz + make_interval(secs => ${claimSeconds})
     from due join camera c on c.id = due.camera_id where h.camera_id = due.camera_id
     returning c.id, c.main_stream as "mainStream", c.sub_stream as "subStream", c.snapshot_url as "snapshotUrl",
       c.sign_in_name as "signInName", c.sign_in_password as "signInPassword", h.state::text as state, h.proof, h.since_at as "sinceAt",
       h.seen_state::text as "seenState", h.seen_proof as "seenProof", h.seen_since_at as "seenSinceAt", h.seen_count as "seenCount", h.checked_at as "checkedAt", h.thumb`,
    [now, most, cityTimeZone],
  );
  return rows;
}

/** Notes what a probe found. One change has one row; a trouble begins with the first of the probes that proved it and ends with the first good one. */
async function note(camera: Claimed, found: Found, { now, tookMs }: { now: Date; tookMs: number }): Promise<void> {
  const before: Standing = {
    ...{ state: camera.state, proof: camera.proof, sinceAt: camera.sinceAt },
    seen: { state: camera.seenState, proof: camera.seenProof, sinceAt: camera.seenSinceAt, count: camera.seenCount },
  };
  const after = stand(before, found, now);
  const isChange = after.state !== before.state;
  const { picture } = found;
  await db.$transaction(async (tx) => {
    // Whoever registers other streams meanwhile begins anew; what the old ones showed is nobody's any more.
    const { count } = await tx.cameraHealth.updateMany({
      where: { cameraId: camera.id, state: before.state, seenSinceAt: before.seen.sinceAt, seenCount: before.seen.count },
      data: {
        ...{ state: after.state, proof: after.proof, sinceAt: after.sinceAt },
        ...{
          seenState: after.seen.state,
          seenProof: after.seen.proof,
          seenSinceAt: after.seen.sinceAt,
          seenCount: after.seen.count,
        },
        ...{ checkedAt: now, nextAt: new Date(now.getTime() + nextProbeMs(after, now)), tookMs },
        ...(found.codec === null ? {} : { codec: found.codec.slice(0, 40) }),
        ...(picture ? { thumb: new Uint8Array(picture.thumb), width: picture.width, height: picture.height } : {}),
      },
    });
    if (count === 0) return;
    if (picture) {
      const jpeg = new Uint8Array(picture.jpeg);
      await tx.$executeRaw`insert into camera_picture (camera_id, jpeg, at) values (${camera.id}, ${jpeg}, ${now})
        on conflict (camera_id) do update set jpeg = excluded.jpeg, at = excluded.at`;
    }
    const told = (at: Date, state: CameraState, proof: string) => ({ cameraId: camera.id, at, state, proof });
    const blind = before.state === "UNKNOWN" ? null : blindSince(camera.checkedAt, now);
    const changes = [
      ...(isChange && !(blind && after.sinceAt > blind) ? [told(after.sinceAt, after.state, after.proof)] : []),
      ...(blind ? [told(blind, "UNKNOWN", "never-probed"), told(now, after.state, after.proof)] : []),
    ];
    if (changes.length > 0) await tx.cameraChange.createMany({ data: changes });
    if (!isChange) return;
    await tx.cameraOutage.updateMany({ where: { cameraId: camera.id, endedAt: null }, data: { endedAt: after.sinceAt } });
    if (isTrouble(after.state))
      await tx.cameraOutage.create({
        data: { cameraId: camera.id, state: after.state, proof: after.proof, startedAt: after.sinceAt },
      });
    await tx.$executeRaw`select pg_notify('live', 'cameras')`;
  });
}
