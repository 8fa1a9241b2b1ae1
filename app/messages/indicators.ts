import { indicatorLabels } from "@/lib/indicators/labels";
import type { IndicatorCode } from "@/lib/indicators/model";
import type { Locale } from "@/lib/words";

type Names = Record<IndicatorCode, string>;
const codes = Object.keys(indicatorLabels).filter((code): code is IndicatorCode => code in indicatorLabels);
const namesIn = (locale: Locale): Names => {
  const names = new Map(codes.map((code) => [code, indicatorLabels[code].name[locale]]));
  return Object.fromEntries(names) as Names;
};

/** The names alone: what the labels say beyond them is read when somebody asks. */
export const indicators = { vi: namesIn("vi"), en: namesIn("en") };
