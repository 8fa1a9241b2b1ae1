import { useEffect, useRef, useState } from "react";
import type { Asked } from "./places";

const idleMs = 6_000;

/** The clock of the wall, a second at a time. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Has nobody touched anything for a while? */
export function useIdle(): boolean {
  const [isIdle, setIdle] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const touched = () => {
      setIdle(false);
      clearTimeout(timer);
      timer = setTimeout(() => setIdle(true), idleMs);
    };
    touched();
    const events = ["pointermove", "pointerdown", "keydown", "focusin"] as const;
    for (const event of events) document.addEventListener(event, touched);
    return () => {
      clearTimeout(timer);
      for (const event of events) document.removeEventListener(event, touched);
    };
  }, []);
  return isIdle;
}

/** Turns the page every so many seconds. */
export function usePatrol(seconds: number | null, page: number, turn: () => void): void {
  const next = useRef(turn);
  useEffect(() => {
    next.current = turn;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page that was turned by hand is shown in full.
  useEffect(() => {
    if (seconds === null) return;
    const timer = setTimeout(() => next.current(), seconds * 1_000);
    return () => clearTimeout(timer);
  }, [seconds, page]);
}

/** The address says what hangs on the wall, so that it hangs there again when it is opened elsewhere; so does the record of whoever looks. */
export function useRemembered(asked: Asked, page: number, keep: (asked: Asked) => void): void {
  const { layout, grid, patrolSeconds } = asked;
  const last = useRef("");
  const send = useRef(keep);
  useEffect(() => {
    send.current = keep;
  });
  useEffect(() => {
    const query = new URLSearchParams({ layout, grid: String(grid), patrol: String(patrolSeconds), page: String(page + 1) });
    window.history.replaceState(window.history.state, "", `?${query}`);
  }, [layout, grid, patrolSeconds, page]);
  useEffect(() => {
    const now = `${layout} ${grid} ${patrolSeconds}`;
    if (last.current === now) return;
    last.current = now;
    send.current({ layout, grid, patrolSeconds });
  }, [layout, grid, patrolSeconds]);
}
