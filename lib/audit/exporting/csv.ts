import { formatInstant, type Locale, plainText } from "@/lib/words";
import { actionText } from "../labels";
import type { AuditRow } from "../model";

const heads: Record<Locale, readonly string[]> = {
  vi: [
    "Số",
    "Lúc",
    "Mã người thực hiện",
    "Người thực hiện",
    "Mã việc",
    "Việc",
    "Đối tượng",
    "Mã đối tượng",
    "Chi tiết",
    "Niêm phong",
  ],
  en: ["No.", "At", "Actor", "Name", "Code", "Act", "Subject", "Subject id", "Detail", "Sealed"],
};
const sealed: Record<Locale, readonly [string, string]> = { vi: ["đã niêm phong", "đang chờ"], en: ["sealed", "waiting"] };

/** A byte-order mark and the heading: Excel then reads the Vietnamese letters. */
export function csvHead(locale: Locale): string {
  return `\ufeff${heads[locale].map(quoted).join(";")}\r\n`;
}
export function csvLines(rows: readonly AuditRow[], locale: Locale): string {
  return rows
    .map((r) =>
      [
        r.id,
        formatInstant(new Date(r.at)),
        r.actorId,
        r.actorName ?? "",
        r.action,
        actionText(locale, r.action),
        r.subject,
        r.subjectId,
        r.detail,
        sealed[locale][r.isSealed ? 0 : 1],
      ]
        .map(quoted)
        .join(";"),
    )
    .map((line) => `${line}\r\n`)
    .join("");
}
function quoted(text: string): string {
  return `"${plainText(text).replaceAll('"', '""')}"`;
}
