"use client";
import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import type { DossierDetail } from "@/lib/dossiers/model";
import { isBusy } from "../ui/is-busy";
import { lazily } from "../ui/lazily";
import classes from "./dossier.module.css";

const CorrectDialog = lazily(() => import("./correct-dialog").then((m) => m.CorrectDialog));

/** Opens the form that corrects a dossier; E does so too. What became of it is said beside the button. */
export function CorrectButton({ dossier }: { dossier: Pick<DossierDetail, "id" | "code"> }) {
  const t = useTranslations("dossiers.page.correct");
  const [isOpen, setOpen] = useState(false);
  const [said, setSaid] = useState("");
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.key.toLowerCase() !== "e" || isBusy(event.target)) return;
      event.preventDefault();
      setOpen(true);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return (
    <>
      <p className={classes.reveal}>
        <Button
          variant="default"
          size="compact-sm"
          aria-keyshortcuts="E"
          rightSection={
            <kbd className={classes.key} aria-hidden>
              E
            </kbd>
          }
          onClick={() => setOpen(true)}
        >
          {t("open")}
        </Button>
      </p>
      <p role="status" className={classes.said}>
        {said}
      </p>
      {isOpen ? (
        <CorrectDialog
          id={dossier.id}
          code={dossier.code}
          onClose={() => setOpen(false)}
          onDone={(told) => {
            setOpen(false);
            setSaid(told);
          }}
        />
      ) : null}
    </>
  );
}
