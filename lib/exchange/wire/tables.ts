import type { DossierState } from "@/lib/dossiers/model";
import { dossierStates } from "@/lib/dossiers/model";

/** A table of what stands on the wire for what stands in the record, read both ways. The first entry of a value is what we write. */
export type WireTable<T extends string> = readonly (readonly [wire: string, value: T])[];
export const toWire = <T extends string>(table: WireTable<T>, value: T): string =>
  table.find(([, one]) => one === value)?.[0] ?? "";
export const fromWire = <T extends string>(table: WireTable<T>, wire: string): T | null =>
  table.find(([one]) => one === wire)?.[1] ?? null;

/** TrangThaiHoSo, TrangThai: the national list, 1 … 10. */
export const stateTable: WireTable<DossierState> = dossierStates.map((state, i) => [String(i + 1), state] as const);
/** KenhThucHien: trực tiếp, trực tuyến, bưu chính công ích. */
export const channelTable: WireTable<"COUNTER" | "ONLINE" | "POST"> = [
  ["1", "COUNTER"],
  ["2", "ONLINE"],
  ["3", "POST"],
];
/** HinhThuc: how the result is handed over. Adapters write 0 and 1; electronic is ours. */
export const deliveryTable: WireTable<"COUNTER" | "POST" | "ELECTRONIC"> = [
  ["0", "COUNTER"],
  ["1", "POST"],
  ["2", "ELECTRONIC"],
];
/** HinhThucThu: when a fee is taken. There is no 3. */
export const stageTable: WireTable<"ACCEPTANCE" | "SUPPLEMENT" | "RESULT"> = [
  ["1", "ACCEPTANCE"],
  ["2", "SUPPLEMENT"],
  ["4", "RESULT"],
];
/** LoaiBan: the wire does not tell a certified copy from a photocopy. */
export const paperTable: WireTable<"ORIGINAL" | "COPY" | "ELECTRONIC"> = [
  ["0", "ORIGINAL"],
  ["1", "COPY"],
  ["2", "ELECTRONIC"],
];
/** LoaiPhiLePhi: phí, lệ phí. */
export const feeTable: WireTable<"FEE" | "CHARGE"> = [
  ["1", "FEE"],
  ["2", "CHARGE"],
];
export const applicantKinds = ["CITIZEN", "ORGANISATION"] as const;
export type ApplicantKind = (typeof applicantKinds)[number];

const pad = (n: number) => String(n).padStart(2, "0");
const cityOffsetMs = 7 * 3_600_000;
/** An instant as the wire writes it: yyyyMMddHHmmss on the city's clock; nothing is "". */
export function toWireTime(at: Date | null): string {
  if (!at) return "";
  const city = new Date(at.getTime() + cityOffsetMs);
  const days = `${city.getUTCFullYear()}${pad(city.getUTCMonth() + 1)}${pad(city.getUTCDate())}`;
  return `${days}${pad(city.getUTCHours())}${pad(city.getUTCMinutes())}${pad(city.getUTCSeconds())}`;
}
const wireTime = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?$/;
/** The instant a time on the wire names, a day alone its beginning; null for "", undefined for what is no time ("20260231…"). */
export function fromWireTime(text: string): Date | null | undefined {
  if (text === "") return null;
  const found = wireTime.exec(text);
  if (!found) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1).map((n) => Number(n ?? 0));
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const isReal = at.getUTCDate() === day && at.getUTCMonth() === month - 1 && hour < 24 && minute < 60 && second < 60;
  return isReal && year >= 1990 && year <= 2100 ? new Date(at.getTime() - cityOffsetMs) : undefined;
}
