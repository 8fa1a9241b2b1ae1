type Listeners = {
  onTopic(topic: string): void;
  /** `isBack`: there was a gap before, whatever happened in it was missed. */
  onLive(isBack: boolean): void;
  onLost(since: Date): void;
  /** The session is over; there is no use in coming back. */
  onEnded(): void;
};
type Note =
  | { kind: "topic"; topic: string }
  | { kind: "live"; isBack: boolean }
  | { kind: "lost"; since: number }
  | { kind: "ended" };

/** Waits between attempts after the stream was refused, in milliseconds. */
const waits = [1_000, 2_000, 5_000, 10_000] as const;

/**
 * Follows the live channel. Tabs of one browser share a stream: a browser opens only six connections to a server over HTTP/1.1,
 * and a leader with seven tabs would be stuck. The tab that holds the lock reads; the others are told.
 */
export function follow(url: string, listeners: Listeners): { stop(): void } {
  const stopped = new AbortController();
  const tell = (note: Note) => {
    if (note.kind === "topic") listeners.onTopic(note.topic);
    else if (note.kind === "live") listeners.onLive(note.isBack);
    else if (note.kind === "lost") listeners.onLost(new Date(note.since));
    else listeners.onEnded();
  };
  if (!("locks" in navigator) || !("BroadcastChannel" in window)) {
    const stop = read(url, tell);
    stopped.signal.addEventListener("abort", stop);
    return { stop: () => stopped.abort() };
  }
  const channel = new BroadcastChannel("vong-lau-live");
  let last: Note | null = null;
  let isReader = false;
  channel.onmessage = ({ data }: MessageEvent<Note | { kind: "hello" }>) => {
    if (data.kind !== "hello") tell(data);
    else if (isReader && last) channel.postMessage(last);
  };
  channel.postMessage({ kind: "hello" });
  navigator.locks
    .request("vong-lau-live", { signal: stopped.signal }, () => {
      // Granted in the very moment of leaving.
      if (stopped.signal.aborted) return undefined;
      isReader = true;
      return new Promise<void>((release) => {
        const stop = read(url, (note) => {
          if (note.kind !== "topic") last = note.kind === "live" ? { kind: "live", isBack: false } : note;
          tell(note);
          if (!stopped.signal.aborted) channel.postMessage(note);
        });
        stopped.signal.addEventListener("abort", () => {
          stop();
          release();
        });
      });
    })
    // Stopped while still waiting for the lock: nothing was opened.
    .catch(() => undefined);
  return {
    stop: () => {
      stopped.abort();
      channel.close();
    },
  };
}

function read(url: string, tell: (note: Note) => void): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let lostAt: number | null = null;
  const lose = () => {
    if (lostAt !== null) return;
    lostAt = Date.now();
    tell({ kind: "lost", since: lostAt });
  };
  const open = () => {
    clearTimeout(timer);
    source?.close();
    source = new EventSource(url);
    source.onopen = () => {
      tell({ kind: "live", isBack: lostAt !== null });
      lostAt = null;
      attempt = 0;
    };
    source.addEventListener("change", ({ data }: MessageEvent<string>) => {
      const topic = topicOf(data);
      if (topic) tell({ kind: "topic", topic });
    });
    source.addEventListener("resync", () => tell({ kind: "live", isBack: true }));
    source.addEventListener("bye", ({ data }: MessageEvent<string>) => {
      if (!data.includes("signed-out")) return;
      close();
      lose();
      tell({ kind: "ended" });
    });
    source.onerror = () => {
      lose();
      // A refused stream (signed out, server restarting) is not tried again by the browser itself.
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, waits[Math.min(attempt++, waits.length - 1)]);
    };
  };
  // A pulled cable is noticed by the machine long before the stream breaks.
  window.addEventListener("offline", lose);
  window.addEventListener("online", open);
  const close = () => {
    window.removeEventListener("offline", lose);
    window.removeEventListener("online", open);
    clearTimeout(timer);
    source?.close();
  };
  open();
  return close;
}

function topicOf(data: string): string | null {
  try {
    const change: unknown = JSON.parse(data);
    const topic: unknown = change && typeof change === "object" ? Reflect.get(change, "topic") : null;
    return typeof topic === "string" ? topic : null;
  } catch {
    return null;
  }
}
