import type { AuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import * as z from "zod";
import { revokeSession, signInByPassword, signInBySso } from "@/lib/auth/commands";
import type { Origin } from "@/lib/auth/model";
import { findActorBySession } from "@/lib/auth/queries";
import { safeNext } from "@/lib/auth/rules";
import { isAway } from "@/lib/db/faults";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { describeError, log } from "@/lib/log";
import { decodeSession, encodeSession, isSecure, sessionCookieName, sessionSeconds, signInSecret } from "../../session-cookie";

export const ssoProvider = "sso";
/** `auth_time`, in seconds: when the person last proved there who they are. */
const IdToken = z.object({ iss: z.url(), sub: z.string().min(1).max(255), auth_time: z.int().positive().optional() });

/**
 * The sign-in library for one request: where it comes from, and the one-time link it may carry to join an account to an identity.
 * `refused` hears why nobody came in, for the library's own answer tells only a code.
 */
export function optionsFor(origin: Origin, linkToken: string | null, refused: (error: AppError) => void): AuthOptions {
  const sso = ssoSettings();
  const saying = <T>(act: () => Promise<T>) => told(act, refused);
  return {
    secret: signInSecret(),
    useSecureCookies: isSecure(),
    session: { strategy: "jwt", maxAge: sessionSeconds() },
    jwt: {
      secret: signInSecret(),
      maxAge: sessionSeconds(),
      encode: ({ token }) => encodeSession(z.uuid().parse(token?.sid)),
      decode: async ({ token }) => {
        const sid = await decodeSession(token);
        return sid === null ? null : { sid };
      },
    },
    cookies: cookieNames(),
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [
      Credentials({
        credentials: { login: {}, password: {}, code: {} },
        authorize: (given) => saying(async () => ({ id: (await signInByPassword(given, origin, new Date())).sessionId })),
      }),
      ...(sso
        ? [
            {
              id: ssoProvider,
              name: env().OIDC_NAME,
              type: "oauth" as const,
              idToken: true,
              wellKnown: sso.wellKnown,
              clientId: sso.clientId,
              clientSecret: sso.clientSecret,
              authorization: { params: { scope: "openid profile" } },
              checks: ["pkce" as const, "state" as const, "nonce" as const],
              httpOptions: { timeout: 10_000 },
              profile: (claims: unknown) => ({ id: IdToken.parse(claims).sub }),
            },
          ]
        : []),
    ],
    callbacks: {
      // For single sign-on this is where the session begins; its id travels on as the user's, as it does for a password.
      signIn: ({ user, account, profile }) =>
        saying(async () => {
          if (account?.provider !== ssoProvider) return true;
          const { iss, sub, auth_time } = IdToken.parse(profile);
          if (iss !== env().OIDC_ISSUER) throw new AppError("unauthenticated", "sso-failed");
          const provedAt = auth_time === undefined ? null : new Date(auth_time * 1000);
          const session = await signInBySso({ issuer: iss, subject: sub, provedAt }, linkToken, origin, new Date());
          user.id = session.sessionId;
          return true;
        }),
      jwt: ({ token, user }) => (user ? { sid: user.id } : { sid: token.sid }),
      redirect: ({ url, baseUrl }) => baseUrl + safeNext(url.startsWith(baseUrl) ? url.slice(baseUrl.length) : url),
    },
    events: {
      signOut: async ({ token }) => {
        const actor = await findActorBySession(String(token?.sid), new Date());
        if (actor?.session) await revokeSession({ actor, now: new Date() }, { sessionId: actor.session.id });
      },
    },
    logger: {
      error: (code, metadata) => log().error({ code, error: describeError(causeOf(metadata)) }, "sign-in failed"),
      warn: (code) => log().debug({ code }, "sign-in library warns"),
      debug: () => undefined,
    },
  };
}

/** Is single sign-on configured, and under which name do people know it? */
export function ssoName(): string | null {
  return ssoSettings() ? env().OIDC_NAME : null;
}
function ssoSettings(): { wellKnown: string; clientId: string; clientSecret: string } | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env();
  if (!issuer || !clientId || !clientSecret) return null;
  return { wellKnown: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`, clientId, clientSecret };
}

/** The library hands an error's message on to the sign-in page: only our own codes may travel there. */
async function told<T>(act: () => Promise<T>, refused: (error: AppError) => void): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const known = isAway(error) ? new AppError("unavailable", "unavailable", { retryAfterSeconds: 5 }) : error;
    if (known !== error || !(known instanceof AppError)) log().error({ error: describeError(error) }, "sign-in failed");
    if (!(known instanceof AppError)) throw new Error("sign-in-failed");
    refused(known);
    throw new Error(known.code);
  }
}
function causeOf(metadata: unknown): unknown {
  if (metadata instanceof Error) return metadata;
  return typeof metadata === "object" && metadata !== null && "error" in metadata ? metadata.error : metadata;
}

function cookieNames(): AuthOptions["cookies"] {
  const prefix = isSecure() ? "__Host-" : "";
  const options = { httpOnly: true, sameSite: "lax" as const, path: "/", secure: isSecure() };
  const short = { ...options, maxAge: 15 * 60 };
  return {
    sessionToken: { name: sessionCookieName(), options },
    callbackUrl: { name: `${prefix}vong-lau.next`, options },
    csrfToken: { name: `${prefix}vong-lau.csrf`, options },
    pkceCodeVerifier: { name: `${prefix}vong-lau.pkce`, options: short },
    state: { name: `${prefix}vong-lau.state`, options: short },
    nonce: { name: `${prefix}vong-lau.nonce`, options: short },
  };
}
