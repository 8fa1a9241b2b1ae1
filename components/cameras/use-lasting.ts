import { useTranslations } from "use-intl";

/** How long something lasted, in its two largest measures: "3 ngày 4 giờ", "12 phút". */
export function useLasting(): (ms: number) => string {
  const t = useTranslations("cameras.lasting");
  return (ms) => {
    const minutes = Math.max(1, Math.round(ms / 60_000));
    const [days, hours] = [Math.floor(minutes / 1_440), Math.floor((minutes % 1_440) / 60)];
    if (days > 0) return hours > 0 ? `${t("days", { count: days })} ${t("hours", { count: hours })}` : t("days", { count: days });
    const rest = minutes % 60;
    if (hours > 0)
      return rest > 0 ? `${t("hours", { count: hours })} ${t("minutes", { count: rest })}` : t("hours", { count: hours });
    return t("minutes", { count: minutes });
  };
}
