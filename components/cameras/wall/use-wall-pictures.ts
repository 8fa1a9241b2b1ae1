import { useEffect, useMemo, useRef, useState } from "react";
import type { CameraView } from "@/lib/cameras/model";
import { type TileState, WallStream, type Wanted } from "./wall-stream";

const nothing: ReadonlyMap<number, TileState> = new Map();

/** Is it worth asking for its picture? One that is away is looked at by its probes, not by every wall. */
export const mayPlay = ({ hasStream, health }: CameraView): boolean =>
  hasStream && health.state !== "OFFLINE" && health.state !== "UNAUTHORISED";

/** The live pictures of these cameras while the page is in sight, and how each fares. */
export function useWallPictures(wanted: readonly Wanted[]): {
  states: ReadonlyMap<number, TileState>;
  attach: (cameraId: number) => (video: HTMLVideoElement | null) => void;
} {
  const [states, setStates] = useState(nothing);
  const [isSeen, setSeen] = useState(true);
  const stream = useRef<WallStream | null>(null);
  const attached = useRef(new Map<number, (video: HTMLVideoElement | null) => void>());
  const key = wanted.map(({ cameraId, quality }) => `${cameraId} ${quality}`).join();
  useEffect(() => {
    const look = () => setSeen(document.visibilityState === "visible");
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is wanted is told by its key.
  useEffect(() => {
    stream.current ??= new WallStream(setStates);
    stream.current.show(isSeen ? wanted : []);
  }, [key, isSeen]);
  useEffect(
    () => () => {
      stream.current?.stop();
      stream.current = null;
    },
    [],
  );
  const attach = useMemo(
    () => (cameraId: number) => {
      const known = attached.current.get(cameraId);
      if (known) return known;
      const made = (video: HTMLVideoElement | null) => {
        stream.current ??= new WallStream(setStates);
        stream.current.attach(cameraId, video);
      };
      attached.current.set(cameraId, made);
      return made;
    },
    [],
  );
  return { states, attach };
}
