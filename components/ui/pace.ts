/**
 * Runs `act` at once for the first call of a key and, however many follow, at most once per `gapMs` after it; the last call is
 * never lost. A register of a thousand changes must not make a screen ask a thousand times.
 */
export function paced(act: (key: string) => void, gapMs: number): { call(key: string): void; stop(): void } {
  const waiting = new Map<string, { timer: ReturnType<typeof setTimeout>; isAgain: boolean }>();
  const call = (key: string): void => {
    const open = waiting.get(key);
    if (open) {
      open.isAgain = true;
      return;
    }
    act(key);
    const timer = setTimeout(() => {
      const { isAgain } = waiting.get(key) ?? {};
      waiting.delete(key);
      if (isAgain) call(key);
    }, gapMs);
    waiting.set(key, { timer, isAgain: false });
  };
  return {
    call,
    stop: () => {
      for (const { timer } of waiting.values()) clearTimeout(timer);
      waiting.clear();
    },
  };
}
