import type { Day } from "@/lib/calendar/model";
import { CityTime } from "../model";

const msPerDay = 86_400_000;
const cityOffsetMs = 7 * 3_600_000;
const cityOffset = "+07:00";
const pad = (n: number, width = 2) => String(n).padStart(width, "0");

/** The day and minute of an Excel serial number; null for what no register means as a date (before 1990, after 2100). */
export function dayOfExcelSerial(serial: number, usesEpoch1904 = false): CityTime | null {
  const days = usesEpoch1904 ? serial + 1462 : serial;
  if (days < 32_874 || days > 73_415) return null;
  let whole = Math.floor(days);
  // Spreadsheets keep 08:15 as 0.34374999…: to the minute is what was typed.
  let minute = Math.round((days - whole) * 1440);
  if (minute === 1440) {
    whole++;
    minute = 0;
  }
  return new CityTime(new Date((whole - 25_569) * msPerDay).toISOString().slice(0, 10), minute === 0 ? null : minute);
}

/** Orders of day and clock that registers and portals write. */
const dayFirst = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[ ,T-]+(\d{1,2})[:hg](\d{2})(?::(\d{2}))?)?$/;
const clockFirst = /^(\d{1,2})[:hg](\d{2})(?::(\d{2}))?(?:[ ,-]+|\s*ngay\s*)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;
const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?(Z|[+-]\d{2}:?\d{2})?)?$/;
const portal = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?$/;

/**
 * Reads a date as registers write it: dd/MM/yyyy with or without HH:mm on either side, ISO 8601, yyyyMMddHHmmss of the national
 * portal, or an Excel serial number. Null for anything else. Day comes before month, always.
 */
export function timeOf(text: string): CityTime | null {
  // Registers tell the same days over and over, but hardly ever the same minute.
  if (text.length > 10) return readTime(text);
  const known = kept.get(text);
  if (known !== undefined) return known;
  const read = readTime(text);
  if (kept.size >= 20_000) kept.clear();
  kept.set(text, read);
  return read;
}
const kept = new Map<string, CityTime | null>();

function readTime(text: string): CityTime | null {
  const t = text.normalize("NFKC").trim().replace(/\s+/g, " ");
  let m = dayFirst.exec(t);
  if (m) return made(year(m[3]), m[2], m[1], m[4], m[5], m[6]);
  m = iso.exec(t);
  if (m) return m[7] && m[7] !== cityOffset ? ofOffset(t) : made(m[1], m[2], m[3], m[4], m[5], m[6]);
  m = portal.exec(t);
  if (m) return made(m[1], m[2], m[3], m[4], m[5], m[6]);
  m = clockFirst.exec(t.replace(/à/g, "a").toLowerCase());
  if (m) return made(m[6], m[5], m[4], m[1], m[2], m[3]);
  return /^\d{5}(\.\d+)?$/.test(t) ? dayOfExcelSerial(Number(t)) : null;
}
const year = (text: string | undefined) => (text?.length === 2 ? `20${text}` : text);

function made(
  y: string | undefined,
  m: string | undefined,
  d: string | undefined,
  h?: string,
  min?: string,
  sec?: string,
): CityTime | null {
  const [years, months, days] = [Number(y), Number(m), Number(d)];
  const at = new Date(Date.UTC(years, months - 1, days));
  if (years < 1990 || years > 2100 || at.getUTCMonth() !== months - 1 || at.getUTCDate() !== days) return null;
  const day = `${y}-${pad(months)}-${pad(days)}`;
  if (h === undefined) return new CityTime(day, null);
  const minute = Number(h) * 60 + Number(min) + Number(sec ?? 0) / 60;
  // Midnight sharp is how a day alone is written by software that knows only instants.
  return Number(h) > 23 || Number(min) > 59 || Number(sec ?? 0) >= 60 ? null : new CityTime(day, minute === 0 ? null : minute);
}
function ofOffset(t: string): CityTime | null {
  const at = Date.parse(t.replace(" ", "T").replace(/([+-]\d{2})(\d{2})$/, "$1:$2"));
  if (Number.isNaN(at)) return null;
  const local = new Date(at + cityOffsetMs).toISOString();
  return made(
    local.slice(0, 4),
    local.slice(5, 7),
    local.slice(8, 10),
    local.slice(11, 13),
    local.slice(14, 16),
    local.slice(17, 23),
  );
}

/** A register's time as it is shown back: dd/MM/yyyy, with HH:mm when it had one. */
export function writtenTime(time: CityTime): string {
  const [y, m, d] = time.day.split("-");
  const clock = time.minute === null ? "" : ` ${pad(Math.floor(time.minute / 60))}:${pad(Math.floor(time.minute % 60))}`;
  return `${d}/${m}/${y}${clock}`;
}

/** The instant, in milliseconds, at which the city's clock shows so many minutes after midnight of a day. */
export function instantOf(day: Day, minute: number): number {
  return (
    Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) -
    cityOffsetMs +
    Math.round(minute * 60_000)
  );
}
