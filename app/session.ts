import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { safeNext } from "@/lib/auth/rules";
import { type Actor, holds, type Permission } from "@/lib/policy";
import { actorOfCookie } from "./caller";
import { sessionCookieName } from "./session-cookie";

/** For pages: who is looking, or null. One look-up a request, however many parts of the page ask. */
export const findActor = cache(
  async (): Promise<Actor | null> => actorOfCookie((await cookies()).get(sessionCookieName())?.value),
);

/**
 * For pages: the signed-in person, holding the permission somewhere. Sends strangers to sign in (and back), whoever must set up
 * a second factor to their account, and shows everyone else that there is no such page.
 * Without a permission the actor may be one who must still set up a factor: their grants are empty.
 */
export async function requireActor(permission?: Permission): Promise<Actor> {
  const actor = await findActor();
  if (actor === null) {
    const asked = safeNext((await headers()).get("x-request-path"));
    redirect(asked === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(asked)}`);
  }
  if (permission === undefined) return actor;
  if (actor.session?.mustSetUpTotp) redirect("/account");
  if (!holds(actor, permission)) notFound();
  return actor;
}
