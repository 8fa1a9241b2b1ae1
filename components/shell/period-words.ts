import { useTranslations } from "use-intl";
import { formatDay } from "@/lib/words";
import { nameOf, type Stretch } from "./period";

const shortDay = (day: string) => formatDay(day).slice(0, 5);

/** "Quý I/2023", "Tháng 11/2026", "Tuần 16/11 – 22/11/2026", or the two days. */
export function usePeriodName(): (period: Stretch) => string {
  const t = useTranslations("shell.period");
  return (period) => {
    const named = nameOf(period);
    switch (named.kind) {
      case "year":
        return t("year", { year: String(named.year) });
      case "quarter":
        return t("quarter", { quarter: named.quarter, year: String(named.year) });
      case "month":
        return t("month", { month: String(named.month), year: String(named.year) });
      case "reportMonth":
        return t("reportMonth", { month: String(named.month), year: String(named.year) });
      case "reportQuarter":
        return t("reportQuarter", { quarter: named.quarter, year: String(named.year) });
      case "reportHalf":
        return t("reportHalf", { year: String(named.year) });
      case "reportYear":
        return t("reportYear", { year: String(named.year) });
      case "week":
        return t("week", { from: shortDay(named.from), to: formatDay(named.to) });
      case "custom":
        return t("custom", { from: formatDay(named.from), to: formatDay(named.to) });
    }
  };
}
