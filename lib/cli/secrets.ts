// `npm run lint`: no secret lies in the repository. Looks at every file git knows or would add; needs no network and no package.
import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

/** What secrets look like, by whoever gives them out. A match's first group, where there is one, is the secret itself. */
const kinds: readonly [what: string, pattern: RegExp][] = [
  ["a private key", /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/g],
  ["a key of ours", /\bvl_[A-Za-z0-9_-]{43}\b/g],
  ["a key of Amazon's cloud", /\b(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}\b/g],
  ["a key of Google's cloud", /\bAIza[0-9A-Za-z_-]{35}\b/g],
  ["a key of Microsoft's cloud", /\bAccountKey=[A-Za-z0-9+/]{86}==/g],
  ["a token of GitHub", /\b(?:gh[pousr]_[A-Za-z0-9]{36,251}|github_pat_[A-Za-z0-9_]{60,255})\b/g],
  ["a token of GitLab", /\bgl(?:pat|dt|rt|ptt|ft|soat|agent)-[A-Za-z0-9_-]{20,}\b/g],
  ["a token of npm", /\bnpm_[A-Za-z0-9]{36}\b|\/\/[^\s"']+\/:_authToken=(?!\$)[^\s"']{8,}/g],
  ["a token of PyPI", /\bpypi-[A-Za-z0-9_-]{50,}\b/g],
  ["a token of Slack", /\bxox[abeoprs]-[A-Za-z0-9-]{10,}\b|hooks\.slack\.com\/services\/[A-Za-z0-9/]{40,}/g],
  ["a token of Telegram", /\b\d{8,10}:AA[A-Za-z0-9_-]{33}\b/g],
  ["a key for payments", /\b[rs]k_live_[A-Za-z0-9]{20,}\b/g],
  ["a key for mail", /\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}\b|\bkey-[0-9a-f]{32}\b/g],
  ["a key for a model", /\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{32,}\b/g],
  ["a signed token", /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,}/g],
  ["a password in an address", /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"'`$<>{}()]{1,80}:([^\s:/@"'`$<>{}()]{4,120})@/gi],
  [
    "a secret in a setting",
    /^[ \t]*(?:export[ \t]+)?[A-Z0-9_]*(?:SECRET|PASSWORD|PASSWD|TOKEN|PRIVATE_KEY|API_KEY|FIELD_KEYS?)[A-Z0-9_]*[ \t]*=[ \t]*["']?([^\s"'#$]{8,})/gm,
  ],
  [
    "a secret given a name",
    /\b[A-Za-z_]{0,40}(?:secret|passwo?r?d|passwd|mat_?khau|token|api_?key|private_?key|client_?secret)["']?[ \t]{0,4}[:=][ \t]{0,4}["'`]([A-Za-z0-9+/=_.~-]{20,200})["'`]/gi,
  ],
];
/** Words that stand where a secret will stand, and the ones of the tests, which open nothing that outlives a test. */
const harmless = /change-?me|example|only-for-tests|placeholder|your-|xxxx|mat-?khau|bi-mat|^(owner|secret|password|postgres)$/i;
/** A value somebody chose at random carries more than three and a half bits a letter. */
const randomBits = 3.5;
const generic = new Set(["a secret given a name", "a secret in a setting"]);

function bitsOf(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return [...counts.values()].reduce((sum, n) => sum - (n / text.length) * Math.log2(n / text.length), 0);
}

export type Secret = { line: number; what: string };
/** Where in a text something looks like a secret; the secret itself is not repeated. */
export function secretsIn(text: string): Secret[] {
  const found: Secret[] = [];
  for (const [what, pattern] of kinds)
    for (const match of text.matchAll(pattern)) {
      const value = match[1];
      if (value !== undefined && harmless.test(value)) continue;
      if (value !== undefined && generic.has(what) && (bitsOf(value) < randomBits || !/\d/.test(value))) continue;
      found.push({ line: text.slice(0, match.index).split("\n").length, what });
    }
  return found.sort((a, b) => a.line - b.line);
}

/** Files of machines and pictures: large, and nobody types a secret into them. */
const skipped = /(^|\/)package-lock\.json$|\.(png|jpe?g|gif|ico|woff2?|ttf|otf|pdf|xlsx|zip|gz|wasm)$/i;
const mostBytes = 4_000_000;

/** Every secret in the files of a working tree, as "path:line: what". */
export function secretsUnder(root: string): string[] {
  const listed = spawnSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 2 ** 20,
  });
  if (listed.status !== 0) throw new Error("git does not know this folder");
  return listed.stdout
    .split("\0")
    .filter((path) => path !== "" && !skipped.test(path))
    .flatMap((path) => {
      const file = join(root, path);
      const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
      const text = size > 0 && size < mostBytes ? readFileSync(file, "utf8") : "";
      return text.includes("\0") ? [] : secretsIn(text).map(({ line, what }) => `${path}:${line}: ${what}`);
    });
}

if (process.argv[1] && resolve(process.argv[1]) === import.meta.filename) {
  const found = secretsUnder(process.cwd());
  for (const line of found) console.error(line);
  if (found.length > 0)
    console.error(
      "Có bí mật nằm trong mã nguồn: bỏ ra khỏi tệp, đổi bí mật đó. / A secret lies in the source: take it out and change it.",
    );
  process.exitCode = found.length > 0 ? 1 : 0;
}
