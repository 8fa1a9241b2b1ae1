import type { Actor } from "@/lib/policy";

/** Who sends this request: a person by their session cookie, or (where a route allows it) a machine by its key. */
export async function actorOf(_request: Request, _options: { keys: boolean }): Promise<Actor | null> {
  return null;
}
