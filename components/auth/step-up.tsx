"use client";
import { useEffect, useState } from "react";
import { lazily } from "@/components/ui/lazily";
import { confirmBy } from "@/components/ui/request";

/** Loaded when it is needed: most people never do anything that asks for it. */
const StepUpDialog = lazily(() => import("./step-up-dialog").then((m) => m.default));
type Asked = { factor: string | null; settle: (isConfirmed: boolean) => void };

/** Asks who is sitting here before something sensitive goes through, wherever on the page it was begun. */
export function StepUp() {
  const [asked, setAsked] = useState<Asked | null>(null);
  useEffect(
    () =>
      confirmBy(
        (factor) =>
          new Promise((resolve) => {
            const settle = (isConfirmed: boolean) => {
              setAsked(null);
              resolve(isConfirmed);
            };
            setAsked({ factor, settle });
          }),
      ),
    [],
  );
  return asked ? <StepUpDialog factor={asked.factor} onSettled={asked.settle} /> : null;
}
