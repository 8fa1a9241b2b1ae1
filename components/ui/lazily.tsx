"use client";
import { type ComponentType, useEffect, useState } from "react";
import { useConnection } from "./live";
import { Problem } from "./request";
import { FailedState } from "./states";

/**
 * A part of a page that is loaded when it is first shown, in the browser only. A part that does not come takes nothing else with it:
 * it says so in its place (or, `isQuiet`, is not there), and is tried again when asked and when the connection is back.
 */
export function lazily<P extends object>(
  load: () => Promise<ComponentType<P>>,
  { Waiting = Nothing, isQuiet = false }: { Waiting?: ComponentType; isQuiet?: boolean } = {},
): ComponentType<P> {
  let loaded: ComponentType<P> | null = null;
  return function Part(props: P) {
    const [Loaded, setLoaded] = useState(() => loaded);
    const [attempt, setAttempt] = useState(0);
    const [isFailed, setFailed] = useState(false);
    const isLive = useConnection().state === "live";
    // biome-ignore lint/correctness/useExhaustiveDependencies: a further attempt and a connection that is back each load again.
    useEffect(() => {
      if (Loaded) return;
      let isGone = false;
      load().then(
        (Found) => {
          loaded = Found;
          if (!isGone) setLoaded(() => Found);
        },
        () => void (isGone || setFailed(true)),
      );
      return () => {
        isGone = true;
      };
    }, [Loaded, attempt, isLive]);
    if (Loaded) return <Loaded {...props} />;
    if (!isFailed) return <Waiting />;
    if (isQuiet) return null;
    // With the server there, what does not come is of a version that is gone.
    return isLive ? (
      <FailedState error={new Problem("outdated", null, 0)} onRetry={() => window.location.reload()} />
    ) : (
      <FailedState error={new Problem("offline", null, 0)} onRetry={() => setAttempt(attempt + 1)} />
    );
  };
}
const Nothing = () => null;
