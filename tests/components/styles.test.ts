import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const styles = readFileSync("app/styles.ts", "utf8");
const sources = ["app", "components"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".tsx"))
    .map((path) => readFileSync(`${folder}/${path}`, "utf8")),
);
const used = new Set(
  sources.flatMap((text) =>
    [...text.matchAll(/import \{([^}]+)\} from "@mantine\/core"/g)].flatMap(([, names = ""]) =>
      names.split(",").map((name) => name.trim()),
    ),
  ),
);

const library = "node_modules/@mantine/core/esm/components";
/** With the components it is made of, and theirs. */
function withParts(name: string, found = new Set<string>()): Set<string> {
  const own = `${library}/${name}/${name}.mjs`;
  if (found.has(name) || !existsSync(own)) return found;
  found.add(name);
  for (const [, part = ""] of readFileSync(own, "utf8").matchAll(/import \{[^}]*\} from "\.\.\/(\w+)\/\1\.mjs"/g))
    withParts(part, found);
  return found;
}

test("every component of the library that a screen uses has its styles, and so has what it is made of", () => {
  expect(used).toContain("Button");
  expect([...withParts("SegmentedControl")]).toContain("FloatingIndicator");
  const parts = new Set([...used].flatMap((name) => [...withParts(name)]));
  const withStyles = [...parts].filter((name) => existsSync(`node_modules/@mantine/core/styles/${name}.layer.css`));
  expect(withStyles).toContain("SegmentedControl");
  expect(withStyles.filter((name) => !styles.includes(`/${name}.layer.css"`))).toEqual([]);
});
