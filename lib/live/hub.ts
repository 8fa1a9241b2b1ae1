import pg from "pg";
import { applicationRole } from "@/lib/db/client";
import { together } from "@/lib/db/together";
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
  /** The hub of this process, when it has one. */
  private static own: Hub | undefined;
  private readonly listeners = new Set<Listener>();
  private readonly hearers = new Set<(heard: Topic | "gap") => void>();
  private readonly gathering = new Map<Topic, { again: boolean }>();
  private readonly boot = Date.now().toString(36);
  private count = 0;
  private client: pg.Client | undefined;
  private check: NodeJS.Timeout | undefined;
  private retry: NodeJS.Timeout | undefined;
  private waitMs = 250;
  private asking: Promise<boolean> | undefined;
  private isClosed = false;
  private wasConnected = false;

  /** After `patienceMs` without an answer nobody waits for the listening connection to vouch for anything. */
  constructor(private readonly patienceMs = 250) {}

  /** Resolves when it hears; keeps trying in the background when the database is not there yet. */
  async start(): Promise<void> {
    Hub.own = this;
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
    this.check = setInterval(() => void this.answers(), checkMs);
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

  /** Does this process hear what changes? Null where it has no live channel, as a worker. */
  static hears(): boolean | null {
    return Hub.own ? Hub.own.isHearing : null;
  }

  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Calls at every announcement, before it is gathered, and at `gap` when announcements may have been missed. */
  onHeard(hearer: (heard: Topic | "gap") => void): () => void {
    this.hearers.add(hearer);
    return () => void this.hearers.delete(hearer);
  }

  /**
   * Resolves with true when everything that was committed before the call has been heard: the database delivers what is
   * announced before it answers a question on the same connection. False when nobody can say.
   */
  readonly caughtUp: () => Promise<boolean> = (() => {
    const ask = together(async (asked: readonly null[]) => {
      const answer = await this.answers();
      return asked.map(() => answer);
    });
    return () => (this.isHearing ? ask(null) : Promise.resolve(false));
  })();
  /** Asks the database over the listening connection, one question at a time. One that fails ends the connection. */
  private async answers(): Promise<boolean> {
    const { client } = this;
    // A question still out began before this one was asked, and the connection is slow.
    if (!client || this.asking) return false;
    const asking = client.query("select 1").then(
      () => this.isHearing && this.client === client,
      () =>
        client.end().then(
          () => false,
          () => false,
        ),
    );
    this.asking = asking;
    void asking.then(() => {
      if (this.asking === asking) this.asking = undefined;
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), this.patienceMs);
    });
    const answer = await Promise.race([asking, late]);
    clearTimeout(timer);
    return answer;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.hear("gap");
    clearInterval(this.check);
    this.check = undefined;
    clearTimeout(this.retry);
    this.listeners.clear();
    this.hearers.clear();
    await this.client?.end().catch(() => undefined);
  }

  private lost(client: pg.Client): void {
    if (this.client !== client || this.isClosed) return;
    this.client = undefined;
    this.asking = undefined;
    clearInterval(this.check);
    this.check = undefined;
    this.hear("gap");
    this.retry = setTimeout(() => void this.start(), this.waitMs);
    this.waitMs = Math.min(this.waitMs * 2, 5_000);
  }

  private heard(payload: string | undefined): void {
    const topic = Topic.safeParse(payload);
    if (!topic.success) return;
    this.hear(topic.data);
    const gathered = this.gathering.get(topic.data);
    if (gathered) {
      gathered.again = true;
      return;
    }
    this.announce(topic.data);
  }

  private hear(heard: Topic | "gap"): void {
    for (const hearer of this.hearers) hearer(heard);
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
