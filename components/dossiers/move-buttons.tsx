"use client";
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { moveWords } from "@/lib/dossiers/labels";
import type { DossierDetail, MoveName } from "@/lib/dossiers/model";
import { say } from "@/lib/words";
import { lazily } from "../ui/lazily";
import table from "../ui/table.module.css";
import classes from "./dossier.module.css";
import { dossierQuery } from "./dossier-query";

const MoveDialog = lazily(() => import("./move-dialog").then((m) => m.MoveDialog));

/** What brings a dossier on comes first; what ends it otherwise comes last. */
const forward: readonly MoveName[] = ["accept", "receiveSupplement", "confirmPayment", "start", "finish", "return"];
const ending: readonly MoveName[] = ["refuse", "decline", "withdraw", "stop"];
function inOrder(moves: readonly MoveName[]): MoveName[] {
  const rank = (move: MoveName) => (forward.includes(move) ? 0 : ending.includes(move) ? 2 : 1);
  return [...moves].sort((a, b) => rank(a) - rank(b));
}

/** The steps open to this person now, each behind a question that shows what it does. */
export function MoveButtons({ dossier }: { dossier: DossierDetail }) {
  const t = useTranslations("dossiers");
  const locale = useLocale();
  const client = useQueryClient();
  const [asking, setAsking] = useState<MoveName | null>(null);
  const [said, setSaid] = useState("");
  const refresh = () => client.invalidateQueries({ queryKey: dossierQuery(dossier.id).queryKey });
  return (
    <>
      {dossier.openMoves.length === 0 ? (
        <p className={table.quiet}>{t("page.noMoves")}</p>
      ) : (
        <div className={classes.buttons}>
          {inOrder(dossier.openMoves).map((move, i) => (
            <Button key={move} variant={i === 0 && forward.includes(move) ? "filled" : "default"} onClick={() => setAsking(move)}>
              {say(locale, moveWords[move])}
            </Button>
          ))}
        </div>
      )}
      <p role="status" className={classes.said}>
        {said}
      </p>
      {asking ? (
        <MoveDialog
          key={asking}
          dossier={dossier}
          move={asking}
          onClose={() => setAsking(null)}
          onDone={() => {
            setAsking(null);
            setSaid(t("page.done", { move: say(locale, moveWords[asking]) }));
            void refresh();
          }}
          onConflict={() => {
            setAsking(null);
            setSaid(t("page.conflict"));
            void refresh();
          }}
        />
      ) : null}
    </>
  );
}
