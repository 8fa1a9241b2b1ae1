import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "./city";
import { pageName, pictures } from "./screens";
import { pagePaths, root } from "./walk";

/** Comes after all the others: the configuration says so. */
test("this run has kept pictures of every page: light and dark, on a phone, a desk and a wall", () => {
  const since = statSync(join(root, "tests/artefacts/city.json")).mtimeMs;
  const paths = pagePaths();
  expect(paths.length).toBeGreaterThan(15);
  const missing = paths
    .flatMap((path) => pictures(pageName(path)))
    .filter((file) => !existsSync(file) || statSync(file).mtimeMs < since);
  expect(missing).toEqual([]);
});
