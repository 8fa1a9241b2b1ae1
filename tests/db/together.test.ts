import { describe, expect, test } from "vitest";
import { together } from "@/lib/db/together";

describe("questions that travel together", () => {
  test("the first goes at once, those that come meanwhile share the next, each gets its own answer", async () => {
    const calls: number[][] = [];
    const ask = together(async (questions: readonly number[]) => {
      calls.push([...questions]);
      await new Promise((resolve) => setTimeout(resolve, 5));
      return questions.map((n) => n * 2);
    });
    const first = ask(1);
    const rest = [2, 3, 4].map(ask);
    expect(await Promise.all([first, ...rest])).toEqual([2, 4, 6, 8]);
    expect(calls).toEqual([[1], [2, 3, 4]]);
    expect(await ask(5)).toBe(10);
  });

  test("a question is never answered by a call that began before it", async () => {
    let state = 0;
    const ask = together(async (questions: readonly null[]) => {
      const seen = state;
      await new Promise((resolve) => setTimeout(resolve, 5));
      return questions.map(() => seen);
    });
    const early = ask(null);
    state = 1;
    expect(await Promise.all([early, ask(null)])).toEqual([0, 1]);
  });

  test("a failure is told to all who travelled, and the next call goes on", async () => {
    let fail = true;
    const ask = together(async (questions: readonly number[]) => {
      if (fail) throw new Error("down");
      return questions;
    });
    await expect(Promise.all([ask(1), ask(2)])).rejects.toThrow("down");
    fail = false;
    expect(await ask(3)).toBe(3);
  });
});
