import { performance } from "node:perf_hooks";
import { expect, test } from "vitest";
import { readTree, sources } from "../architecture/tree";

/** Regular expressions written as literals, with the file each stands in. */
function literals(): Map<string, RegExp> {
  const found = new Map<string, RegExp>();
  const literal =
    /(?:[=(,:;!&|?{}[\n]|return)\s*\/(?![*/])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+)\/([dgimsuvy]*)(?=[\s.,;)\]}:])/g;
  for (const [path, text] of sources(readTree(), /^(app|components|lib|server)/))
    for (const [, source = "", flags = ""] of text.matchAll(literal)) {
      try {
        found.set(`${path}: /${source}/${flags}`, new RegExp(source, flags.replace(/[gy]/g, "")));
      } catch {
        // Not a pattern: a division, or text that looks like one.
      }
    }
  return found;
}

/** What could be repeated to keep a pattern trying: its own letters and the usual ones, alone and in pairs. */
function pumps(pattern: RegExp): string[] {
  const own = [...new Set(pattern.source.replace(/\\[pPuxbBdDsSwW](\{[^}]*\})?/g, "").match(/[^\\^$|(){}[\]?*+]/g) ?? [])].slice(
    0,
    12,
  );
  const single = [...new Set([...own, "a", "0", " ", "-", ".", "\t", "ế", '"'])];
  return [...single, ...own.slice(0, 5).flatMap((a) => ["a", "0", " "].map((b) => a + b))];
}
const limitMs = 150;
/** The longest time of a try; grows the text step by step and stops at the first that is too slow, so that nothing hangs. */
function slowest(pattern: RegExp): { ms: number; text: string } {
  let worst = { ms: 0, text: "" };
  for (const pump of pumps(pattern))
    for (const before of ["", "x", '"'])
      for (const length of [20, 22, 24, 26, 28, 400, 20_000]) {
        const text = `${before}${pump.repeat(Math.ceil(length / pump.length))}\u0001`;
        const startedAt = performance.now();
        pattern.test(text);
        const ms = performance.now() - startedAt;
        if (ms > worst.ms) worst = { ms, text: `${JSON.stringify(before + pump)} × ${length}` };
        if (ms > limitMs) return worst;
      }
  return worst;
}

test("T-64: no pattern of ours can be kept busy by what somebody sends", () => {
  const all = literals();
  expect(all.size).toBeGreaterThan(80);
  // A pause of a busy machine is no fault: what was slow is tried again.
  const slow = [...all].filter(([, p]) => slowest(p).ms > limitMs && slowest(p).ms > limitMs && slowest(p).ms > limitMs);
  expect(slow.map(([where, p]) => `${where} ${slowest(p).text}`)).toEqual([]);
}, 120_000);

test.each([/^(a+)+$/, /^(\d+\s?)*x/, /(.*)*b$/, /^(\w|\d)+$/, /\s+$/])("control: %s is found", (pattern) => {
  expect(slowest(pattern).ms).toBeGreaterThan(limitMs);
});
