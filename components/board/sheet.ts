import { useTranslations } from "use-intl";
import type { PlainCell, SheetTable } from "@/lib/files/rules";
import { formatDay, formatInstant, percentOf } from "@/lib/words";
import type { FilterState } from "../shell/filters";
import { usePeriodName } from "../shell/period-words";

/** A table for a file, under the lines that say which period, day and unit it is of and how fresh it was. */
export function useSheet(filter: Pick<FilterState, "period" | "asOf" | "knownOn" | "unitId" | "units" | "isDemo">) {
  const t = useTranslations("board");
  const shell = useTranslations("shell.unit");
  const period = usePeriodName();
  return (title: string, at: string, columns: readonly string[], rows: readonly (readonly PlainCell[])[]): SheetTable => ({
    title,
    notes: [
      t("exportNote.period", { period: period(filter.period) }),
      t("exportNote.asOf", { day: formatDay(filter.asOf) }),
      ...(filter.knownOn ? [t("exportNote.knownOn", { day: formatDay(filter.knownOn) })] : []),
      t("exportNote.unit", { unit: filter.units.find((u) => u.id === filter.unitId)?.name ?? shell("all") }),
      t("exportNote.at", { time: formatInstant(new Date(at)) }),
      ...(filter.isDemo ? [t("exportNote.demo")] : []),
    ],
    columns,
    rows,
  });
}
/** A rate as a spreadsheet shows it: per cent with one decimal, still a number. */
export const asPercent = (rate: number | null): PlainCell => (rate === null ? null : percentOf(rate));
