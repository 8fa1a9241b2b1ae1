"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Draft, DraftContent } from "@/lib/dossiers/model";
import { beforeSignOut } from "../shell/sign-out";
import { newKey, Problem, readJson, sendJson } from "../ui/request";
import { isBlank, newDraft, newDraftId } from "./form";
import { draftReader, savedReader } from "./intake-query";
import { dropLocal, readLocal, writeLocal } from "./local-copy";

/** Typing rests this long before it is saved, and it is saved no more often than the second says: each save is in the audit log. */
const restMs = 1_500;
const paceMs = 8_000;
const againMs = 5_000;

export type Keeping =
  | { is: "empty" | "typing" | "saving" | "gone" | "changed" }
  | { is: "saved"; at: string }
  | { is: "lost"; error: unknown };

const addressOf = (id: string) => `/api/v1/drafts/${id}`;

/**
 * A form that survives: every keystroke is kept in the tab, and saved on the server when typing rests. What could not be saved is tried
 * again by itself. Of two windows with the same draft the second is told ("changed") and chooses; a draft that is no more is "gone".
 */
export function useDraft({ userId, deskId, opened }: { userId: number; deskId: number; opened: Draft | null }) {
  const [draft, setDraft] = useState(() => ({
    id: opened?.id ?? newDraftId(),
    content: opened?.content ?? newDraft(deskId),
  }));
  const [keeping, setKeeping] = useState<Keeping>(opened ? { is: "saved", at: opened.savedAt } : { is: "empty" });
  const [isRestored, setRestored] = useState(false);
  // What the timers look at: the newest of everything, beside what is drawn.
  const now = useRef({ ...draft, revision: opened?.revision ?? 0, isDirty: false, isHeld: false, savedAt: 0 });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const sending = useRef<Promise<void> | null>(null);
  const atFirst = useRef(opened);
  const saveLater = useRef<() => Promise<void>>(async () => undefined);
  const wait = useCallback((ms: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      timer.current = undefined;
      void saveLater.current();
    }, ms);
  }, []);
  const plan = useCallback(() => wait(Math.max(restMs, now.current.savedAt + paceMs - Date.now())), [wait]);
  const rest = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
  }, []);

  const keepLocal = useCallback(() => {
    const { id, revision, content, isDirty } = now.current;
    if (isBlank(content) && revision === 0) dropLocal(userId);
    else writeLocal(userId, { id, revision, content, isSaved: !isDirty });
  }, [userId]);

  const save = useCallback(async (): Promise<void> => {
    rest();
    if (sending.current) return sending.current;
    const { id, revision, content, isDirty, isHeld } = now.current;
    if (!isDirty || isHeld || (isBlank(content) && revision === 0)) return;
    const act = async () => {
      setKeeping({ is: "saving" });
      now.current.isDirty = false;
      try {
        const saved = await sendJson("PUT", addressOf(id), { revision, content }, savedReader, newKey());
        if (now.current.id !== id) return;
        now.current.revision = saved.revision;
        now.current.savedAt = Date.now();
        showInAddress(id);
        setKeeping(now.current.isDirty ? { is: "typing" } : { is: "saved", at: saved.savedAt });
        keepLocal();
      } catch (error) {
        if (now.current.id !== id) return;
        now.current.isDirty = true;
        const code = error instanceof Problem ? error.code : "";
        if (code === "draft-changed" && (await isOwnSave(id, content))) return;
        if (code === "draft-changed" || code === "draft-gone") {
          now.current.isHeld = true;
          setKeeping({ is: code === "draft-gone" ? "gone" : "changed" });
        } else {
          setKeeping({ is: "lost", error });
          wait(againMs);
        }
      }
    };
    // A save that went through while its answer was lost is found again by what it said.
    const isOwnSave = async (of: string, sent: DraftContent): Promise<boolean> => {
      const there = await readJson(addressOf(of), draftReader).catch(() => null);
      if (!there || JSON.stringify(there.content) !== JSON.stringify(sent)) return false;
      now.current.revision = there.revision;
      setKeeping({ is: "typing" });
      wait(restMs);
      return true;
    };
    sending.current = act().finally(() => {
      sending.current = null;
      if (now.current.isDirty && !now.current.isHeld && !timer.current) plan();
    });
    return sending.current;
  }, [keepLocal, plan, rest, wait]);
  useEffect(() => {
    saveLater.current = save;
  }, [save]);

  const put = useCallback(
    (content: DraftContent) => {
      now.current.content = content;
      now.current.isDirty = true;
      setDraft({ id: now.current.id, content });
      keepLocal();
      if (now.current.isHeld) return;
      setKeeping((k) => (k.is === "lost" ? k : { is: isBlank(content) && now.current.revision === 0 ? "empty" : "typing" }));
      if (!sending.current) plan();
    },
    [keepLocal, plan],
  );
  const change = useCallback(
    (part: Partial<DraftContent> | ((form: DraftContent) => DraftContent)) =>
      put(typeof part === "function" ? part(now.current.content) : { ...now.current.content, ...part }),
    [put],
  );

  /** Another form in place of this one: a fresh one, or a draft from the list. */
  const begin = useCallback(
    (next: Draft | null, content?: DraftContent) => {
      rest();
      const started = { id: next?.id ?? newDraftId(), content: next?.content ?? content ?? newDraft(deskId) };
      now.current = { ...started, revision: next?.revision ?? 0, isDirty: false, isHeld: false, savedAt: 0 };
      setDraft(started);
      setKeeping(next ? { is: "saved", at: next.savedAt } : { is: "empty" });
      showInAddress(next?.id ?? null);
      dropLocal(userId);
      if (content && !next) put(content);
    },
    [deskId, put, rest, userId],
  );

  /** Nothing more is saved, and what is on its way has come: the form is about to become a dossier. */
  const hold = useCallback(async () => {
    now.current.isHeld = true;
    rest();
    await sending.current;
  }, [rest]);
  const release = useCallback(() => {
    now.current.isHeld = false;
    if (now.current.isDirty) plan();
  }, [plan]);

  /** Of two versions: this one over the server's, or the server's over this one. */
  const settle = useCallback(
    async (keep: "mine" | "theirs") => {
      const there = await readJson(addressOf(now.current.id), draftReader);
      if (keep === "theirs") return begin(there);
      now.current.revision = there.revision;
      now.current.isHeld = false;
      await saveLater.current();
    },
    [begin],
  );

  useEffect(() => {
    let isGone = false;
    const there = atFirst.current;
    void readLocal(userId).then((copy) => {
      if (isGone) return;
      const isOurs = copy && (there === null || copy.id === there.id);
      if (isOurs && (!copy.isSaved || there === null)) {
        // A tab's own copy that the server never heard of goes on from what the server has.
        const revision = there?.revision ?? copy.revision;
        now.current = { ...now.current, id: copy.id, content: copy.content, revision, isDirty: true };
        setDraft({ id: copy.id, content: copy.content });
        setKeeping({ is: "typing" });
        plan();
      }
      setRestored(true);
    });
    const leave = () => void saveLater.current();
    const hide = () => void (document.visibilityState === "hidden" && saveLater.current());
    window.addEventListener("pagehide", leave);
    window.addEventListener("online", leave);
    document.addEventListener("visibilitychange", hide);
    // What the server has needs not lie in the tab of a shared computer.
    const stay = beforeSignOut(async () => {
      await saveLater.current();
      if (!now.current.isDirty) dropLocal(userId);
    });
    return () => {
      stay();
      isGone = true;
      rest();
      void saveLater.current();
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("online", leave);
      document.removeEventListener("visibilitychange", hide);
    };
  }, [userId, plan, rest]);

  /** It has become a dossier: nothing of it is kept. */
  const finish = useCallback(() => {
    dropLocal(userId);
    showInAddress(null);
  }, [userId]);

  return { id: draft.id, form: draft.content, keeping, isRestored, change, begin, hold, release, settle, finish };
}

/** A reload finds the draft by its address. */
function showInAddress(id: string | null): void {
  const address = new URL(window.location.href);
  if (id === null) address.searchParams.delete("draft");
  else address.searchParams.set("draft", id);
  if (address.href !== window.location.href) window.history.replaceState(window.history.state, "", address);
}
