import { formatNumber, type Locale } from "@/lib/words";

/** 1234567 → "1,2 MB". */
export function sizeText(locale: Locale, bytes: number): string {
  if (bytes < 1_000_000) return `${formatNumber(locale, Math.max(1, Math.round(bytes / 1_000)))} kB`;
  return `${formatNumber(locale, bytes / 1_000_000, 1)} MB`;
}
