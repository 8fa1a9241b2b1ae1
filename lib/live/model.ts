import * as z from "zod";
import type { Topic as CommandTopic } from "@/lib/command";

/** What may change under an open screen. A topic says where to look again, never what changed: rights stay with the queries. */
export const topics = [
  "dossiers",
  "files",
  "imports",
  "catalogue",
  "city",
  "users",
  "exchange",
  "documents",
  "cameras",
  "figures",
] as const satisfies readonly CommandTopic[];
export const Topic = z.enum(topics);
export type Topic = z.output<typeof Topic>;

/** Where the browser listens: an EventSource with the session cookie. */
export const livePath = "/api/v1/live";

/**
 * The events of the stream. `change` carries `{topic, at}`; after `resync` everything on screen may be stale and is
 * fetched anew; `bye` ends the stream: with `signed-out` there is no use in coming back.
 */
export const liveEvents = ["change", "resync", "bye"] as const;
export const Change = z.object({ topic: Topic, at: z.iso.datetime() });
export type Change = z.output<typeof Change>;
export const Bye = z.object({ reason: z.enum(["signed-out", "closing"]) });
export type Bye = z.output<typeof Bye>;
