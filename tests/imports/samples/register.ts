/** Registers as offices keep them, made up. No person's data. */
export const headings = [
  "STT",
  "Mã hồ sơ",
  "Mã TTHC",
  "Tên TTHC",
  "Chủ hồ sơ",
  "Địa chỉ",
  "Số điện thoại",
  "Số CCCD",
  "Ngày tiếp nhận",
  "Ngày hẹn trả",
  "Ngày kết thúc xử lý",
  "Ngày trả kết quả",
  "Hình thức nộp",
  "Trạng thái",
] as const;

const families = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Lù", "Sùng"];
const middles = ["Văn", "Thị", "Đức", "Minh", "Thanh", "Ngọc"];
const names = ["An", "Bình", "Chi", "Dung", "Giang", "Hà", "Khánh", "Lan", "Mai", "Nam", "Oanh", "Phúc"];
const procedures = [
  ["1.001193", "Đăng ký khai sinh"],
  ["1.004873", "Cấp Giấy xác nhận tình trạng hôn nhân"],
  ["1.013225", "Cấp giấy phép xây dựng nhà ở riêng lẻ"],
] as const;
const channels = ["Trực tiếp", "Trực tuyến", "Bưu chính công ích"];

const two = (n: number) => String(n).padStart(2, "0");
const written = (at: Date) => `${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)}/${at.getUTCFullYear()}`;
const pick = <T>(from: readonly T[], i: number): T => from[((i % from.length) + from.length) % from.length] as T;

/** The n-th dossier of a made-up register of phường Trần Phú: 40 a day from 3 January 2023 on, the last tenth still open. */
export function registerRow(n: number, total: number): string[] {
  const day = new Date(Date.UTC(2023, 0, 3 + Math.floor(n / 200)));
  const serial = (n % 200) + 1;
  const [code, name] = pick(procedures, n);
  const plus = (days: number) => new Date(day.getTime() + days * 86_400_000);
  const isOpen = n >= total * 0.9;
  const end = plus((n * 7) % 6);
  return [
    String(n + 1),
    `H22.15.7-${String(day.getUTCFullYear()).slice(2)}${two(day.getUTCMonth() + 1)}${two(day.getUTCDate())}-${String(serial).padStart(4, "0")}`,
    code,
    name,
    `${pick(families, n)} ${pick(middles, n * 3)} ${pick(names, n * 5)} ${n}`,
    `Tổ ${(n % 17) + 1}, phường Trần Phú`,
    `09${String(10_000_000 + ((n * 7919) % 89_999_999)).slice(0, 8)}`,
    `0020${String(10_000_000 + ((n * 104_729) % 89_999_999)).slice(0, 8)}`,
    `${written(day)} ${two(8 + (n % 7))}:${two(n % 60)}`,
    written(plus(4)),
    isOpen ? "" : written(end),
    isOpen ? "" : written(end),
    pick(channels, n),
    isOpen ? "Đang xử lý" : "Đã trả kết quả",
  ];
}

export function csvOf(rows: readonly (readonly string[])[], separator = ","): string {
  return `${rows
    .map((r) => r.map((c) => (/["\r\n]/.test(c) || c.includes(separator) ? `"${c.replaceAll('"', '""')}"` : c)).join(separator))
    .join("\r\n")}\r\n`;
}
