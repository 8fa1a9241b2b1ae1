import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

type Tree = { [key: string]: string | Tree };
const folder = join(import.meta.dirname, "../../app/messages");
const files = readdirSync(folder).filter((name) => name.endsWith(".ts"));

function leaves(tree: Tree, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${path}${key}`, value] as [string, string]] : leaves(value, `${path}${key}.`),
  );
}
/** The names a message asks for: {name}, {count, plural, …}, <b>. */
function asksFor(message: string): string[] {
  const names = [...message.matchAll(/\{\s*([a-zA-Z]\w*)\s*[,}]/g)].map((m) => m[1] ?? "");
  const tags = [...message.matchAll(/<(\w+)>/g)].map((m) => `<${m[1]}>`);
  return [...new Set([...names, ...tags])].sort();
}

test.each(files)("%s says the same in both languages and leaves nothing out", async (file) => {
  const module: Record<string, { vi: Tree; en: Tree }> = await import(join(folder, file));
  for (const area of Object.values(module)) {
    const vi = leaves(area.vi);
    const en = new Map(leaves(area.en));
    expect([...en.keys()].sort()).toEqual(vi.map(([key]) => key).sort());
    for (const [key, words] of vi) {
      expect(words.trim(), key).not.toBe("");
      expect(en.get(key)?.trim(), key).not.toBe("");
      expect(words, key).toBe(words.normalize("NFC"));
      expect({ key, asks: asksFor(en.get(key) ?? "") }).toEqual({ key, asks: asksFor(words) });
    }
  }
});

test("no sentence leans on the decree of 2018 without naming the one that took its place; figures of earlier years may", () => {
  const root = join(import.meta.dirname, "../..");
  const sources = ["app", "components", "lib"].flatMap((top) =>
    readdirSync(join(root, top), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name) && !name.includes("generated"))
      .map((name) => join(top, name)),
  );
  const isComment = (line: string) => /^\s*(\/\*|\*|\/\/)/.test(line);
  const told = sources
    .filter((path) => path !== join("lib", "indicators", "telling", "laws.ts"))
    .flatMap((path) =>
      readFileSync(join(root, path), "utf8")
        .split("\n")
        .filter((line) => line.includes("61/2018") && !isComment(line))
        .map((line) => `${path}: ${line.trim()}`),
    );
  expect(told.length).toBeGreaterThan(8);
  expect(told.filter((line) => !line.includes("118/2025"))).toEqual([]);
});
