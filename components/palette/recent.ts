export type Recent = { id: number; code: string };
const place = "recent-dossiers";
const most = 6;

/** The dossiers this tab opened last, newest first: codes alone, nothing of a person. They go with the tab, and at the sign-out. */
export function recentDossiers(): readonly Recent[] {
  try {
    const read: unknown = JSON.parse(sessionStorage.getItem(place) ?? "[]");
    return Array.isArray(read) ? read.flatMap((one: unknown) => (isRecent(one) ? [one] : [])) : [];
  } catch {
    return [];
  }
}
const isRecent = (one: unknown): one is Recent =>
  typeof one === "object" &&
  one !== null &&
  "id" in one &&
  typeof one.id === "number" &&
  "code" in one &&
  typeof one.code === "string";

export function rememberDossier({ id, code }: Recent): void {
  try {
    const others = recentDossiers().filter((one) => one.id !== id);
    sessionStorage.setItem(place, JSON.stringify([{ id, code }, ...others].slice(0, most)));
  } catch {
    // A browser that keeps nothing has no recent dossiers.
  }
}

export function forgetRecent(): void {
  try {
    sessionStorage.removeItem(place);
  } catch {
    // Nothing was kept.
  }
}
