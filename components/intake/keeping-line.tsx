"use client";
import { Button } from "@mantine/core";
import { useTranslations } from "use-intl";
import { formatInstant } from "@/lib/words";
import { useProblemWords } from "../ui/problem-words";
import { Problem } from "../ui/request";
import classes from "./intake.module.css";
import type { Keeping } from "./use-draft";

/** What becomes of what is typed: kept, not yet kept and why, or kept by another window. */
export function KeepingLine({
  keeping,
  draftId,
  onMine,
  onTheirs,
  onAsNew,
  onThrow,
}: {
  keeping: Keeping;
  draftId: string;
  onMine(): void;
  onTheirs(): void;
  onAsNew(): void;
  onThrow(): void;
}) {
  const t = useTranslations("intake.keeping");
  const words = useProblemWords();
  const isSignedOut = keeping.is === "lost" && keeping.error instanceof Problem && keeping.error.status === 401;
  const text =
    keeping.is === "saved"
      ? t("saved", { time: formatInstant(new Date(keeping.at)).slice(0, 5) })
      : keeping.is === "lost"
        ? t("lost", { why: words(keeping.error) })
        : t(keeping.is);
  const isTrouble = keeping.is === "lost" || keeping.is === "changed" || keeping.is === "gone";
  return (
    <div className={classes.keeping} data-trouble={isTrouble || undefined}>
      <p role={isTrouble ? "alert" : "status"}>{text}</p>
      {isSignedOut ? <a href={`/sign-in?next=${encodeURIComponent(`/dossiers/new?draft=${draftId}`)}`}>{t("signIn")}</a> : null}
      {keeping.is === "changed" ? (
        <>
          <Button variant="default" size="compact-sm" onClick={onMine}>
            {t("mine")}
          </Button>
          <Button variant="default" size="compact-sm" onClick={onTheirs}>
            {t("theirs")}
          </Button>
        </>
      ) : null}
      {keeping.is === "gone" ? (
        <Button variant="default" size="compact-sm" onClick={onAsNew}>
          {t("asNew")}
        </Button>
      ) : null}
      {keeping.is === "saved" ? (
        <Button variant="subtle" size="compact-sm" onClick={onThrow}>
          {t("throw")}
        </Button>
      ) : null}
    </div>
  );
}
