import { useCallback } from "react";
import { useLocale, useTranslations } from "use-intl";
import type { IndicatorCode } from "@/lib/indicators/model";
import { formatNumber, formatShare, type Locale, percentOf } from "@/lib/words";

export type Shape = "count" | "ratio" | "mean";
export const shapeOf = (code: IndicatorCode): Shape =>
  code.endsWith("-rate") ? "ratio" : code === "mean-working-days" ? "mean" : "count";

/** The word after a value that is no rate. */
export const unitOf = (code: IndicatorCode, value: number) =>
  shapeOf(code) === "mean" ? "days" : value === 1 ? "dossier" : "dossiers";

/** A value with the decimals of its kind: 10.376 · 97,8 · 4,2. */
export function formatValue(locale: Locale, code: IndicatorCode, value: number): string {
  const shape = shapeOf(code);
  if (shape === "ratio") return formatNumber(locale, percentOf(value), 1);
  return formatNumber(locale, value, shape === "mean" ? 1 : 0);
}

/** With its unit, for running text: "97,8%", "12 hồ sơ", "4,2 ngày". */
export function useFigure(): (code: IndicatorCode, value: number) => string {
  const t = useTranslations("overview.units");
  const locale = useLocale();
  return useCallback(
    (code, value) => {
      if (shapeOf(code) === "ratio") return `${formatValue(locale, code, value)}%`;
      return `${formatValue(locale, code, value)} ${t(unitOf(code, value))}`;
    },
    [t, locale],
  );
}

/** An aim or a floor as somebody set it: "95%", "5 hồ sơ". */
export function useAim(): (code: IndicatorCode, value: number) => string {
  const locale = useLocale();
  const figure = useFigure();
  return (code, value) => (shapeOf(code) === "ratio" ? formatShare(locale, value) : figure(code, value));
}

/** "+0,6 điểm", "−3", "0": a rate changes by points, never by per cent of per cent. */
export function formatChange(locale: Locale, code: IndicatorCode, now: number, then: number, points: string): string {
  const shape = shapeOf(code);
  const raw = shape === "ratio" ? (now - then) * 100 : now - then;
  const decimals = shape === "count" ? 0 : 1;
  const change = Number(raw.toFixed(decimals));
  const sign = change > 0 ? "+" : change < 0 ? "−" : "";
  return `${sign}${formatNumber(locale, Math.abs(change), decimals)}${shape === "ratio" ? ` ${points}` : ""}`;
}
