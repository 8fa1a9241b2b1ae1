import { formatInstant, formatNumber, type Locale, say, type Words } from "@/lib/words";
import type { CheckedSignature } from "../model";

/** What is known of a signature beside its verdict, in the order an official asks: the name of the fact and what it is. */
export type Fact = { id: FactName; name: Words; value: string };
export const factNames = {
  signer: { vi: "Người ký", en: "Signed by" },
  organisation: { vi: "Cơ quan, tổ chức", en: "Organisation" },
  title: { vi: "Chức danh", en: "Title" },
  identifier: { vi: "Số định danh trong chứng thư", en: "Identifier in the certificate" },
  signedAt: { vi: "Thời điểm ký", en: "Signed at" },
  path: { vi: "Đường dẫn tin cậy", en: "Path of trust" },
  serial: { vi: "Số hiệu chứng thư", en: "Serial of the certificate" },
  validity: { vi: "Chứng thư có hiệu lực", en: "Certificate in force" },
  revocation: { vi: "Tình trạng thu hồi", en: "Revocation" },
  covers: { vi: "Phạm vi ký", en: "What it is over" },
  after: { vi: "Thêm vào sau khi ký", en: "Added after it" },
  permission: { vi: "Người ký chứng nhận cho phép", en: "The certifying signer permits" },
} as const satisfies Record<string, Words>;
export type FactName = keyof typeof factNames;

const words = {
  proven: { vi: "theo dấu thời gian tin cậy", en: "by a trusted timestamp" },
  claimed: { vi: "theo máy của người ký, chưa được chứng minh", en: "by the signer's own machine, not proven" },
  to: { vi: "đến", en: "to" },
  good: { vi: "Chưa bị thu hồi", en: "Not revoked" },
  revoked: { vi: "Đã bị thu hồi", en: "Revoked" },
  unknown: { vi: "Chưa biết", en: "Not known" },
  list: { vi: "danh sách thu hồi (CRL)", en: "revocation list (CRL)" },
  answer: { vi: "trả lời OCSP", en: "OCSP answer" },
  made: { vi: "lập lúc", en: "made at" },
  until: { vi: "dùng được đến", en: "good until" },
  whole: { vi: "Toàn bộ tệp", en: "The whole file" },
  part: { vi: "{bytes} byte đầu của tệp", en: "The file's first {bytes} bytes" },
  nothing: { vi: "Không có gì", en: "Nothing" },
  fields: { vi: "ô", en: "fields" },
  byte: { vi: "từ byte", en: "from byte" },
  noWay: { vi: "Không dẫn đến chứng thư gốc nào được tin cậy", en: "Leads to no trusted root" },
  none: { vi: "không thay đổi gì", en: "no change" },
  fill: { vi: "điền biểu mẫu, ký thêm", en: "filling forms, signing" },
  annotate: { vi: "điền biểu mẫu, ký thêm, chú thích", en: "filling forms, signing, annotating" },
} as const satisfies Record<string, Words>;

export const changeWords: Record<CheckedSignature["after"][number]["changes"][number], Words> = {
  signature: { vi: "thêm chữ ký", en: "a signature was added" },
  timestamp: { vi: "thêm dấu thời gian", en: "a timestamp was added" },
  "security-store": { vi: "thêm dữ liệu kiểm tra lâu dài", en: "evidence for later checks was added" },
  information: { vi: "sửa thông tin mô tả tệp", en: "the file's description was changed" },
  form: { vi: "điền biểu mẫu", en: "fields were filled" },
  annotation: { vi: "thêm chú thích", en: "annotations were added" },
  other: { vi: "thay đổi khác", en: "something else was changed" },
};

/** The facts of a signature in words. What is not known is left out, but for what its absence says. */
export function factsOf(one: CheckedSignature, locale: Locale): Fact[] {
  const t = (word: keyof typeof words) => say(locale, words[word]);
  const at = (iso: string) => formatInstant(new Date(iso));
  const { signer, signedAt, covers, revocation, permission } = one;
  const values: Partial<Record<FactName, string | null>> = {
    signer: signer?.name ?? null,
    organisation: signer ? [signer.unit, signer.organisation].filter(Boolean).join(", ") : null,
    title: signer?.title ?? null,
    identifier: signer?.identifier ?? null,
    signedAt: signedAt && `${at(signedAt.at)} (${t(signedAt.by)})`,
    path: signer && (one.path.length > 0 ? one.path.join(" → ") : t("noWay")),
    serial: signer?.serial ?? null,
    validity: signer && `${at(signer.validFrom)} ${t("to")} ${at(signer.validUntil)}`,
    revocation: revocation && revocationText(revocation, t, at),
    covers: covers && (covers.isWholeFile ? t("whole") : t("part").replace("{bytes}", formatNumber(locale, covers.bytes))),
    after:
      one.after.length === 0
        ? covers && t("nothing")
        : one.after
            .map(({ from, changes, fields }) => {
              const what = changes.map((change) => say(locale, changeWords[change])).join(", ");
              const where = fields.length > 0 ? ` (${t("fields")}: ${fields.join(", ")})` : "";
              return `${what}${where}, ${t("byte")} ${formatNumber(locale, from)}`;
            })
            .join("; "),
    permission: permission === null ? null : t(permission === 1 ? "none" : permission === 2 ? "fill" : "annotate"),
  };
  return (Object.keys(factNames) as FactName[]).flatMap((id) => {
    const value = values[id];
    return value ? [{ id, name: factNames[id], value }] : [];
  });
}

function revocationText(
  { state, by, from, until, revokedAt }: NonNullable<CheckedSignature["revocation"]>,
  t: (word: keyof typeof words) => string,
  at: (iso: string) => string,
): string {
  return [
    `${t(state)}${revokedAt ? ` ${at(revokedAt)}` : ""}`,
    ...(by ? [`${t(by === "crl" ? "list" : "answer")}${from ? ` ${t("made")} ${at(from)}` : ""}`] : []),
    ...(by && until ? [`${t("until")} ${at(until)}`] : []),
  ].join(", ");
}
