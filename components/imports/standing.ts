"use client";
import { useLocale, useTranslations } from "use-intl";
import { faultLabels, statusLabels } from "@/lib/imports/labels";
import type { ImportBatchView } from "@/lib/imports/model";
import { formatInstant, say } from "@/lib/words";
import { failureSentence } from "./failure-sentence";

/** Where an import stands: in a few words, and in sentences what went wrong and when it goes on; null when there is nothing to say. */
export function useStanding(): (batch: ImportBatchView) => { words: string; why: string | null } {
  const t = useTranslations("imports.detail");
  const locale = useLocale();
  return (batch) => {
    const fault = batch.fault ? say(locale, faultLabels[batch.fault]) : null;
    if (batch.status !== "RUNNING")
      return {
        words: say(locale, statusLabels[batch.status]),
        why: batch.failure ? [failureSentence(locale, batch.failure), fault].filter(Boolean).join(" ") : null,
      };
    if (fault) {
      const again = batch.waitsUntil ? t("againAt", { at: formatInstant(new Date(batch.waitsUntil)) }) : t("againSoon");
      return { words: t("broken"), why: `${fault} ${again}` };
    }
    if (batch.waitsUntil) return { words: t("queued"), why: null };
    return { words: batch.isCheck ? t("checkRunning") : say(locale, statusLabels.RUNNING), why: null };
  };
}
