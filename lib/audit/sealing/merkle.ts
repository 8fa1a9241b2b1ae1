import { createHash } from "node:crypto";

const sha256 = (...parts: (string | Buffer)[]) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};
// A leaf can never be read as a node, nor a node as a leaf.
const leafMark = Buffer.from([0]);
const nodeMark = Buffer.from([1]);

/**
 * The root over entries given one by one, in memory of the tree's height: `peaks` are the full subtrees so far,
 * as a binary counter. The root of nothing is the hash of nothing.
 */
export class MerkleRoot {
  private readonly peaks: { height: number; hash: Buffer }[] = [];

  add(entry: readonly string[]): void {
    let peak = { height: 0, hash: sha256(leafMark, JSON.stringify(entry)) };
    for (let left = this.peaks.at(-1); left?.height === peak.height; left = this.peaks.at(-1)) {
      this.peaks.pop();
      peak = { height: peak.height + 1, hash: sha256(nodeMark, left.hash, peak.hash) };
    }
    this.peaks.push(peak);
  }

  toString(): string {
    const hashes = this.peaks.map((p) => p.hash);
    const root = hashes.length > 0 ? hashes.reduceRight((right, left) => sha256(nodeMark, left, right)) : sha256();
    return root.toString("hex");
  }
}

export type SealFacts = {
  n: number;
  count: number;
  firstId: bigint;
  lastId: bigint;
  root: string;
  previous: string;
  /** Entries of transactions before this one, and not before the last seal's, are in this seal. */
  horizon: bigint;
  atMillis: number;
};

/** The hash that chains a seal to the one before. */
export function sealHash(s: SealFacts): string {
  return sha256(
    JSON.stringify([
      "vong-lau-seal-1",
      s.n,
      s.count,
      `${s.firstId}`,
      `${s.lastId}`,
      s.root,
      s.previous,
      `${s.horizon}`,
      s.atMillis,
    ]),
  ).toString("hex");
}
