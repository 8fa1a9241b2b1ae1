/** What signing in came to: where to go, or the code of why not. */
export type Outcome = { to: string; error: null } | { to: null; error: string };

const field = (answer: unknown, name: string): string | null => {
  const value: unknown = answer && typeof answer === "object" ? Reflect.get(answer, name) : null;
  return typeof value === "string" ? value : null;
};

/** Posts a form to the sign-in handlers with their token. Throws TypeError when the server cannot be reached. */
async function post(step: string, form: Record<string, string>): Promise<Outcome> {
  const token = await fetch("/api/auth/csrf", { credentials: "same-origin", cache: "no-store" });
  const response = await fetch(`/api/auth/${step}`, {
    method: "POST",
    credentials: "same-origin",
    cache: "no-store",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ ...form, json: "true", csrfToken: field(await token.json(), "csrfToken") ?? "" }),
  });
  const to = field(await response.json().catch(() => null), "url");
  if (to === null) return { to: null, error: "sign-in-failed" };
  const url = new URL(to, window.location.origin);
  const error = url.searchParams.get("error");
  if (url.origin === window.location.origin && (error !== null || url.searchParams.has("csrf")))
    return { to: null, error: error ?? "sign-in-failed" };
  return { to, error: null };
}

export function signInByPassword(given: { login: string; password: string; code?: string; next: string }): Promise<Outcome> {
  const { next, code, ...person } = given;
  return post("callback/credentials", { ...person, ...(code ? { code } : {}), callbackUrl: next });
}

/**
 * Leaves for the identity provider. With an invitation the account is joined to the identity that comes back; `isAgain` has
 * the provider ask anew who this is.
 */
export function leaveForSso(next: string, how: { invitation?: string; isAgain?: boolean } = {}): Promise<Outcome> {
  const { invitation, isAgain } = how;
  return post("signin/sso", {
    callbackUrl: next,
    ...(invitation ? { invitation } : {}),
    ...(isAgain ? { again: "yes" } : {}),
  });
}
