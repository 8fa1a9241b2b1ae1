import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { useLocale } from "use-intl";
import { refusals } from "@/lib/files/labels";
import { maxPaperBytes } from "@/lib/files/model";
import { kindsNamed } from "@/lib/files/rules";
import { say } from "@/lib/words";
import { anyAnswer } from "../ui/act";
import { useProblemWords } from "../ui/problem-words";
import { newKey, Problem } from "../ui/request";
import { sendFile } from "../ui/send-file";

/** A file on its way: how much of it has gone, or why it does not go. One that was refused for good cannot be sent again. */
export type Upload<At = unknown> = {
  key: string;
  file: File;
  at: At;
  state: "waiting" | "sending" | "failed";
  share: number;
  fault: string | null;
  mayRetry: boolean;
};
/** The server takes four of a person; two leave room for another window. */
const atOnce = 2;

/**
 * Sends files one after the other, two at a time; each can be cancelled, and one the line was cut for is sent again under its own key.
 * `addressOf`: where a file goes by the place it belongs to; `queryKey`: what is old once it came.
 */
export function useUploads<At>(
  { addressOf, queryKey }: { addressOf(at: At): string; queryKey: readonly unknown[] },
  onSaid: (what: "done" | "cancelled", name: string) => void,
) {
  const locale = useLocale();
  const words = useProblemWords();
  const client = useQueryClient();
  const [uploads, setUploads] = useState<readonly Upload<At>[]>([]);
  const running = useRef(new Map<string, AbortController>());
  const change = useCallback(
    (key: string, part: Partial<Upload<At>>) =>
      setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one))),
    [],
  );
  const drop = useCallback((key: string) => setUploads((all) => all.filter((one) => one.key !== key)), []);

  const send = async (upload: Upload<At>) => {
    const { key, file, at } = upload;
    const control = new AbortController();
    running.current.set(key, control);
    change(key, { state: "sending", share: 0, fault: null });
    try {
      await sendFile(addressOf(at), file, {
        ...{ key, signal: control.signal, reader: anyAnswer },
        onSent: (share) => change(key, { share }),
      });
      await client.invalidateQueries({ queryKey });
      drop(key);
      onSaid("done", file.name);
    } catch (error) {
      if (control.signal.aborted) {
        drop(key);
        onSaid("cancelled", file.name);
      } else {
        const mayRetry = !(error instanceof Problem) || error.status === 0 || error.status === 429 || error.status >= 500;
        change(key, { state: "failed", fault: words(error), mayRetry });
      }
    } finally {
      running.current.delete(key);
    }
  };
  const next = useRef(send);
  next.current = send;
  useEffect(() => {
    for (const upload of uploads.filter((one) => one.state === "waiting" && !running.current.has(one.key)))
      if (running.current.size < atOnce) void next.current(upload);
  }, [uploads]);
  // Leaving the page would cut what is on its way.
  const isBusy = uploads.some((one) => one.state !== "failed");
  useEffect(() => {
    if (!isBusy) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isBusy]);
  const all = running.current;
  useEffect(
    () => () => {
      for (const control of all.values()) control.abort();
    },
    [all],
  );

  return {
    uploads,
    add(files: Iterable<File>, at: At) {
      const made = [...files].map((file): Upload<At> => {
        // What the server would refuse by the name or the size alone is said before a byte has gone.
        const named = kindsNamed(file.name, file.type);
        const code =
          typeof named === "string"
            ? named
            : file.size > maxPaperBytes
              ? "paper-too-large"
              : file.size === 0
                ? "file-empty"
                : null;
        const fault = code && say(locale, refusals[code]);
        return { key: newKey(), file, at, state: fault ? "failed" : "waiting", share: 0, fault, mayRetry: false };
      });
      setUploads((before) => [...before, ...made]);
    },
    cancel(key: string) {
      const control = running.current.get(key);
      if (control) control.abort();
      else drop(key);
    },
    again: (key: string) => change(key, { state: "waiting", fault: null }),
  };
}
