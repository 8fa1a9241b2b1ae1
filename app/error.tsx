"use client";
import { useTranslations } from "use-intl";
import { CrashedState } from "@/components/ui/states";

export default function Failed({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations("shell.error");
  return (
    <main>
      <CrashedState title={t("title")} onRetry={reset}>
        <p>{t("text")}</p>
        {error.digest ? <p>{t("code", { code: error.digest })}</p> : null}
      </CrashedState>
    </main>
  );
}
