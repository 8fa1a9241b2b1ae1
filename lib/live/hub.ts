import pg from "pg";
import { applicationRole } from "@/lib/db/client";
import { env } from "@/lib/env";
import { describeError, log } from "@/lib/log";
import { Topic } from "./model";

export type LiveEvent = { id: string; name: "change"; topic: Topic; at: string } | { id: string; name: "resync" };
type Listener = (event: LiveEvent) => void;

/** Changes of one topic closer together than this are told once: at the first, and once more after the last. */
const gatherMs = 100;
const checkMs = 20_000;

/**
 * Hears what commands announce, over one database connection, and tells every subscriber. When the connection was lost,
 * nobody knows what was missed: subscribers get `resync` as soon as it is back.
 */
export class Hub {
  private readonly listeners = new Set<Listener>();
  private readonly gathering = new Map<Topic, { again: boolean }>();
  private readonly boot = Date.now().toString(36);
  private count = 0;
  private client: pg.Client | undefined;
  private check: NodeJS.Timeout | undefined;
  private retry: NodeJS.Timeout | undefined;
  private waitMs = 250;
  private isClosed = false;
  private wasConnected = false;

  /** Resolves when it hears; keeps trying in the background when the database is not there yet. */
  async start(): Promise<void> {
    const client = new pg.Client({
      connectionString: env().DATABASE_URL,
      application_name: "vong-lau live",
      options: `-c role=${applicationRole}`,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
    });
    client.on("error", () => undefined);
    client.once("end", () => this.lost(client));
    client.on("notification", ({ payload }) => this.heard(payload));
    this.client = client;
    try {
      await client.connect();
      await client.query("listen live");
    } catch (error) {
      log().warn({ error: describeError(error) }, "the live channel has no database");
      await client.end().catch(() => undefined);
      this.lost(client);
      return;
    }
    this.waitMs = 250;
    // A connection whose other end vanished without a word is found by asking.
    this.check = setInterval(() => void client.query("select 1").catch(() => client.end().catch(() => undefined)), checkMs);
    if (this.wasConnected) this.tell({ id: this.nextId(), name: "resync" });
    this.wasConnected = true;
  }

  /** The id of the newest event: a client that saw another one last has missed something. */
  get lastId(): string {
    return `${this.boot}-${this.count}`;
  }
  get isHearing(): boolean {
    return this.check !== undefined;
  }

  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearInterval(this.check);
    clearTimeout(this.retry);
    this.listeners.clear();
    await this.client?.end().catch(() => undefined);
  }

  private lost(client: pg.Client): void {
    if (this.client !== client || this.isClosed) return;
    this.client = undefined;
    clearInterval(this.check);
    this.check = undefined;
    this.retry = setTimeout(() => void this.start(), this.waitMs);
    this.waitMs = Math.min(this.waitMs * 2, 5_000);
  }

  private heard(payload: string | undefined): void {
    const topic = Topic.safeParse(payload);
    if (!topic.success) return;
    const gathered = this.gathering.get(topic.data);
    if (gathered) {
      gathered.again = true;
      return;
    }
    this.announce(topic.data);
  }

  private announce(topic: Topic): void {
    this.tell({ id: this.nextId(), name: "change", topic, at: new Date().toISOString() });
    const state = { again: false };
    this.gathering.set(topic, state);
    setTimeout(() => {
      this.gathering.delete(topic);
      if (state.again && !this.isClosed) this.announce(topic);
    }, gatherMs).unref();
  }

  private nextId(): string {
    this.count += 1;
    return this.lastId;
  }
  private tell(event: LiveEvent): void {
    for (const listener of this.listeners) listener(event);
  }
}
