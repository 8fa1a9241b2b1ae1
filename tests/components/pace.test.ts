import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { paced } from "@/components/ui/pace";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("the first call acts at once, a burst acts once more, and the last is never lost", () => {
  const acts: string[] = [];
  const pace = paced((key) => acts.push(key), 300);
  for (let i = 0; i < 100; i += 1) pace.call("dossiers");
  expect(acts).toEqual(["dossiers"]);
  vi.advanceTimersByTime(300);
  expect(acts).toEqual(["dossiers", "dossiers"]);
  vi.advanceTimersByTime(3_000);
  expect(acts).toHaveLength(2);
});

test("topics do not wait for each other, and stopping ends the waiting", () => {
  const acts: string[] = [];
  const pace = paced((key) => acts.push(key), 300);
  pace.call("dossiers");
  pace.call("imports");
  pace.call("imports");
  pace.stop();
  vi.advanceTimersByTime(3_000);
  expect(acts).toEqual(["dossiers", "imports"]);
});
