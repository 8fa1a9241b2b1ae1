"use client";
import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "use-intl";

/** The other language, for pages before the sign-in. */
export function LanguageButton() {
  const t = useTranslations("auth.frame");
  const router = useRouter();
  const other = useLocale() === "vi" ? "en" : "vi";
  const speak = () => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is missing on plain http.
    document.cookie = `locale=${other}; path=/; max-age=31536000; samesite=lax`;
    router.refresh();
  };
  return (
    <Button variant="subtle" size="compact-sm" onClick={speak} lang={other} title={t("languageLabel")}>
      {t("language")}
    </Button>
  );
}
