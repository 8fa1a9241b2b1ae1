import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import { env } from "@/lib/env";

const keyId = (key: Buffer) => createHash("sha256").update(key).digest().subarray(0, 4);

let ring: { current: KeyObject; currentId: Buffer; byId: Map<string, Buffer>; index: KeyObject } | undefined;
function keys() {
  if (!ring) {
    const current = Buffer.from(env().FIELD_KEY, "base64");
    const all = [current, ...env().FIELD_KEYS_OLD.map((k) => Buffer.from(k, "base64"))];
    ring = {
      current: createSecretKey(current),
      currentId: keyId(current),
      byId: new Map(all.map((k) => [keyId(k).toString("hex"), k])),
      index: createSecretKey(derive("blind-index")),
    };
  }
  return ring;
}

const nonceBytes = 12;
let nonces = Buffer.alloc(0);
/** Random bytes are drawn a page at a time: a register seals two numbers a row. Each nonce is handed out once. */
function nextNonce(): Buffer {
  if (nonces.length < nonceBytes) nonces = randomBytes(nonceBytes * 512);
  const nonce = nonces.subarray(0, nonceBytes);
  nonces = nonces.subarray(nonceBytes);
  return nonce;
}

/** A 32-byte key of its own for one purpose, from APP_SECRET (HKDF-SHA256). */
export function derive(purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", env().APP_SECRET, "vong-lau", purpose, 32));
}

/** Places are a handful of names written in the code. */
const places = new Map<string, Buffer>();
function placeBytes(place: string): Buffer {
  const known = places.get(place);
  if (known) return known;
  const bytes = Buffer.from(place);
  places.set(place, bytes);
  return bytes;
}

/**
 * Encrypts a personal value at rest: AES-256-GCM, key id ‖ nonce ‖ tag ‖ text. `place` (table.column) is
 * authenticated too, so a sealed value moved elsewhere does not open.
 */
export function seal(text: string, place: string): Uint8Array<ArrayBuffer> {
  const { current, currentId } = keys();
  const nonce = nextNonce();
  const cipher = createCipheriv("aes-256-gcm", current, nonce).setAAD(placeBytes(place));
  const body = cipher.update(text, "utf8");
  // GCM holds nothing back: the end brings the tag alone.
  cipher.final();
  const sealed = new Uint8Array(32 + body.length);
  sealed.set(currentId);
  sealed.set(nonce, 4);
  sealed.set(cipher.getAuthTag(), 16);
  sealed.set(body, 32);
  return sealed;
}

/** The text of a sealed value. Throws when the key is unknown or the value was altered or moved. */
export function open(sealed: Uint8Array, place: string): string {
  const bytes = Buffer.from(sealed);
  const key = keys().byId.get(bytes.subarray(0, 4).toString("hex"));
  if (!key) throw new Error(`no key for a sealed value of ${place}`);
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(4, 16)).setAAD(placeBytes(place));
  decipher.setAuthTag(bytes.subarray(16, 32));
  return Buffer.concat([decipher.update(bytes.subarray(32)), decipher.final()]).toString("utf8");
}

/** A searchable shadow of a personal value: equal values of one place give equal 16 bytes, and nothing more is told. */
export function blindIndex(value: string, place: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHmac("sha256", keys().index).update(`${place}\0${value}`).digest().subarray(0, 16));
}

/** Digits and letters nobody mistakes for one another (Crockford's base 32). */
const readable = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** A random code that people read from paper and type: five bits a sign. */
export function newReadableCode(signs: number): string {
  return [...randomBytes(signs)].map((byte) => readable[byte & 31]).join("");
}
/** Proves a value to whoever has the value and the key of the purpose (HMAC-SHA256), and tells it to nobody. */
export function macOf(value: string, purpose: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHmac("sha256", derive(purpose)).update(value).digest());
}

/** A random token fit for a link or a key, and the hash that is kept of it. */
export function newToken(bytes = 32): { token: string; hash: Uint8Array<ArrayBuffer> } {
  const token = randomBytes(bytes).toString("base64url");
  return { token, hash: hashToken(token) };
}
export function hashToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(token).digest());
}
