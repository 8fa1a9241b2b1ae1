import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { secretsIn, secretsUnder } from "@/lib/cli/secrets";

const root = resolve(import.meta.dirname, "../..");
/** Letters nobody chose for their meaning, the same each time. */
const random = (length: number, from = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789") =>
  Array.from({ length }, (_, i) => from[(i * 7919 + i * i * 31) % from.length]).join("");
const hex = (length: number) => createHash("sha256").update("hex").digest("hex").slice(0, length);
const capitals = (length: number) => random(length, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
const begin = (kind: string) => `-----BEGIN ${kind}PRIVATE KEY-----`;

/** Put together here, so that none of them lies in this file. */
const planted: readonly [what: string, text: string][] = [
  ["a private key", begin("")],
  ["a private key", begin("RSA ")],
  ["a private key", begin("EC ")],
  ["a private key", begin("OPENSSH ")],
  ["a private key", begin("ENCRYPTED ")],
  ["a private key", "-----BEGIN PGP PRIVATE KEY BLOCK" + "-----"],
  ["a key of ours", `const k = "vl_${random(43)}"`],
  ["a key of Amazon's cloud", `aws = AKIA${capitals(16)}`],
  ["a key of Google's cloud", `"AIza${random(35)}"`],
  ["a key of Microsoft's cloud", `AccountName=a;AccountKey=${random(86)}==;`],
  ["a token of GitHub", `ghp_${random(36)}`],
  ["a token of GitHub", `github_pat_${random(82)}`],
  ["a token of GitLab", `glpat-${random(20)}`],
  ["a token of npm", `npm_${random(36)}`],
  ["a token of npm", `//registry.npmjs.org/:_authToken=${random(36)}`],
  ["a token of PyPI", `pypi-${random(80)}`],
  ["a token of Slack", `xoxb-${random(40)}`],
  ["a token of Telegram", `123456789:AA${random(33)}`],
  ["a key for payments", `sk_live_${random(24)}`],
  ["a key for mail", `SG.${random(22)}.${random(43)}`],
  ["a key for a model", `sk-ant-${random(60)}`],
  ["a signed token", `eyJ${random(30)}.eyJ${random(40)}.${random(43)}`],
  ["a password in an address", `postgresql://app:${random(16)}@10.0.0.5:5432/vong_lau`],
  ["a password in an address", `rtsp://admin:${random(9)}@192.168.1.20/stream`],
  ["a password in an address", `https://user:${random(12)}@example.gov.vn/`],
  ["a secret in a setting", `APP_SECRET=${random(48)}`],
  ["a secret in a setting", `export OIDC_CLIENT_SECRET="${random(32)}"`],
  ["a secret in a setting", `FIELD_KEY=${random(43)}=`],
  ["a secret in a setting", `PGPASSWORD=${random(14)}`],
  ["a secret given a name", `const clientSecret = "${random(40)}";`],
  ["a secret given a name", `{ "password": "${random(24)}" }`],
  ["a secret given a name", `api_key: '${hex(40)}'`],
  ["a secret given a name", `matKhau: "${random(24)}"`],
];
test.each(planted)("%s is found, on its line, and not repeated: case %#", (what, text) => {
  const found = secretsIn(`first line\nsecond line\n${text}\nlast line`);
  expect(found.map((one) => [one.what, one.line])).toContainEqual([what, 3]);
  expect(JSON.stringify(found)).not.toContain(text.slice(-12));
});

test.each([
  'const secret = derive("session");',
  'APP_SECRET: "a-secret-that-is-only-for-tests-and-long-enough",',
  "APP_SECRET=",
  "APP_SECRET=$(openssl rand -base64 48)",
  "DATABASE_URL=postgresql://vong_lau:change-me@127.0.0.1:5432/vong_lau",
  "postgresql://app:$" + "{password}@127.0.0.1",
  'password: z.string().min(14, "password-short"),',
  'password: "suối đá cổng trời mưa",',
  'passwordHash: "argon2id",',
  '"integrity": "sha512-abc"',
  "https://example.gov.vn:8443/path@x",
  "mailto:an-ninh@example.gov.vn",
  "const token = await newToken();",
  'tokenLabel: "mã xác thực của người dùng",',
  "H22.15.7-230105-0001",
  "-----BEGIN CERTIFICATE-----",
  "-----BEGIN PUBLIC KEY-----",
  "the keys sk_live and pk_live are for payments",
])("what only speaks of secrets is none: %s", (text) => expect(secretsIn(text)).toEqual([]));

const place = mkdtempSync(join(tmpdir(), "vong-lau-secrets-"));
afterAll(() => rmSync(place, { recursive: true }));
const git = (...args: string[]) => spawnSync("git", args, { cwd: place, encoding: "utf8" });
const scan = () =>
  spawnSync(process.execPath, ["--import", join(root, "node_modules/tsx/dist/loader.mjs"), join(root, "lib/cli/secrets.ts")], {
    cwd: place,
    encoding: "utf8",
  });

test("a working tree is looked through, also what was not added yet; what git ignores, pictures and the lock are not", () => {
  git("init", "-q");
  mkdirSync(join(place, "deep/er"), { recursive: true });
  writeFileSync(join(place, ".gitignore"), ".env\n");
  writeFileSync(join(place, ".env"), `APP_SECRET=${random(48)}\n`);
  writeFileSync(join(place, "picture.png"), begin(""));
  writeFileSync(join(place, "package-lock.json"), `ghp_${random(36)}`);
  writeFileSync(join(place, "good.ts"), "export const one = 1;\n");
  expect([secretsUnder(place), scan().status]).toEqual([[], 0]);
  writeFileSync(join(place, "deep/er/notes.txt"), `remember\nghp_${random(36)}\n`);
  const run = scan();
  expect(run.status).toBe(1);
  expect(run.stderr).toContain("deep/er/notes.txt:2: a token of GitHub");
  expect(run.stderr).toMatch(/Có bí mật .* \/ A secret/);
  expect(run.stderr).not.toContain("ghp_");
});

test("T-82: no secret lies in this repository, and to know it takes about a second", () => {
  const before = process.cpuUsage();
  expect(secretsUnder(root)).toEqual([]);
  expect(process.cpuUsage(before).user / 1_000_000).toBeLessThan(4);
});
