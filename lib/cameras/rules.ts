import type { CameraProof, CameraState } from "./model";

/** Where a picture is had: by which protocol, of whom, under which path. */
type Place = { host: string; port: number; path: string };
export type RtspAddress = Place & { scheme: "rtsp" | "rtsps" };
export type HttpAddress = Place & { scheme: "http" | "https" };
export type StreamAddress = RtspAddress | HttpAddress;

const ports = { rtsp: 554, rtsps: 322, http: 80, https: 443 } as const;
const address = /^([a-z]+):\/\/([^\s/?#@\\]+)([/?][\x21\x22\x24-\x7e]*)?$/i;

/** Host and port as they are dialled: 0x7f.1 is 127.0.0.1, letters are small. */
function authority(text: string, port: number): { host: string; port: number } | null {
  const url = `http://${text}/`;
  if (!URL.canParse(url)) return null;
  const { hostname, port: written } = new URL(url);
  // ":80" is what http would leave out.
  return { host: hostname, port: written !== "" ? Number(written) : /:80$/.test(text) ? 80 : port };
}

/**
 * "rtsp://cam.example:554/stream1", "http://cam.example/live.m3u8": the address of a stream, null for anything else. Other protocols, a name
 * or password in the address and what would break a line of the protocol are none (SECURITY: T-51).
 */
export function readStream(text: string): StreamAddress | null {
  const [, scheme = "", host = "", path = "/"] = address.exec(text.trim()) ?? [];
  const name = scheme.toLowerCase();
  if (name !== "rtsp" && name !== "rtsps" && name !== "http" && name !== "https") return null;
  const at = authority(host, ports[name]);
  return at && { scheme: name, ...at, path };
}

/** "http://cam.example/snapshot.jpg": the address of a single picture, null for anything else. */
export function readSnapshot(text: string): HttpAddress | null {
  const read = readStream(text);
  return read && isHttp(read) ? read : null;
}

export const isHttp = (of: StreamAddress): of is HttpAddress => of.scheme === "http" || of.scheme === "https";
/** A list of pieces (HLS); what else comes by http is picture after picture (MJPEG). */
export const isPlaylist = ({ path }: HttpAddress): boolean => /\.m3u8(?:\?|$)/i.test(path);

/** A stream as it is asked for. */
export const streamUrl = ({ scheme, host, port, path }: StreamAddress): string => `${scheme}://${host}:${port}${path}`;

/** Looks like an address that carries a name and a password. */
export const holdsSignIn = (text: string): boolean => /^[a-z]+:\/\/[^/?#]*@/i.test(text.trim());

// ── Pictures, small and grey: a byte a point ────────────────────────────────

/** Below this mean nothing can be made out; with less spread than this there is nothing in the picture. Of 255. */
const darkMean = 16;
const emptySpread = 3;
/** Two pictures of a living sensor differ by its noise alone; a frozen one's differ by less than its encoder's rounding. */
const sameMean = 0.35;
const sameMost = 6;

export function meanOf(grey: Uint8Array): number {
  let sum = 0;
  for (const value of grey) sum += value;
  return grey.length === 0 ? 0 : sum / grey.length;
}
/** How far the points lie from the mean, as a standard deviation. */
export function spreadOf(grey: Uint8Array): number {
  const mean = meanOf(grey);
  let sum = 0;
  for (const value of grey) sum += (value - mean) ** 2;
  return grey.length === 0 ? 0 : Math.sqrt(sum / grey.length);
}
/** Is it the same picture, but for what an encoder does to it? */
export function isSamePicture(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length || one.length === 0) return false;
  let sum = 0;
  let most = 0;
  for (let i = 0; i < one.length; i += 1) {
    const apart = Math.abs((one[i] ?? 0) - (other[i] ?? 0));
    sum += apart;
    most = Math.max(most, apart);
  }
  return sum / one.length <= sameMean && most <= sameMost;
}
/** What a picture proves, beside the one before it. */
export function judgePicture(grey: Uint8Array, before: Uint8Array | null): { state: CameraState; proof: CameraProof } {
  if (meanOf(grey) < darkMean && spreadOf(grey) < darkMean) return { state: "DARK", proof: "picture-dark" };
  if (spreadOf(grey) < emptySpread) return { state: "DARK", proof: "picture-empty" };
  if (before === null) return { state: "ONLINE", proof: "first-picture" };
  return isSamePicture(grey, before)
    ? { state: "FROZEN", proof: "picture-still" }
    : { state: "ONLINE", proof: "picture-changes" };
}

// ── Standing: what probes in a row prove ────────────────────────────────────

export type Finding = { state: CameraState; proof: CameraProof };
export type Standing = {
  state: CameraState;
  proof: CameraProof;
  sinceAt: Date;
  /** What the last probes said in a row, since when and how often. */
  seen: Finding & { sinceAt: Date; count: number };
};

/** How many probes in a row must say it, so that a camera that flaps does not make a story of every minute. */
const wanted: Record<CameraState, number> = { ONLINE: 1, OFFLINE: 2, UNAUTHORISED: 2, FROZEN: 3, DARK: 3, UNKNOWN: 1 };
/** One that was away a moment ago has to come back twice. */
const flappingMs = 5 * 60_000;

/** How a camera stands after a probe. A change counts from the first of the probes that proved it. */
export function stand(before: Standing, found: Finding, now: Date): Standing {
  const isAgain = before.seen.state === found.state;
  const seen = {
    ...found,
    sinceAt: isAgain ? before.seen.sinceAt : now,
    count: isAgain ? Math.min(before.seen.count + 1, 1_000) : 1,
  };
  if (found.state === before.state) return { ...before, proof: found.proof, seen };
  const isFlapping =
    found.state === "ONLINE" && before.state !== "UNKNOWN" && now.getTime() - before.sinceAt.getTime() < flappingMs;
  const needed = before.state === "UNKNOWN" && found.state !== "FROZEN" ? 1 : isFlapping ? 2 : wanted[found.state];
  if (seen.count < needed) return { ...before, seen };
  return { state: found.state, proof: found.proof, sinceAt: seen.sinceAt, seen };
}

const minuteMs = 60_000;
/** When to look again: soon where something is about to change, each minute as a rule, less often at what has long been away. */
export function nextProbeMs({ state, sinceAt, seen }: Standing, now: Date): number {
  if (seen.state !== state) return 15_000;
  if (state !== "OFFLINE" && state !== "UNAUTHORISED" && state !== "UNKNOWN") return minuteMs;
  const awayMs = now.getTime() - sinceAt.getTime();
  return awayMs > 60 * minuteMs ? 5 * minuteMs : awayMs > 10 * minuteMs ? 2 * minuteMs : minuteMs;
}

/** The longest pause between two looks, and as long again for a round that is late. */
const blindMs = 15 * minuteMs;
/**
 * Since when nobody knew how a camera stood, when it is looked at again: the looks were missing, as of a worker that was down, and what was seen
 * before says nothing of the time between. Null where the looks came as they should.
 */
export function blindSince(lookedAt: Date | null, now: Date): Date | null {
  return lookedAt !== null && now.getTime() - lookedAt.getTime() > blindMs ? lookedAt : null;
}

/** Does a camera show in this state what it is there to show? */
export const isShowing = (state: CameraState): boolean => state === "ONLINE";
/** Is this state a trouble somebody has to look after? What is not known is none. */
export const isTrouble = (state: CameraState): boolean => state !== "ONLINE" && state !== "UNKNOWN";

// ── Availability: how long a camera showed what it is there to show ─────────

export type Span = { from: Date; until: Date };
export type Shares = { onlineMs: number; troubleMs: number; unknownMs: number; maintainedMs: number };

/**
 * How long a camera stood how within a stretch of time, by its changes in order (the last one before the stretch among them). Time in which
 * somebody worked on it counts as that and as nothing else; before its first change it is not known. The four add up to the stretch.
 */
export function sharesOf(
  changes: readonly { at: Date; state: CameraState }[],
  within: Span,
  maintenance: readonly Span[],
): Shares {
  const shares: Shares = { onlineMs: 0, troubleMs: 0, unknownMs: 0, maintainedMs: 0 };
  const edges = [
    within.from,
    within.until,
    ...changes.map(({ at }) => at),
    ...maintenance.flatMap(({ from, until }) => [from, until]),
  ]
    .map((at) => Math.min(Math.max(at.getTime(), within.from.getTime()), within.until.getTime()))
    .sort((a, b) => a - b);
  let state: CameraState = "UNKNOWN";
  let next = 0;
  edges.forEach((from, i) => {
    const lastsMs = (edges[i + 1] ?? from) - from;
    if (lastsMs === 0) return;
    for (let change = changes[next]; change && change.at.getTime() <= from; change = changes[next]) {
      state = change.state;
      next += 1;
    }
    const isMaintained = maintenance.some((span) => span.from.getTime() <= from && from < span.until.getTime());
    const share = isMaintained ? "maintainedMs" : state === "ONLINE" ? "onlineMs" : isTrouble(state) ? "troubleMs" : "unknownMs";
    shares[share] += lastsMs;
  });
  return shares;
}

/** Of the time in which it is known how a camera stood and nobody worked on it, the share in which it showed; null where there is none. */
export function availabilityOf({ onlineMs, troubleMs }: Pick<Shares, "onlineMs" | "troubleMs">): number | null {
  return onlineMs + troubleMs === 0 ? null : onlineMs / (onlineMs + troubleMs);
}

/**
 * How many outages ended within a stretch of time and how long they lasted together, the time in which somebody worked on the camera left out of
 * each; one that was all maintenance was none.
 */
export function restoredOf(
  outages: readonly { startedAt: Date; endedAt: Date | null }[],
  within: Span,
  maintenance: readonly Span[],
): { count: number; ms: number } {
  const lasted = outages.flatMap(({ startedAt, endedAt }) => {
    if (endedAt === null || endedAt < within.from || endedAt >= within.until) return [];
    const { unknownMs } = sharesOf([], { from: startedAt, until: endedAt }, maintenance);
    return unknownMs > 0 ? [unknownMs] : [];
  });
  return { count: lasted.length, ms: lasted.reduce((sum, one) => sum + one, 0) };
}

// ── Where it looks ──────────────────────────────────────────────────────────

const metresADegree = 111_320;
/**
 * The ground a camera sees, as points from the camera out and along its reach: latitude and longitude. Over the some hundred metres a camera sees
 * the earth is flat.
 */
export function viewCone(
  at: { latitude: number; longitude: number },
  { bearingDegrees, viewDegrees, viewMetres }: { bearingDegrees: number; viewDegrees: number; viewMetres: number },
): [latitude: number, longitude: number][] {
  const steps = Math.max(2, Math.ceil(viewDegrees / 10));
  const shrink = Math.cos((at.latitude * Math.PI) / 180);
  const arc = Array.from({ length: steps + 1 }, (_, i): [number, number] => {
    const towards = ((bearingDegrees - viewDegrees / 2 + (viewDegrees * i) / steps) * Math.PI) / 180;
    return [
      at.latitude + (viewMetres * Math.cos(towards)) / metresADegree,
      at.longitude + (viewMetres * Math.sin(towards)) / (metresADegree * shrink),
    ];
  });
  return viewDegrees >= 360 ? arc : [[at.latitude, at.longitude], ...arc];
}
