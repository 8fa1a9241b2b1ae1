import { maskNumber } from "@/lib/dossiers/rules";
import type { Service } from "./model";
import { knownNames } from "./wire/schemas";

export { type ExchangeDossier, type ExchangePaper, firstPapers, fromFull, rowOf, toFull, toldAt } from "./wire/full";
export { fromLine, type Known, noteOf, type ProgressLine, rowAfter, toLine } from "./wire/line";
export { fromWireTime, toWireTime } from "./wire/tables";

/** Fields of a message nobody told us of: kept with it, and passed over. */
export const strangeNames = (service: Service, message: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(message).filter((name) => !knownNames[service].has(name));

/** What identifies a person, and what somebody may have written about one. */
const numbers: ReadonlySet<string> = new Set(["SoDinhDanh", "MaDoiTuong", "SoDienThoai", "Fax"]);
const words: ReadonlySet<string> = new Set([
  "ChuHoSo",
  "Email",
  "ThongTinKhac",
  "TrichYeuHoSo",
  "GhiChu",
  "ThongTinTra",
  "NoiDungXuLy",
  "NoiDungBoSung",
  "ThongTinTiepNhan",
  "UrlDetail",
  "DuongDanTaiTepTin",
  "DuongDanTepTinKetQua",
  "TenTepDinhKem",
]);
export const isPersonal = (name: string): boolean => numbers.has(name) || words.has(name);
const hidden = "•••";

/** A message as one may see it who runs the system and reads no dossier (T-76): its shape, its codes and its dates, but of no person. */
export function maskMessage(value: unknown, service: Service, depth = 0): unknown {
  if (Array.isArray(value)) return value.map((one) => maskMessage(one, service, depth + 1));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => {
      if (typeof held === "object" && held !== null) return [name, maskMessage(held, service, depth + 1)];
      if (held === null || held === "") return [name, held];
      if (numbers.has(name)) return [name, maskNumber(String(held))];
      // What we do not know may be anything.
      const isStrange = depth === 0 && !knownNames[service].has(name);
      return [name, words.has(name) || isStrange ? hidden : held];
    }),
  );
}

const firstWaitMs = 15_000;
const longestWaitMs = 15 * 60_000;
/** How long the nth failure in a row is waited after: a quarter of a minute, doubled each time, a quarter of an hour at most. */
export const waitMs = (failures: number): number => Math.min(longestWaitMs, firstWaitMs * 2 ** Math.max(0, failures - 1));

/** So many failures in a row, whatever was sent, and nothing more is sent for a while. */
export const restsAfter = 3;
/** A message that failed so often while others went through is at fault itself. */
export const triesOfOne = 8;

/** What becomes of a message the portal did not answer. */
export function afterSilence(
  message: { attempts: number; failedAt: Date | null },
  portal: { failures: number; answeredAt: Date | null },
  now: Date,
): {
  status: "WAITING" | "FAILED";
  attempts: number;
  failedAt: Date;
  nextAt: Date | null;
  failures: number;
  restsUntil: Date | null;
} {
  const attempts = message.attempts + 1;
  const failedAt = message.failedAt ?? now;
  const failures = portal.failures + 1;
  const isItself = attempts >= triesOfOne && portal.answeredAt !== null && portal.answeredAt > failedAt;
  return {
    attempts,
    failedAt,
    failures,
    status: isItself ? "FAILED" : "WAITING",
    nextAt: isItself ? null : new Date(now.getTime() + waitMs(attempts)),
    restsUntil: failures >= restsAfter ? new Date(now.getTime() + waitMs(failures - restsAfter + 1)) : null,
  };
}
