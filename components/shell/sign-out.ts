import { forgetRecent } from "../palette/recent";

const patienceMs = 3_000;
const before = new Set<() => Promise<void>>();
/** Something to be done while the session still stands, such as saving what is half typed. Gives the way to stop. */
export function beforeSignOut(act: () => Promise<void>): () => void {
  before.add(act);
  return () => void before.delete(act);
}

/** Ends the session on the server and leaves for the sign-in page; whatever was on screen goes with the page. */
export async function signOut(): Promise<void> {
  forgetRecent();
  await Promise.race([Promise.allSettled([...before].map((act) => act())), new Promise((end) => setTimeout(end, patienceMs))]);
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
