import { AppError } from "@/lib/errors";

/** Lets `slots` acts run at a time and `places` wait; who comes beyond is told at once to come again (`unavailable`). */
export function turns(slots: number, places: number): <T>(act: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let busy = 0;
  return async (act) => {
    if (busy < slots) busy += 1;
    else if (waiting.length >= places) throw new AppError("unavailable", "unavailable", { retryAfterSeconds: 5 });
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await act();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else busy -= 1;
    }
  };
}
