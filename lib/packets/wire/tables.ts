import type { Day } from "@/lib/calendar/model";
import type { Business, DocumentHeader } from "./header";

export const namespace = "http://www.mic.gov.vn/TBT/QCVN_102_2016";

/** Lists of codes of QCVN 102:2016/BTTTT, each value at the place of its code. */
export const businessCodes: readonly Business[] = ["NEW", "RECALL", "UPDATE", "REPLACE"];
export const urgencyCodes: readonly DocumentHeader["urgency"][] = [
  "NORMAL",
  "URGENT",
  "VERY_URGENT",
  "EXPRESS",
  "EXPRESS_AT_HOUR",
];
export const steeringCodes: readonly DocumentHeader["steering"][] = ["NONE", "STEERING", "REPORT"];

const isDay = (day: string): boolean => {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
};
/** "2026/03/09", as the standard writes days, or as some programs do: "2026-03-09", "09/03/2026". Null for anything else. */
export function dayOf(text: string): Day | null {
  const [, year, month, day] = /^(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:[ T].*)?$/.exec(text) ?? [];
  const [, day2, month2, year2] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  const [y, m, d] = [year ?? year2, month ?? month2, day ?? day2];
  if (!y || !m || !d) return null;
  const read = `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`;
  return isDay(read) ? (read as Day) : null;
}
export const wireDay = (day: Day): string => day.replaceAll("-", "/");

const cityOffsetMs = 7 * 3_600_000;
/** "2026/03/09 16:35:56", the city's time, as an instant; null for anything else. */
export function instantOf(text: string): string | null {
  const [, date, hour, minute, second = "00"] = /^(\S+)[ T](\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?Z?$/.exec(text) ?? [];
  const day = date === undefined ? null : dayOf(date);
  if (!day) return null;
  const at = new Date(`${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at.getTime()) ? null : new Date(at.getTime() - cityOffsetMs).toISOString();
}
export function wireInstant(at: string): string {
  const [day = "", time = ""] = new Date(Date.parse(at) + cityOffsetMs).toISOString().split("T");
  return `${day.replaceAll("-", "/")} ${time.slice(0, 8)}`;
}

/** "123" and "QĐ-UBND" of "123/QĐ-UBND"; a symbol without a stroke is all notation. */
export function codeParts(symbol: string): { number: string; notation: string } {
  const stroke = symbol.indexOf("/");
  return stroke < 1 ? { number: "", notation: symbol } : { number: symbol.slice(0, stroke), notation: symbol.slice(stroke + 1) };
}
/** Some senders write the whole symbol as its notation. */
export function symbolOf(number: string, notation: string): string {
  if (number === "") return notation;
  if (notation === "" || notation === number) return number;
  return notation.startsWith(`${number}/`) ? notation : `${number}/${notation}`;
}
/** "OrganId,YYYY/MM/DD,số/ký hiệu": a document's identifier on the axis. */
export const documentKeyOf = (code: string, issuedOn: Day, symbol: string): string => `${code},${wireDay(issuedOn)},${symbol}`;
