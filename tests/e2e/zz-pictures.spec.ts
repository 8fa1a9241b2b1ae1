import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "./city";
import { pageName, pictures } from "./screens";

const root = join(import.meta.dirname, "../..");

/** Comes last by its name. */
test("this run has kept a picture of every page, light and dark, on a phone, a desk and a wall", () => {
  const since = statSync(join(root, "tests/artefacts/city.json")).mtimeMs;
  const paths = readdirSync(join(root, "app"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("page.tsx"))
    .map(
      (file) =>
        `/${file
          .split("/")
          .filter((part) => !/^(page\.tsx|\(.*\))$/.test(part))
          .join("/")}`,
    );
  expect(paths.length).toBeGreaterThan(15);
  const missing = paths
    .flatMap((path) => pictures(pageName(path)))
    .filter((file) => !existsSync(file) || statSync(file).mtimeMs < since);
  expect(missing).toEqual([]);
});
