/** Ends the session on the server and leaves for the sign-in page; whatever was on screen goes with the page. */
export async function signOut(): Promise<void> {
  const answer: unknown = await fetch("/api/auth/csrf", { credentials: "same-origin" }).then((r) => r.json());
  const csrfToken: unknown = answer && typeof answer === "object" ? Reflect.get(answer, "csrfToken") : null;
  await fetch("/api/auth/signout", {
    method: "POST",
    credentials: "same-origin",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken: String(csrfToken), json: "true" }),
  });
  window.location.assign("/sign-in");
}
