import { useLocale, useTranslations } from "use-intl";
import type { TrendPoint } from "@/lib/indicators/model";
import { formatNumber, formatPercent } from "@/lib/words";
import { usePeriodName } from "../shell/period-words";
import { TwinTable } from "./twin-table";

/** What the heads of its columns say; the exported file has the same. */
export function useTrendColumns(): readonly [string, ...string[]] {
  const t = useTranslations("overview.trend");
  return [t("period"), t("rate"), t("onTime"), t("resolved"), t("late"), t("received")];
}

/** The twin of a trend of dossiers. */
export function TrendTable({ points }: { points: readonly TrendPoint[] }) {
  const t = useTranslations("overview.trend");
  const locale = useLocale();
  const name = usePeriodName();
  const rows = points.map((p) => ({
    key: p.from,
    cells: [
      name(p),
      p.onTimeRate === null ? "–" : formatPercent(locale, p.onTimeRate),
      ...[p.onTime, p.resolved, p.late, p.received].map((count) => formatNumber(locale, count)),
    ],
  }));
  return <TwinTable caption={t("caption")} columns={useTrendColumns()} rows={rows} />;
}
