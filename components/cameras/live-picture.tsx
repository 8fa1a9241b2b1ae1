"use client";
import type Hls from "hls.js";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { LiveQuality } from "@/lib/cameras/model";
import { useProblemWords } from "../ui/problem-words";
import { newKey, Problem, problemFrom, sendJson } from "../ui/request";
import classes from "./live-picture.module.css";

type State = { kind: "opening" } | { kind: "live" } | { kind: "waiting" } | { kind: "failed"; error: unknown };
const againMs = 4_000;
const watchingReader = () => import("@/lib/cameras/model").then((m) => m.Watching);

/** A camera's picture as it is now. It says when it is not: while it opens, while it has stopped, and why it does not come; and tries again. */
export function LivePicture({ cameraId, name, quality }: { cameraId: number; name: string; quality: LiveQuality }) {
  const t = useTranslations("cameras.live");
  const words = useProblemWords();
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<State>({ kind: "opening" });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a further attempt begins anew.
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    let isGone = false;
    let player: Hls | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const fail = (error: unknown) => {
      if (isGone) return;
      setState({ kind: "failed", error });
      player?.destroy();
      player = null;
      // What is forbidden stays so; all else may be over in a moment.
      if (!(error instanceof Problem && (error.status === 401 || error.status === 404)))
        timer = setTimeout(() => setAttempt((n) => n + 1), againMs);
    };
    const open = async () => {
      const { playlist } = await sendJson("POST", `/api/v1/cameras/${cameraId}/watch`, { quality }, watchingReader, newKey());
      if (isGone) return;
      const { default: Player } = await import("hls.js/light");
      if (isGone) return;
      if (!Player.isSupported()) {
        // Where the browser itself plays such lists (Safari on telephones).
        element.src = playlist;
        element.onerror = () => void reasonOf(playlist).then(fail);
        return;
      }
      player = new Player({
        // How far behind now it plays is what the list says (its hold back); one that fell behind catches up.
        ...{ lowLatencyMode: true, backBufferLength: 10, maxBufferLength: 10, maxLiveSyncPlaybackRate: 1.1 },
        enableWorker: false,
      });
      player.on(Player.Events.ERROR, (_, { fatal }) => {
        if (fatal) void reasonOf(playlist).then(fail);
      });
      player.loadSource(playlist);
      player.attachMedia(element);
    };
    setState((before) => (before.kind === "failed" ? before : { kind: "opening" }));
    open().catch(fail);
    const playing = () => setState({ kind: "live" });
    const waiting = () => setState((before) => (before.kind === "live" ? { kind: "waiting" } : before));
    element.addEventListener("playing", playing);
    element.addEventListener("waiting", waiting);
    return () => {
      isGone = true;
      clearTimeout(timer);
      player?.destroy();
      element.removeEventListener("playing", playing);
      element.removeEventListener("waiting", waiting);
      element.removeAttribute("src");
    };
  }, [cameraId, quality, attempt]);
  return (
    <div className={classes.frame} data-live={state.kind}>
      <video ref={video} muted autoPlay playsInline aria-label={t("pictureOf", { name })} />
      <p className={classes.sign} role="status">
        {state.kind === "live" ? (
          <>
            <span className={classes.dot} aria-hidden="true" /> {t("now")}
          </>
        ) : state.kind === "failed" ? (
          words(state.error)
        ) : (
          t(state.kind)
        )}
      </p>
    </div>
  );
}

/** Why a list cannot be read, in the server's words; a break of the line where it can. */
async function reasonOf(playlist: string): Promise<Problem> {
  try {
    const answer = await fetch(playlist, { cache: "no-store" });
    if (answer.ok) return new Problem("camera-live-closed", null, 0);
    return problemFrom(answer.status, await answer.json().catch(() => null));
  } catch {
    return new Problem("offline", null, 0);
  }
}
