import type { Query } from "@tanstack/react-query";
import { describe, expect, test } from "vitest";
import { readAgain, shownOf } from "@/components/ui/answer";
import { stateOf } from "@/components/ui/freshness";
import { Problem } from "@/components/ui/request";

const refused = (status: number) => new Problem("any", null, status);

describe("what a screen shows of an answer", () => {
  test("what was read, until it is refused", () => {
    expect(shownOf({ data: 7, error: null })).toEqual({ data: 7, refusal: null, isUnread: false });
    for (const error of [refused(0), refused(500), refused(503), new Error("a part that did not come")])
      expect(shownOf({ data: 7, error })).toEqual({ data: 7, refusal: null, isUnread: true });
    for (const status of [401, 403, 404])
      expect(shownOf({ data: 7, error: refused(status) })).toMatchObject({ data: undefined, refusal: { status } });
  });
  test("why there is nothing, when nothing was ever read", () => {
    expect(shownOf({ data: undefined, error: refused(503) })).toMatchObject({ data: undefined, refusal: { status: 503 } });
    expect(shownOf({ data: undefined, error: null })).toEqual({ data: undefined, refusal: null, isUnread: false });
  });
});

test("what could not be read is read again soon; what was read or refused is not", () => {
  const after = (error: Error | null) => readAgain({ state: { error } as Query<unknown, Error>["state"] });
  for (const error of [refused(0), refused(500), refused(503), new Error("a part that did not come")])
    expect(after(error)).toBe(15_000);
  for (const error of [null, refused(401), refused(404)]) expect(after(error)).toBe(false);
});

test("figures say the worst there is to say of their age", () => {
  const at = "2026-03-02T03:00:00.000Z";
  const age = { at, changedAt: null, slowFrom: null, pastDay: null, isUnread: false };
  const now = Date.parse(at);
  expect(stateOf(age, "live", now)).toBe("live");
  expect(stateOf({ ...age, isUnread: true }, "live", now)).toBe("unread");
  expect(stateOf({ ...age, isUnread: true, slowFrom: at }, "live", now)).toBe("unread");
  expect(stateOf({ ...age, isUnread: true }, "lost", now)).toBe("lost");
  expect(stateOf({ ...age, pastDay: "2026-02-28", isUnread: true }, "lost", now)).toBe("past");
});
