"use client";
import { type RefObject, useEffect, useRef, useState } from "react";
import { newKey, Problem, sendJson } from "../ui/request";
import { keptReader } from "./document-query";

/** Typing rests this long before it is saved, and it is saved no more often than the second says: each save is in the audit log. */
const restMs = 1_500;
const paceMs = 8_000;

export type Saving = { is: "still" | "typing" | "saving" } | { is: "saved"; at: string } | { is: "lost"; error: unknown };
type Kept = { id: number; version: number };

/**
 * A draft that is kept already saves itself as typing rests, each time over what this form last knew: where somebody else changed it meanwhile it
 * stops and says so. What was never kept is not sent before its writer says so: a mark of secrecy may yet be found on it.
 */
export function useAutosave(
  form: RefObject<HTMLFormElement | null>,
  kept: Kept | undefined,
  bodyOf: (form: HTMLFormElement) => Record<string, unknown>,
  isHeld: boolean,
  /** What was typed over this version is kept by the server now. */
  onSaved: (version: number) => void,
) {
  const [saving, setSaving] = useState<Saving>({ is: "still" });
  const now = useRef({ version: kept?.version ?? 0, text: "", savedAt: 0, isStopped: false });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const sending = useRef<Promise<void>>(Promise.resolve());
  const hold = useRef(isHeld);
  hold.current = isHeld;
  const save = async (): Promise<void> => {
    const at = form.current;
    if (!kept || !at || hold.current || now.current.isStopped || !at.checkValidity()) return;
    const body = bodyOf(at);
    now.current.text = JSON.stringify(body);
    now.current.savedAt = Date.now();
    setSaving({ is: "saving" });
    try {
      const url = `/api/v1/documents/${kept.id}`;
      const typedOver = now.current.version;
      const { version } = await sendJson("PUT", url, { ...body, version: typedOver }, keptReader, newKey());
      now.current.version = version;
      onSaved(typedOver);
      setSaving({ is: "saved", at: new Date().toISOString() });
    } catch (error) {
      now.current.isStopped = error instanceof Problem && error.code === "document-changed";
      now.current.text = "";
      setSaving({ is: "lost", error });
    }
  };
  const touched = () => {
    const at = form.current;
    if (!kept || !at || now.current.isStopped) return;
    const text = JSON.stringify(bodyOf(at));
    // As it was opened, or as it was saved.
    if (now.current.text === "") now.current.text = now.current.savedAt === 0 ? (opened.current ?? text) : "";
    if (text === now.current.text) return;
    setSaving({ is: "typing" });
    clearTimeout(timer.current);
    timer.current = setTimeout(
      () => {
        sending.current = sending.current.then(save);
      },
      Math.max(restMs, now.current.savedAt + paceMs - Date.now()),
    );
  };
  const opened = useRef<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the form says as it opens.
  useEffect(() => {
    if (form.current) opened.current = JSON.stringify(bodyOf(form.current));
    return () => clearTimeout(timer.current);
  }, []);
  return {
    saving,
    touched,
    version: () => now.current.version,
    /** Waits for what is on its way and plans nothing more: the form is sent by hand now. */
    rest: async () => {
      clearTimeout(timer.current);
      await sending.current;
    },
  };
}
