"use client";
import { useEffect, useState } from "react";
import type { Challenge } from "@/lib/citizens/model";

/** Hashes made between two looks at whether the page is still there. */
const batch = 500;

/**
 * Does the work a challenge asks for while the person types again, and puts the answer into the form. Where a browser cannot (no script, no
 * secure connection) the field stays empty and waiting does the same: the sentence above says until when.
 */
export function Proof({ challenge, words }: { challenge: Challenge; words: { proving: string; proven: string } }) {
  const [answer, setAnswer] = useState<string | null>(null);
  const [isWorking, setWorking] = useState(false);
  useEffect(() => {
    let isGone = false;
    const work = async () => {
      // Few ever need it: a phone that only looks something up does not load it.
      const { leadingZeroBits } = await import("@/lib/citizens/rules");
      const encoder = new TextEncoder();
      for (let n = 0; !isGone; n += batch) {
        const found = await Promise.all(
          Array.from({ length: batch }, async (_, i) => {
            const hash = await crypto.subtle.digest("SHA-256", encoder.encode(`${challenge.token}.${n + i}`));
            return leadingZeroBits(new Uint8Array(hash)) >= challenge.bits;
          }),
        );
        const at = found.indexOf(true);
        if (at >= 0 && !isGone) return setAnswer(String(n + at));
      }
    };
    // Only on a secure connection is there such a thing.
    if (globalThis.crypto?.subtle) {
      setWorking(true);
      void work();
    }
    return () => {
      isGone = true;
    };
  }, [challenge]);
  return (
    <>
      <input type="hidden" name="answer" value={answer ?? ""} />
      <p role="status">{answer !== null ? words.proven : isWorking ? words.proving : null}</p>
    </>
  );
}
