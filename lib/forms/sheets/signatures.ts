import { authorityText, factsOf, legalWords, reasonWords, verdictWords } from "@/lib/signatures/labels";
import { type CheckLine, type JudgedBy, type Reason, type SentCheck, verdicts } from "@/lib/signatures/model";
import { formatInstant, formatNumber } from "@/lib/words";
import type { PrintedTable } from "../model";

type Row = PrintedTable["rows"][number];
const row = (name: string, value: string): Row => ({ cells: ["", name, value], isTotal: false });
const why = (reasons: readonly Reason[]) => reasons.map((reason) => row("Lý do, ghi nhận", reasonWords[reason].vi));

const at = (iso: string) => formatInstant(new Date(iso));
/** The authorities and lists that files were judged by. */
const groundsOf = ({ roots, lists, answers }: JudgedBy): (readonly [name: string, value: string])[] => [
  ...(roots.length === 0 ? [["Chứng thư gốc tin cậy", "Chưa có chứng thư gốc nào"] as const] : []),
  ...roots.map(({ name, sha256 }) => ["Chứng thư gốc tin cậy", `${name} (SHA-256: ${sha256})`] as const),
  ...lists.map(
    ({ issuerName, madeAt, nextAt }) =>
      [
        "Danh sách thu hồi (CRL)",
        `${issuerName}, lập lúc ${at(madeAt)}${nextAt ? `, dùng được đến ${at(nextAt)}` : ""}`,
      ] as const,
  ),
  ...(answers === 0 ? [] : [["Trả lời OCSP", `${formatNumber("vi", answers)} trả lời đang lưu`] as const]),
];

/** What a check of a file's signatures found, on paper: the file by its hash, each signature, and by what it was judged. */
export function signatureReportTable(found: SentCheck, agency: string): PrintedTable {
  const { judgedBy, signatures, verdict } = found;
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
    ...groundsOf(judgedBy).map(([name, value]) => row(name, value)),
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

type Checked = { lines: readonly CheckLine[]; judgedBy: JudgedBy; unchecked: number; by: string };
/** What was found in many files, on paper: how many of each verdict, then each file by its hash, who signed it, and why it does not hold. */
export function signatureListTable({ lines, judgedBy, unchecked, by }: Checked, agency: string): PrintedTable {
  const count = (n: number) => formatNumber("vi", n);
  const found = verdicts.map((verdict) => ({ verdict, n: lines.filter((line) => line.verdict === verdict).length }));
  const times = lines.map(({ checkedAt }) => checkedAt).sort();
  const states = [...new Set(lines.map((line) => line.judgedBy))];
  const isNow = states.length === 1 && states[0] === judgedBy.key;
  return {
    ...{ agencyAbove: null, agency: agency.toLocaleUpperCase("vi"), placeAndDay: " ", formLine: " " },
    title: "BẢNG KẾT QUẢ KIỂM TRA CHỮ KÝ SỐ",
    subtitles: [
      found.map(({ verdict, n }) => `${verdictWords[verdict].vi}: ${count(n)}`).join("; "),
      `Kiểm tra từ ${at(times[0] ?? "")} đến ${at(times.at(-1) ?? "")}, người kiểm tra: ${by}`,
    ],
    measure: `${count(lines.length)} tệp`,
    headings: [
      { name: "STT", width: 28 },
      { name: "Tên tệp", width: 170 },
      { name: "Kết luận", width: 90 },
      { name: "Người ký, thời điểm ký; lý do", width: 0 },
      { name: "Mã băm SHA-256", width: 170 },
    ],
    alignments: ["center", "left", "left", "left", "left"],
    numbers: ["(1)", "(2)", "(3)", "(4)", "(5)"],
    rows: lines.map((line, i) => ({
      cells: [String(i + 1), line.fileName, verdictWords[line.verdict].vi, tellingOf(line), line.sha256],
      isTotal: false,
    })),
    notes: [
      ...(unchecked > 0 ? [`Ngoài ra có ${count(unchecked)} tệp không kiểm tra được, không nằm trong bảng này.`] : []),
      ...(isNow
        ? groundsOf(judgedBy).map(([name, value]) => `${name}: ${value}`)
        : [`Các tệp được kiểm tra theo những danh sách tin cậy khác nhau: ${states.map((key) => key.slice(0, 16)).join(", ")}.`]),
      "Bảng này chỉ nói về các tệp có đúng mã băm SHA-256 đã nêu, tại thời điểm kiểm tra.",
    ],
    footer: `Mã trạng thái tin cậy ${states.map((key) => key.slice(0, 16)).join(", ")}`,
    signatures: [{ title: "NGƯỜI KIỂM TRA", hint: "(Ký và ghi rõ họ tên)" }],
  };
}

function tellingOf({ signatures, reasons }: CheckLine): string {
  const why = (all: readonly Reason[]) => all.map((reason) => reasonWords[reason].vi.replace(/\.$/, ""));
  return [
    ...why(reasons),
    ...signatures.map(({ kind, name, organisation, signedAt, verdict, reasons: own, authority }) =>
      [
        kind === "timestamp" ? "Dấu thời gian" : [name, organisation].filter(Boolean).join(", ") || "Không rõ người ký",
        ...(signedAt ? [at(signedAt)] : []),
        ...(verdict === "valid" ? [] : [`${verdictWords[verdict].vi} (${why(own).join("; ")})`]),
        ...(authority ? [authorityText(authority, "vi")] : []),
      ].join(", "),
    ),
  ].join("\n");
}
