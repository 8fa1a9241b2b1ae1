import { decode, encode } from "next-auth/jwt";
import * as z from "zod";
import { env } from "@/lib/env";
import { derive } from "@/lib/secrets";

/**
 * What a browser holds: an encrypted name of a session, and nothing else. The session table says what it is worth.
 * The salt gives the cookie a key of its own, so that no other token of the sign-in library opens as a session.
 */
const salt = "vong-lau.session";
const Claims = z.strictObject({
  use: z.literal("session"),
  sid: z.uuid(),
  iat: z.int(),
  exp: z.int(),
  jti: z.string(),
});

export const isSecure = (): boolean => env().PUBLIC_URL.startsWith("https://");
export const sessionCookieName = (): string => (isSecure() ? "__Host-vong-lau.session" : "vong-lau.session");
/** The secret every token of the sign-in library is derived from. */
export const signInSecret = (): string => derive("sign-in").toString("base64");
export const sessionSeconds = (): number => env().SESSION_HOURS * 3600;

export function encodeSession(sessionId: string): Promise<string> {
  return encode({ token: { use: "session", sid: sessionId }, secret: signInSecret(), maxAge: sessionSeconds(), salt });
}

/** The session a cookie names, or null for anything that is not exactly such a cookie of ours. */
export async function decodeSession(token: string | undefined): Promise<string | null> {
  if (token === undefined || token.length > 2000) return null;
  try {
    const claims = Claims.safeParse(await decode({ token, secret: signInSecret(), salt }));
    return claims.success ? claims.data.sid : null;
  } catch {
    return null;
  }
}
