"use client";
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { moveWords } from "@/lib/dossiers/labels";
import type { ActName, DossierDetail } from "@/lib/dossiers/model";
import { say } from "@/lib/words";
import { isBusy } from "../ui/is-busy";
import { lazily } from "../ui/lazily";
import { actKeys, bringsOn, inOrder } from "./act-keys";
import classes from "./dossier.module.css";
import { questionsPath } from "./work-query";

const MoveDialog = lazily(() => import("./move-dialog").then((m) => m.MoveDialog));

/** The acts open to this person now, each behind a question that shows what it does; each has a key of its own. */
export function MoveButtons({ dossier, today }: { dossier: DossierDetail; today: string }) {
  const t = useTranslations("dossiers");
  const locale = useLocale();
  const client = useQueryClient();
  const router = useRouter();
  const [asking, setAsking] = useState<ActName | null>(null);
  const [said, setSaid] = useState("");
  const { openMoves } = dossier;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
      const act = openMoves.find((open) => actKeys[open] === event.key.toLowerCase());
      if (!act) return;
      event.preventDefault();
      setAsking(act);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [openMoves]);
  return (
    <>
      <div className={classes.buttons}>
        {inOrder(openMoves).map((act, i) => (
          <Button
            key={act}
            variant={i === 0 && bringsOn(act) ? "filled" : "default"}
            rightSection={
              <kbd className={classes.key} aria-hidden>
                {actKeys[act].toUpperCase()}
              </kbd>
            }
            aria-keyshortcuts={actKeys[act].toUpperCase()}
            onClick={() => setAsking(act)}
          >
            {say(locale, moveWords[act])}
          </Button>
        ))}
      </div>
      <p role="status" className={classes.said}>
        {said}
      </p>
      {asking ? (
        <MoveDialog
          key={asking}
          dossier={dossier}
          act={asking}
          today={today}
          onClose={() => setAsking(null)}
          onDone={async () => {
            // Who was only asked has answered, and sees it no longer.
            if (dossier.isAsked) {
              router.push(questionsPath);
              return;
            }
            // The next act begins from what this one left, not from what was there before.
            await client.invalidateQueries({ queryKey: ["dossiers"] });
            setAsking(null);
            setSaid(t("page.done", { move: say(locale, moveWords[asking]) }));
          }}
        />
      ) : null}
    </>
  );
}
