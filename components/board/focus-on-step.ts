"use client";
import { useLayoutEffect, useRef } from "react";

/**
 * A step up or down puts another table where its link stood, and the focus would be left at the page's start: it goes to the frame of
 * the new table instead, once that is there (or to what is said in its stead). The page moves only where the frame's head is out of sight.
 */
export function useFocusOnStep(step: string, isShown: boolean) {
  const place = useRef<HTMLDivElement>(null);
  const isStepping = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step is looked at, also one whose table is there at once.
  useLayoutEffect(() => {
    const { current } = place;
    if (!isStepping.current || !isShown || !current) return;
    isStepping.current = false;
    (current.querySelector<HTMLElement>("[data-wide]") ?? current).focus({ preventScroll: true });
    const { top } = current.getBoundingClientRect();
    if (top < 0 || top > window.innerHeight) current.scrollIntoView();
  }, [step, isShown]);
  return {
    place,
    onStep() {
      isStepping.current = true;
    },
  };
}
