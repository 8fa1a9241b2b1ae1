import { useCallback, useEffect, useRef, useState } from "react";
import { useLocale } from "use-intl";
import { refusals } from "@/lib/files/labels";
import { mostBytes, type SentCheck } from "@/lib/signatures/model";
import { say } from "@/lib/words";
import { useProblemWords } from "../ui/problem-words";
import { newKey, Problem } from "../ui/request";
import { sendFile } from "../ui/send-file";

/** A file somebody dropped: waiting, on its way, judged, or not judged and why. */
export type Check = { key: string; file: File } & (
  | { state: "waiting" | "sending" }
  | { state: "done"; found: SentCheck }
  | { state: "failed"; fault: string; mayRetry: boolean }
);
/** The server checks one file of a person at a time; the other is sent meanwhile. */
const atOnce = 2;
const tries = 6;
const reader = () => import("@/lib/signatures/model").then((m) => m.SentCheck);

/** Has files checked one after the other, however many; what is left can be cancelled at any time. */
export function useChecks() {
  const locale = useLocale();
  const words = useProblemWords();
  const [checks, setChecks] = useState<readonly Check[]>([]);
  /** Why nothing is sent for now. */
  const [held, setHeld] = useState<string | null>(null);
  const running = useRef(new Map<string, AbortController>());
  const put = useCallback(
    (key: string, told: Partial<Check>) =>
      setChecks((all) => all.map((one) => (one.key === key ? ({ ...one, ...told } as Check) : one))),
    [],
  );
  const run = async ({ key, file }: Check) => {
    const control = new AbortController();
    running.current.set(key, control);
    put(key, { state: "sending" });
    try {
      put(key, { state: "done", found: await sent(file, control.signal) });
    } catch (error) {
      if (control.signal.aborted) setChecks((all) => all.filter((one) => one.key !== key));
      else if (isOfAll(error)) {
        setHeld(words(error));
        put(key, { state: "waiting" });
      } else {
        const mayRetry = !(error instanceof Problem) || error.status === 429 || error.status >= 500;
        put(key, { state: "failed", fault: words(error), mayRetry });
      }
    } finally {
      running.current.delete(key);
    }
  };
  const next = useRef(run);
  next.current = run;
  useEffect(() => {
    if (held !== null) return;
    for (const check of checks) {
      if (running.current.size >= atOnce) return;
      if (check.state === "waiting" && !running.current.has(check.key)) void next.current(check);
    }
  }, [checks, held]);
  const all = running.current;
  useEffect(
    () => () => {
      for (const control of all.values()) control.abort();
    },
    [all],
  );
  const again = useCallback((key: string) => put(key, { state: "waiting" }), [put]);
  return {
    checks,
    held,
    again,
    /** Goes on after what held it, and with what failed and may be tried again. */
    goOn() {
      setHeld(null);
      setChecks((before) =>
        before.map((one) => (one.state === "failed" && one.mayRetry ? { key: one.key, file: one.file, state: "waiting" } : one)),
      );
    },
    add(files: Iterable<File>) {
      const made = [...files].map((file): Check => {
        const code = file.size === 0 ? "file-empty" : file.size > mostBytes ? "paper-too-large" : null;
        const key = newKey();
        return code
          ? { key, file, state: "failed", fault: say(locale, refusals[code]), mayRetry: false }
          : { key, file, state: "waiting" };
      });
      setChecks((before) => [...before, ...made]);
    },
    /** Stops what is on its way and forgets what waits; what was judged stays. */
    stop() {
      for (const control of all.values()) control.abort();
      setHeld(null);
      setChecks((before) => before.filter(({ state }) => state === "done" || state === "failed"));
    },
    clear() {
      for (const control of all.values()) control.abort();
      setHeld(null);
      setChecks([]);
    },
  };
}

/** What would meet every other file too: the session ended, the connection is gone, nothing more may be sent today. */
const isOfAll = (error: unknown): boolean =>
  error instanceof Problem && (error.status === 0 || error.status === 401 || error.code === "upload-quota");

/** Sends a file to be checked; where the server says it has enough to do, it is asked again a little later. */
async function sent(file: File, signal: AbortSignal): Promise<SentCheck> {
  for (let n = 1; ; n++) {
    try {
      return await sendFile("/api/v1/signatures/check", file, { key: newKey(), signal, reader, onSent: () => undefined });
    } catch (error) {
      const isBusy = error instanceof Problem && (error.status === 429 || error.status === 503) && !isOfAll(error);
      if (!isBusy || n >= tries) throw error;
      await new Promise((end) => setTimeout(end, 1_000 * n));
      signal.throwIfAborted();
    }
  }
}
