"use client";
import { useHotkeys } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { Section } from "../shell/sections";
import { lazily } from "../ui/lazily";
import classes from "./palette.module.css";

const PaletteDialog = lazily(() => import("./palette-dialog").then((m) => m.PaletteDialog), { isQuiet: true });

/** One box that finds pages, procedures and dossiers: by Ctrl+K from wherever one is, or by its button. What it needs loads when it is first opened. */
export function Palette({ sections, isSmall }: { sections: readonly Section[]; isSmall?: boolean }) {
  const t = useTranslations("shell.palette");
  // The button in the column listens; the one of a phone's bar is the same box.
  const { isOpen, open, close, takeEarly } = useOpening();
  useHotkeys(isSmall ? [] : [["mod+K", open]], [], true);
  return (
    <>
      <button
        type="button"
        className={isSmall ? classes.small : classes.button}
        onClick={open}
        aria-label={t("open")}
        aria-keyshortcuts="Control+K Meta+K"
        aria-haspopup="dialog"
      >
        <IconSearch size={isSmall ? "1.375rem" : "1rem"} aria-hidden />
        {isSmall ? null : (
          <>
            <span>{t("open")}</span>
            <kbd>Ctrl K</kbd>
          </>
        )}
      </button>
      {isOpen ? <PaletteDialog sections={sections} onClose={close} takeEarly={takeEarly} /> : null}
    </>
  );
}

const patienceMs = 3_000;
/** Whether the box is open, and what was typed before it could take it: hands that know the key do not wait for the box. */
function useOpening() {
  const [isOpen, setOpen] = useState(false);
  /** Null once the box listens itself. */
  const early = useRef<string | null>(null);
  useEffect(() => {
    if (!isOpen) return;
    const onKey = (event: KeyboardEvent) => {
      if (early.current === null || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (event.key === "Backspace") early.current = early.current.slice(0, -1);
      else if (event.key.length === 1) early.current += event.key;
      else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    window.addEventListener("keydown", onKey, { capture: true });
    // A box that does not come keeps nobody from typing.
    const given = setTimeout(() => {
      early.current = null;
    }, patienceMs);
    return () => {
      clearTimeout(given);
      window.removeEventListener("keydown", onKey, { capture: true });
    };
  }, [isOpen]);
  const open = useCallback(() => {
    if (isOpen) return;
    early.current = "";
    setOpen(true);
  }, [isOpen]);
  const close = useCallback(() => {
    early.current = null;
    setOpen(false);
  }, []);
  const takeEarly = useCallback(() => {
    const typed = early.current ?? "";
    early.current = null;
    return typed;
  }, []);
  return { isOpen, open, close, takeEarly };
}
