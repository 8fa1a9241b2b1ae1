import { command } from "@/lib/command";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import type { Place } from "../live/playlist";
import { openView, readerOf, viewOf } from "../live/watch";
import { WatchManyInput } from "../model";

/** So long one answer goes on; whoever looks asks again, and is asked again whether they may (SECURITY: T-53). */
const leaseMs = 45_000;
const mostViews = 25;
const waitMs = 1_000;
const roomMs = 3_000;
/** What a browser that reads too slowly may leave unread. */
const unreadBytes = 2 * 1024 * 1024;

/** Opens views of the cameras of a page for a session: each is told to the log (SECURITY: T-55). Throws not-found, `camera-live-no-stream`. */
export const watchCameras = command(WatchManyInput, async (work, { cameraIds, quality }) => {
  const views: { cameraId: number; watch: string }[] = [];
  for (const id of new Set(cameraIds)) {
    const { watch, unitId, throughId } = await openView(work.actor, { id, quality }, work.now);
    work.require("cameras.view", throughId);
    work.record("camera.watch", { type: "camera", id }, {}, unitId);
    views.push({ cameraId: id, watch });
  }
  return { views };
});

/** What a frame of a wall's stream holds: a word about a camera, the beginning of a picture, a piece of it. */
const kinds = { word: 0, init: 1, piece: 2 } as const;
const placeText = ({ life, segment, part }: Place) => `${life}.${segment}.${part}`;

/** Whose, what, how long (network order), then itself; a piece begins with its place, so that whoever is cut off goes on behind it. */
function frame(cameraId: number, kind: keyof typeof kinds, body: Uint8Array, place = ""): Uint8Array {
  const named = Buffer.from(place, "latin1");
  const head = Buffer.alloc(10);
  head.writeUInt32BE(cameraId, 0);
  head.writeUInt8(kinds[kind], 4);
  head.writeUInt32BE(named.length + body.length, 5);
  head.writeUInt8(named.length, 9);
  return new Uint8Array(Buffer.concat([head, named, body]));
}

/** "12~low.17…~ab.3.4": a camera, its view, and where it was left. More than a wall holds are not looked at. */
function asked(views: string): { cameraId: number; watch: string; after: Place | null }[] {
  return views
    .split(",")
    .slice(0, mostViews)
    .map((view) => {
      const [id = "", watch = "", place = ""] = view.split("~");
      const [, life, segment, part] = /^([a-z0-9]{1,20})\.(\d{1,9})\.(\d{1,9})$/.exec(place) ?? [];
      const cameraId = /^\d{1,9}$/.test(id) ? Number(id) : 0;
      return { cameraId, watch, after: life === undefined ? null : { life, segment: Number(segment), part: Number(part) } };
    });
}

const open = new Set<AbortController>();
let isEnding = false;
/** Ends every wall's stream of this process, for good: their browsers ask at once again, and the next process answers. */
export const endWallStreams = (): void => {
  isEnding = true;
  for (const one of open) one.abort();
};
/** How many walls are sent to just now. */
export const wallStreamsNow = (): number => open.size;

/**
 * The live pictures of up to twenty-five cameras as one answer: a browser has six connections to a server, and a wall more cameras than that.
 * It ends after three quarters of a minute and is asked for again. A camera that cannot be shown is told of by the code of why, and tried
 * again. Throws not-found, `camera-live-over`, and `unavailable` once the process is ending.
 */
export async function streamWall(
  actor: Actor,
  { views }: { views: string },
  now: Date,
  left: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  if (isEnding) throw new AppError("unavailable", "unavailable", { retryAfterSeconds: 5 });
  const opened = await Promise.all(asked(views).map(async (view) => ({ ...view, ...(await viewOf(actor, view, now)) })));
  const ending = new AbortController();
  const isOver = AbortSignal.any([ending.signal, left, AbortSignal.timeout(leaseMs)]);
  open.add(ending);
  const waiting = new Set<() => void>();
  const wakeAll = () => {
    for (const wake of waiting) wake();
    waiting.clear();
  };
  isOver.addEventListener("abort", wakeAll, { once: true });
  let isLeft = false;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const send = async (bytes: Uint8Array) => {
          while ((controller.desiredSize ?? 0) <= 0 && !isOver.aborted)
            await new Promise<void>((resolve) => waiting.add(resolve));
          if (!isOver.aborted) controller.enqueue(bytes);
        };
        void Promise.all(opened.map((view) => follow(view, send, isOver)))
          .then(
            () => {
              if (!isLeft) controller.close();
            },
            (error: unknown) => {
              ending.abort();
              controller.error(error);
            },
          )
          .finally(() => open.delete(ending));
      },
      pull: wakeAll,
      cancel: () => {
        isLeft = true;
        ending.abort();
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: unreadBytes }),
  );
}

type View = Awaited<ReturnType<typeof viewOf>> & { cameraId: number; after: Place | null };

async function follow(view: View, send: (bytes: Uint8Array) => Promise<void>, isOver: AbortSignal): Promise<void> {
  const { cameraId } = view;
  let at = view.after;
  let told: string | null = null;
  const tell = async (code: string) => {
    if (code === told) return;
    told = code;
    await send(frame(cameraId, "word", Buffer.from(code, "latin1")));
  };
  while (!isOver.aborted) {
    const reader = readerOf(view);
    if (!reader) {
      await tell("camera-live-full");
      await pause(roomMs, isOver);
      continue;
    }
    const piece = await reader.playlist.next(at, waitMs);
    if (piece) {
      at = piece.place;
      told = null;
      if (piece.init) await send(frame(cameraId, "init", piece.init));
      await send(frame(cameraId, "piece", piece.bytes, placeText(at)));
    } else if (reader.unseen && !reader.playlist.isSeen)
      await tell(reader.unseen === "codec-unplayable" ? "camera-live-codec" : `camera-live-${reader.unseen}`);
  }
}

const pause = (ms: number, isOver: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    isOver.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
