import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize, resolve } from "node:path";

/** The sources as a map from path to text. Each check is a function of such a map, so that a test can break one in memory. */
export type Tree = ReadonlyMap<string, string>;

const root = resolve(import.meta.dirname, "../..");
const places = ["app", "components", "lib", "prisma", "server.ts", "next.config.js", "package.json", ".env.example"];

export function readTree(): Tree {
  const tree = new Map<string, string>();
  const visit = (path: string) => {
    if (/(^|\/)(generated|node_modules|migrations)$/.test(path)) return;
    if (statSync(join(root, path)).isDirectory()) for (const name of readdirSync(join(root, path))) visit(`${path}/${name}`);
    else if (/\.(tsx?|mjs|js|json|prisma|css)$|\.example$/.test(path)) tree.set(path, readFileSync(join(root, path), "utf8"));
  };
  for (const place of places) visit(place);
  return tree;
}

export const sources = (tree: Tree, pattern: RegExp): [string, string][] =>
  [...tree].filter(([path]) => pattern.test(path) && /\.(tsx?|mjs)$/.test(path));

export type Import = { from: string; isTypeOnly: boolean };
/** What a file imports, as paths from the root ("lib/dossiers/model") or package names. */
export function importsOf(path: string, text: string): Import[] {
  const found = text.matchAll(/^\s*(?:import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)/gm);
  return [...found].map((match) => {
    const name = match[2] ?? match[3] ?? "";
    const from = name.startsWith("@/") ? name.slice(2) : name.startsWith(".") ? normalize(join(dirname(path), name)) : name;
    return { from, isTypeOnly: match[1] !== undefined };
  });
}

/** "lib/dossiers/rules.ts" → "dossiers"; "lib/command.ts" → "command". */
export const roomOf = (path: string): string => /^lib\/([^/.]+)/.exec(path)?.[1] ?? "";
