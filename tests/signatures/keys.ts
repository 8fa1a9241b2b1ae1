import { spawnSync } from "node:child_process";
import { createPrivateKey, type KeyObject } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Holder, pem } from "./authority";

/**
 * A holder's key and certificate as a PKCS#12 file (RFC 7292), as they are handed out, with the authorities above where they are given; made by
 * openssl, which another maker wrote. `how`: what else it is told.
 */
export function pkcs12Of(
  { key, certificate }: Holder,
  password: string,
  above: readonly Holder[] = [],
  how: readonly string[] = [],
): Buffer {
  const certificates = [certificate, ...above.map((one) => one.certificate)].map(({ der }) => pem(der)).join("");
  const text = `${key.export({ type: "pkcs8", format: "pem" })}${certificates}`;
  return openssl({ in: text }, ["pkcs12", "-export", "-in", "in", "-out", "out", "-passout", `pass:${password}`, ...how]);
}

/** The private key in a PKCS#12 file. */
export const keyIn = (file: Buffer, password: string): KeyObject =>
  createPrivateKey(
    openssl({ in: file }, ["pkcs12", "-in", "in", "-out", "out", "-nocerts", "-nodes", "-passin", `pass:${password}`]),
  );

/** Signs a SHA-256 that was made elsewhere, as a card or a signing service does. */
export function signHash(key: KeyObject, hash: Buffer): Buffer {
  const given = { in: hash, key: key.export({ type: "pkcs8", format: "pem" }) };
  return openssl(given, ["pkeyutl", "-sign", "-in", "in", "-inkey", "key", "-out", "out", "-pkeyopt", "digest:sha256"]);
}

function openssl(given: Readonly<Record<string, string | Buffer>>, args: readonly string[]): Buffer {
  const dir = mkdtempSync(join(tmpdir(), "vong-lau-p12-"));
  try {
    for (const [name, bytes] of Object.entries(given)) writeFileSync(join(dir, name), bytes, { mode: 0o600 });
    const said = spawnSync("openssl", args, { cwd: dir, encoding: "utf8" });
    if (said.error ?? said.status !== 0) throw said.error ?? new Error(said.stderr);
    return readFileSync(join(dir, "out"));
  } finally {
    rmSync(dir, { recursive: true });
  }
}
