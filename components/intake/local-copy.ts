import type { DraftContent } from "@/lib/dossiers/model";

/** What a tab keeps of a form beside the server: it bridges a lost connection and a reload, and ends with the tab. */
export type LocalCopy = { id: string; revision: number; content: DraftContent; isSaved: boolean };

const prefix = "intake:";
const keyOf = (userId: number) => `${prefix}${userId}`;

/** What this tab kept for a person, read by the schema; whatever it kept for others is wiped. */
export async function readLocal(userId: number): Promise<LocalCopy | null> {
  try {
    for (const key of Object.keys(sessionStorage))
      if (key.startsWith(prefix) && key !== keyOf(userId)) sessionStorage.removeItem(key);
    const text = sessionStorage.getItem(keyOf(userId));
    if (text === null) return null;
    const { LocalDraft } = await import("./local-draft");
    const read = LocalDraft.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    // A browser that keeps nothing leaves the server's copy.
    return null;
  }
}

export function writeLocal(userId: number, copy: LocalCopy): void {
  try {
    sessionStorage.setItem(keyOf(userId), JSON.stringify(copy));
  } catch {
    // Full or forbidden: the server's copy remains.
  }
}

export function dropLocal(userId: number): void {
  try {
    sessionStorage.removeItem(keyOf(userId));
  } catch {
    // Nothing was kept.
  }
}
