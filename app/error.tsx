"use client";
import { Button } from "@mantine/core";
import { useTranslations } from "use-intl";
import { EmptyState } from "@/components/ui/states";

export default function Failed({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations("shell.error");
  const ui = useTranslations("ui");
  return (
    <div role="alert">
      <EmptyState title={t("title")} action={<Button onClick={reset}>{ui("retry")}</Button>}>
        <p>{t("text")}</p>
        {error.digest ? <p>{t("code", { code: error.digest })}</p> : null}
      </EmptyState>
    </div>
  );
}
