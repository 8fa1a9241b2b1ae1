import { useEffect, useRef } from "react";
import type { WallGrid } from "@/lib/cameras/model";
import { wallGrids } from "@/lib/cameras/model";
import { isBusy } from "../../ui/is-busy";
import { isArrow } from "./places";

export type WallKeys = {
  grid(grid: WallGrid): void;
  step(key: string): void;
  enter(): void;
  escape(): void;
  turn(by: number): void;
  patrol(): void;
  hold(): void;
  fill(): void;
  clear(): void;
  save(): void;
  full(): void;
  help(): void;
};

function actOf(keys: WallKeys, { key }: KeyboardEvent): (() => void) | null {
  const grid = /^[1-5]$/.test(key) ? wallGrids[Number(key) - 1] : undefined;
  if (grid) return () => keys.grid(grid);
  if (isArrow(key)) return () => keys.step(key);
  const known: Record<string, () => void> = {
    ...{ enter: keys.enter, escape: keys.escape, pagedown: () => keys.turn(1), pageup: () => keys.turn(-1) },
    ...{ " ": keys.patrol, m: keys.hold, c: keys.fill, delete: keys.clear, s: keys.save, f: keys.full, "?": keys.help },
  };
  return known[key.toLowerCase()] ?? null;
}

/** The wall from the keyboard. What has the mark inside the bar keeps its own Enter and space. */
export function useWallKeys(keys: WallKeys): void {
  const now = useRef(keys);
  useEffect(() => {
    now.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
      const isInBar = event.target instanceof Element && event.target.closest("[role=toolbar], [role=status]") !== null;
      if (isInBar && (event.key === "Enter" || event.key === " ")) return;
      const act = actOf(now.current, event);
      if (!act) return;
      event.preventDefault();
      act();
    };
    // A tile is a button: let go of, the space bar would press it.
    const onUp = (event: KeyboardEvent) => {
      if (event.key === " " && event.target instanceof Element && event.target.closest("[data-place]")) event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    document.addEventListener("keyup", onUp);
    return () => {
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("keyup", onUp);
    };
  }, []);
}
