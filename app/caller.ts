import { findActorByKey, findActorBySession } from "@/lib/auth/queries";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { decodeSession, sessionCookieName } from "./session-cookie";

// Nothing of the framework here: the front door answers the API before the framework is prepared.

/** What is looked at of a request: an address and headers. */
export type Asker = { url: string; headers: Pick<Headers, "get"> };

/** What somebody may still do who has to set up a second factor first. */
const beforeTotp = "/api/v1/account";

/**
 * Who sends this request: a person by their session cookie, or (where a route allows it) a machine by its key.
 * A request with an Authorization header is a machine's and its cookies count for nothing.
 */
export async function actorOf(request: Asker, { keys }: { keys: boolean }): Promise<Actor | null> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) {
    const token = /^Bearer ([A-Za-z0-9_-]+)$/.exec(authorization)?.[1];
    return keys === true && token !== undefined ? findActorByKey(token, addressOf(request.headers), new Date()) : null;
  }
  const actor = await actorOfCookie(cookieOf(request.headers.get("cookie"), sessionCookieName()));
  if (actor?.session?.mustSetUpTotp && !`${new URL(request.url).pathname}/`.startsWith(`${beforeTotp}/`))
    throw new AppError("forbidden", "totp-first");
  return actor;
}

/** The address the front door saw; it sets this header itself and drops what a client sent under the name. */
export function addressOf(from: Asker["headers"]): string {
  return from.get("x-client-address") ?? "local";
}

/** The person whose session a cookie names, or null. */
export async function actorOfCookie(token: string | undefined): Promise<Actor | null> {
  const sessionId = await decodeSession(token);
  if (sessionId === null) return null;
  const actor = await findActorBySession(sessionId, new Date());
  // Shape, not truth: an object that merely exists (an error, a half-made answer) is nobody.
  const isPerson = actor?.kind === "user" && typeof actor.userId === "number" && actor.session?.id === sessionId;
  return isPerson ? actor : null;
}

function cookieOf(header: string | null, name: string): string | undefined {
  const found = (header ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`));
  // Two cookies of the name mean that somebody planted one: neither is believed.
  return found.length === 1 ? found[0]?.slice(name.length + 1) : undefined;
}
