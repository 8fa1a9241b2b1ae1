"use client";
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "use-intl";
import { formatNumber } from "@/lib/words";
import { documentImportQuery } from "./import-query";

/** How far the zip beside a register is: on its way, then looked through file by file. */
export function SendingWords({ id, percent }: { id: number; percent: number }) {
  const t = useTranslations("documentImports.files");
  const locale = useLocale();
  const { data } = useQuery({ ...documentImportQuery(id), enabled: percent === 100, refetchInterval: 1_000 });
  if (percent < 100) return <p>{t("sending", { percent: String(percent) })}</p>;
  const { read = 0, total = 0 } = data?.files ?? {};
  return <p>{t("looking", { read: formatNumber(locale, read), total: formatNumber(locale, total) })}</p>;
}
