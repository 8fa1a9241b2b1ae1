import { authorityText, factsOf, legalWords, reasonWords, verdictWords } from "@/lib/signatures/labels";
import type { Reason, SentCheck } from "@/lib/signatures/model";
import { formatInstant, formatNumber } from "@/lib/words";
import type { PrintedTable } from "../model";

type Row = PrintedTable["rows"][number];
const row = (name: string, value: string): Row => ({ cells: ["", name, value], isTotal: false });
const why = (reasons: readonly Reason[]) => reasons.map((reason) => row("Lý do, ghi nhận", reasonWords[reason].vi));

/** What a check of a file's signatures found, on paper: the file by its hash, each signature, and by what it was judged. */
export function signatureReportTable(found: SentCheck, agency: string): PrintedTable {
  const { judgedBy, signatures, verdict } = found;
  const at = (iso: string) => formatInstant(new Date(iso));
  const rows: Row[] = [
    { cells: ["I", "TỆP ĐƯỢC KIỂM TRA", verdictWords[verdict].vi], isTotal: true },
    row("Tên tệp", found.fileName),
    row("Dung lượng", `${formatNumber("vi", found.bytes)} byte`),
    row("Mã băm SHA-256", found.sha256),
    row("Kiểm tra lúc", `${at(found.checkedAt)}, người kiểm tra: ${found.checkedBy}`),
    ...why(found.reasons),
    ...signatures.flatMap((one, i): Row[] => [
      {
        cells: [
          `II.${i + 1}`,
          `${one.kind === "timestamp" ? "DẤU THỜI GIAN" : "CHỮ KÝ"} ${i + 1}: ${one.field}`,
          verdictWords[one.verdict].vi,
        ],
        isTotal: true,
      },
      ...factsOf(one, "vi").map(({ name, value }) => row(name.vi, value)),
      ...(one.authority ? [row("Thẩm quyền ký", authorityText(one.authority, "vi"))] : []),
      ...why(one.reasons),
    ]),
    { cells: ["III", "CĂN CỨ KIỂM TRA", `Mã trạng thái: ${judgedBy.key}`], isTotal: true },
    ...(judgedBy.roots.length === 0 ? [row("Chứng thư gốc tin cậy", "Chưa có chứng thư gốc nào")] : []),
    ...judgedBy.roots.map(({ name, sha256 }) => row("Chứng thư gốc tin cậy", `${name} (SHA-256: ${sha256})`)),
    ...judgedBy.lists.map(({ issuerName, madeAt, nextAt }) =>
      row("Danh sách thu hồi (CRL)", `${issuerName}, lập lúc ${at(madeAt)}${nextAt ? `, dùng được đến ${at(nextAt)}` : ""}`),
    ),
    ...(judgedBy.answers === 0 ? [] : [row("Trả lời OCSP", `${formatNumber("vi", judgedBy.answers)} trả lời đang lưu`)]),
  ];
  return {
    ...{ agencyAbove: null, agency: agency.toLocaleUpperCase("vi"), placeAndDay: " ", formLine: " " },
    title: "PHIẾU KẾT QUẢ KIỂM TRA CHỮ KÝ SỐ",
    subtitles: [`Kết luận: ${verdictWords[verdict].vi}`],
    measure: `${signatures.length} chữ ký, dấu thời gian`,
    headings: [
      { name: "Mục", width: 36 },
      { name: "Nội dung", width: 190 },
      { name: "Kết quả", width: 0 },
    ],
    alignments: ["center", "left", "left"],
    numbers: ["(1)", "(2)", "(3)"],
    rows,
    notes: [
      verdict === "unsigned" ? legalWords.unknown.vi : legalWords[verdict].vi,
      "Phiếu này chỉ nói về tệp có đúng mã băm SHA-256 nêu trên, tại thời điểm kiểm tra.",
    ],
    footer: `SHA-256 ${found.sha256.slice(0, 16)}…`,
    signatures: [{ title: "NGƯỜI KIỂM TRA", hint: "(Ký và ghi rõ họ tên)" }],
  };
}
