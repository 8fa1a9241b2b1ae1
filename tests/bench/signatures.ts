import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { signPdf } from "@/lib/signatures/signing/sign";
import { city, issue, now, stampBy } from "../signatures/authority";
import { check, paper, trustIn } from "../signatures/papers";
import { median, ms, ratio, took } from "./measure";

// tsx tests/bench/signatures.ts [rounds]

/**
 * Checks of signed files by ours and by poppler's pdfsig, in turns, one at a time: what one core does in a second. pdfsig is a process for
 * each file and is spared the certificates (-nocert), which ours follows to the root with two revocation lists; ours compares what followed
 * each signature object by object, which pdfsig does not.
 */
const rounds = Number(process.argv[2] ?? 15);
const bar = 0.5;
const ours = city();
const trust = trustIn(ours);
const rsa = issue(ours.ca, { kind: "rsa" });
const filled = (bytes: number) =>
  paper("x", { objects: [`<</Length ${bytes}>>\nstream\n${randomBytes(bytes / 2).toString("hex")}\nendstream`] });
const sign = (bytes: Buffer, more: object = {}) => signPdf(bytes, rsa.signer, { field: "Ký", at: now, ...more });

let many = paper();
for (let n = 0; n < 51; n++) many = await signPdf(many, ours.person.signer, { field: `Ký ${n}`, at: now, holeBytes: 2_000 });
const files: [string, Buffer][] = [
  ["60 kB, RSA-2048", await sign(filled(58_000))],
  ["60 kB, RSA-2048, timestamped", await sign(filled(58_000), { stamp: stampBy(ours.tsa) })],
  ["1 MB, RSA-2048", await sign(filled(1_000_000))],
  ["10 MB, RSA-2048", await sign(filled(10_000_000))],
  ["51 signatures, P-256", many],
];
const dir = mkdtempSync(join(tmpdir(), "vong-lau-bench-"));
console.log("| file | ours, ms | pdfsig, ms | ours a second | ours / pdfsig | bar |\n|---|---|---|---|---|---|");
let isSlow = false;
try {
  for (const [name, bytes] of files) {
    const path = join(dir, "a.pdf");
    writeFileSync(path, bytes);
    const mine: number[] = [];
    const theirs: number[] = [];
    for (let i = 0; i < rounds + 2; i++) {
      const own = await took(async () => {
        if (check(bytes, trust).verdict !== "valid") throw new Error(`${name} is not valid`);
      });
      const second = await took(async () => {
        if (spawnSync("pdfsig", ["-nocert", path]).status !== 0) throw new Error(`${name} is not valid for pdfsig`);
      });
      if (i < 2) continue;
      mine.push(own);
      theirs.push(second);
    }
    const share = median(theirs) / median(mine);
    isSlow ||= share < bar;
    console.log(
      `| ${name} | ${ms(median(mine))} | ${ms(median(theirs))} | ${(1_000 / median(mine)).toFixed(0)} | ${ratio(share)} | ${bar} |`,
    );
  }
} finally {
  rmSync(dir, { recursive: true });
}
if (isSlow) throw new Error("slower than half of pdfsig");
