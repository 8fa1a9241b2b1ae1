"use client";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { useProblemWords } from "../ui/problem-words";
import { readJson } from "../ui/request";
import { byCodeReader } from "./by-code";
import { rememberField, takesText } from "./field-memory";
import classes from "./palette.module.css";
import { heard, isMachine, type Run, scanEvent, scannedBy } from "./wedge";

type Said = { text: string; isFault: boolean } | null;

/**
 * Opens the dossier whose code a scanner types, on whatever page and in whatever field: nothing of it stays in the field. A code nobody knows
 * is told in a sentence. A list that waits for scans takes the code itself (`scanEvent`).
 */
export function ScanListener() {
  const t = useTranslations("shell.scan");
  const ui = useTranslations("ui");
  const words = useProblemWords();
  const [said, setSaid] = useState<Said>(null);
  const open = async (text: string) => {
    setSaid({ text: t("opening"), isFault: false });
    try {
      const { id } = await readJson(`/api/v1/dossiers/by-code?text=${encodeURIComponent(text)}`, byCodeReader);
      // A whole page, not a step of the framework: a search that was just being typed would send the address elsewhere a moment later.
      window.location.assign(`/dossiers/${id}`);
    } catch (error) {
      setSaid({ text: t("failed", { code: text.slice(0, 60), why: words(error) }), isFault: true });
    }
  };
  const act = useRef(open);
  act.current = open;
  useEffect(() => {
    let run: Run | null = null;
    let restore = () => {};
    const onKey = (event: KeyboardEvent) => {
      const { key, timeStamp, target } = event;
      if (key === "Shift") return;
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) {
        run = null;
        return;
      }
      if (key === "Enter") {
        const text = scannedBy(run, timeStamp);
        run = null;
        if (text === null) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        restore();
        if (document.dispatchEvent(new CustomEvent(scanEvent, { detail: text, cancelable: true }))) void act.current(text);
        return;
      }
      if (key.length !== 1) {
        run = null;
        return;
      }
      const next = heard(run, key, timeStamp);
      if (next.text.length === 1) restore = rememberField(target);
      run = next;
      // What a scanner types is no shortcut of the page.
      if (isMachine(next) && !takesText(target)) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    };
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, []);
  return (
    <div className={classes.said} data-open={said ? true : undefined}>
      <p role={said?.isFault ? "alert" : "status"}>{said?.text}</p>
      {said?.isFault ? (
        // The focus stays in the field somebody was typing in.
        <button type="button" onMouseDown={(event) => event.preventDefault()} onClick={() => setSaid(null)}>
          {ui("close")}
        </button>
      ) : null}
    </div>
  );
}
