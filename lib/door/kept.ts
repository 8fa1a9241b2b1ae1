import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Hub } from "@/lib/live/hub";
import type { Topic } from "@/lib/live/model";

/** An answer as it travels. `packed` is made when the first asks for it. */
export type Body = { plain: Uint8Array<ArrayBuffer>; etag: string; packed(): Promise<Buffer> };

/** What all the numbers are made of; an answer may be made of more. Who may see them is asked anew each time. */
const matters: ReadonlySet<Topic | "gap"> = new Set<Topic | "gap">(["dossiers", "catalogue", "city", "gap"]);
/** So that "as of" stays near and what was mended by hand in the database is seen. */
const lifeMs = 60_000;
const mostBytes = 32 * 1024 * 1024;

const compress = promisify(gzip);
const packing = (plain: Uint8Array): (() => Promise<Buffer>) => {
  let packed: Promise<Buffer> | undefined;
  // Fast before small: most answers are made anew for everyone.
  return () => (packed ??= compress(plain, { level: 1 }));
};

/** `told` gives the same bytes for all readings that tell the same, whenever they were made; the ETag is made of them. */
export function bodyOf(plain: Body["plain"], told: () => Uint8Array): Body {
  // Let go of once asked: what is kept is bytes.
  let ask: typeof told | undefined = told;
  let etag = "";
  return {
    plain,
    packed: packing(plain),
    get etag() {
      // Weak: packed and plain, read now and read a minute ago are the same answer.
      if (ask) etag = `W/"${createHash("sha256").update(ask()).digest("base64url").slice(0, 27)}"`;
      ask = undefined;
      return etag;
    },
  };
}

type Entry = { at: number; body: Promise<Body>; bytes: number; more: readonly Topic[] };

/**
 * Answers many ask for, in this process, for as long as nothing they are made of has changed. Whoever asks gets an answer that
 * knows of every change committed before they asked; where the live channel cannot vouch for that, nothing is kept.
 */
export class Kept {
  private readonly entries = new Map<string, Entry>();
  private bytes = 0;
  private hub: Pick<Hub, "caughtUp" | "onHeard"> | undefined;

  /** From now on answers are kept. Returns how to stop. */
  trust(hub: Pick<Hub, "caughtUp" | "onHeard">): () => void {
    this.hub = hub;
    const stop = hub.onHeard((heard) => {
      if (matters.has(heard)) this.forget();
      else this.forgetOf(heard);
    });
    return () => {
      stop();
      this.hub = undefined;
      this.forget();
    };
  }

  forget(): void {
    this.entries.clear();
    this.bytes = 0;
  }

  private forgetOf(heard: Topic | "gap"): void {
    for (const [key, { more, bytes }] of this.entries)
      if (more.some((topic) => topic === heard)) {
        this.entries.delete(key);
        this.bytes -= bytes;
      }
  }

  /** Asks the live channel whether it has heard all; begin it early, it takes a round to the database. */
  caughtUp(): Promise<boolean> {
    return this.hub?.caughtUp() ?? Promise.resolve(false);
  }

  /**
   * `isCurrent`: what `caughtUp` said to this very request. The key must name everything the answer depends on. `more`: whose changes also make it
   * old.
   */
  async read(key: string, isCurrent: boolean, make: () => Promise<Body>, more: readonly Topic[] = []): Promise<Body> {
    if (!isCurrent) return make();
    const found = this.entries.get(key);
    if (found && Date.now() - found.at < lifeMs) return found.body;
    const entry: Entry = { at: Date.now(), bytes: 0, body: make(), more };
    this.entries.set(key, entry);
    try {
      const body = await entry.body;
      if (this.entries.get(key) === entry) this.weigh(key, entry, body.plain.byteLength);
      return body;
    } catch (error) {
      if (this.entries.get(key) === entry) this.entries.delete(key);
      throw error;
    }
  }

  /** The oldest go when the newest has no room. Replaced and packed ones weigh a little more than is counted. */
  private weigh(key: string, entry: Entry, bytes: number): void {
    entry.bytes = bytes;
    this.bytes += bytes;
    for (const [old, { bytes: freed }] of this.entries) {
      if (this.bytes <= mostBytes && this.entries.size <= 1_000) return;
      if (old === key && this.bytes <= mostBytes) continue;
      this.entries.delete(old);
      this.bytes -= freed;
    }
  }
}

/** The process's own. */
export const kept = new Kept();
