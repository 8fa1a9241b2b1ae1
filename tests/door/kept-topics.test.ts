import { expect, test } from "vitest";
import { bodyOf, Kept } from "@/lib/door/kept";
import type { Topic } from "@/lib/live/model";

test("what an answer is made of beyond what all are makes that answer old, and no other", async () => {
  let tell: (heard: Topic | "gap") => void = () => undefined;
  const kept = new Kept();
  kept.trust({
    caughtUp: async () => true,
    onHeard: (listener) => {
      tell = listener;
      return () => undefined;
    },
  });
  let made = 0;
  const read = async (key: string, more: readonly Topic[]) => {
    const body = await kept.read(key, true, async () => bodyOf(new Uint8Array([++made]), () => new Uint8Array()), more);
    return body.plain[0];
  };
  expect([await read("dossiers", []), await read("documents", ["documents"])]).toEqual([1, 2]);
  tell("documents");
  expect([await read("dossiers", []), await read("documents", ["documents"])]).toEqual([1, 3]);
  tell("users");
  expect([await read("dossiers", []), await read("documents", ["documents"])]).toEqual([1, 3]);
  tell("dossiers");
  expect([await read("dossiers", []), await read("documents", ["documents"])]).toEqual([4, 5]);
});
